#pragma once
#include "kiosk/flow/pending.h"
#include "kiosk/flow/surroundings.h"

namespace linli::flow {

/// The benefits of the session's person: loading → shown, or failed → loading.
class BenefitCheck {
 public:
  explicit BenefitCheck(Surroundings& around) : around_(around) {}

  /// Asks, unless the answer is there or on its way. The person has agreed.
  void ask(const domain::IdCard& card);
  void turn_page(int page, DisplayMode mode);

  BenefitsView view(DisplayMode mode, const catalogue::Service* can_apply) const;

  /// Those that are paid or under review; empty: not known.
  std::optional<std::vector<domain::BenefitKind>> current() const;

  /// When "this takes longer than usual" is to appear; empty unless loading.
  std::optional<base::SteadyTime> slow_from() const;

 private:
  using Answer = Expected<offline_cache::BenefitAnswer, offline_cache::LookupError>;
  int items() const;

  Surroundings& around_;
  Pending pending_;
  std::optional<Answer> answer_;
  std::optional<base::SteadyTime> asked_at_;
  int first_ = 0;
};

}  // namespace linli::flow
