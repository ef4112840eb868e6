#pragma once
#include "kiosk/flow/pending.h"
#include "kiosk/flow/surroundings.h"

namespace linli::flow {

/// The benefits of the session's person: loading → shown, or failed → loading; and what else may be
/// for them, by what is known then.
class BenefitCheck {
 public:
  explicit BenefitCheck(Surroundings& around) : around_(around) {}

  /// Asks, unless the answer is there or on its way. The person has agreed.
  void ask(const domain::IdCard& card);
  void turn_page(int page, DisplayMode mode);

  /// `can_apply`: what may be begun in an emergency.
  BenefitsView view(DisplayMode mode, const catalogue::Service* can_apply) const;

  /// Adds what the answer tells of the person to what rules know; nothing while there is none.
  void complete(catalogue::Circumstances& circumstances) const;

  /// When "this takes longer than usual" is to appear; empty unless loading.
  std::optional<base::SteadyTime> slow_from() const;

 private:
  using Answer = Expected<offline_cache::BenefitAnswer, offline_cache::LookupError>;
  /// What one page shows: of the benefits, or of the offers, [first, first + count).
  struct Page {
    BenefitsPart part{};
    int first = 0;
    int count = 0;
  };
  void take(Answer answer);
  std::vector<Page> pages(DisplayMode mode) const;
  std::size_t page_shown(const std::vector<Page>& pages) const;

  Surroundings& around_;
  Pending pending_;
  std::optional<Answer> answer_;
  std::optional<base::SteadyTime> asked_at_;
  catalogue::Circumstances circumstances_;  // of the card, then with the answer
  std::vector<catalogue::Offer> offers_;
  BenefitsPart part_{};  // the place: it stays when the mode, and with it the pages, change
  int first_ = 0;
};

}  // namespace linli::flow
