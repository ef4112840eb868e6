#pragma once
#include <optional>
#include <vector>

#include "kiosk/flow/assessment.h"
#include "kiosk/flow/benefit_check.h"
#include "kiosk/flow/draft_offer.h"
#include "kiosk/flow/receipt_desk.h"
#include "kiosk/flow/submission.h"

namespace linli::flow {

/// What somebody has come for.
struct Errand {
  CardPurpose purpose = CardPurpose::start;
  const catalogue::Service* service = nullptr;
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

  bool has_unfinished_work() const { return form && form->unfinished(); }
  bool submitting() const { return submission && submission->submitting(); }

  bool card_on_reader = true;
  std::optional<BenefitCheck> benefits;
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
