#pragma once
#include <optional>
#include <vector>

#include "kiosk/flow/addition.h"
#include "kiosk/flow/assessment.h"
#include "kiosk/flow/benefit_check.h"
#include "kiosk/flow/draft_offer.h"
#include "kiosk/flow/own_matters.h"
#include "kiosk/flow/receipt_desk.h"
#include "kiosk/flow/submission.h"

namespace linli::flow {

/// What somebody has come for.
struct Errand {
  CardPurpose purpose = CardPurpose::start;
  const catalogue::Service* service = nullptr;
  std::shared_ptr<const Addition> addition =
      nullptr;  // its form is `service`; null: an application
  bool operator==(const Errand&) const = default;
};

/// One person's time at the terminal. Owns all personal data there is; when it
/// is destroyed, everything is overwritten and no answer that was asked for can
/// arrive any more.
class Session {
 public:
  explicit Session(const domain::IdCard& card);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  const domain::IdCard& card() const { return card_; }
  std::string masked_name() const { return domain::mask_name(card_.name); }

  /// A purpose needs its own consent (PIPL article 14); only "to begin" covers
  /// looking at one's benefits, because the screen says so.
  void agree(const Errand& errand) { agreed_.push_back(errand); }
  bool has_agreed_to(const Errand& errand) const;
  bool has_agreed_to_anything() const { return !agreed_.empty(); }

  /// What need not be asked again in this session, by Field::known_as.
  const domain::Answers& known() const { return known_; }
  void learn(domain::Answers answers);

  /// What leaving would lose.
  bool has_unfinished_work() const { return form && form->unfinished(); }
  /// What is added to a matter is asked for again by its receipt, and an order that is being
  /// changed stays as it was.
  bool keeps_draft() const { return has_unfinished_work() && !addition && !form->changes(); }
  bool submitting() const {
    return (submission && submission->submitting()) || (matters && matters->working());
  }

  bool card_on_reader = true;
  std::shared_ptr<const Addition> addition;  // that `form` or `receipt` is of; null: of none
  std::optional<BenefitCheck> benefits;
  std::optional<OwnMatters> matters;
  std::optional<Assessment> assessment;
  std::optional<ApplicationForm> form;
  std::optional<DraftOffer> draft;
  std::optional<Submission> submission;
  std::optional<ReceiptDesk> receipt;

 private:
  domain::IdCard card_;
  std::vector<Errand> agreed_;
  domain::Answers known_;
};

}  // namespace linli::flow
