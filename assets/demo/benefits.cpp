#include "assets/demo/benefits.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace linli::demo {
namespace {

using Record = nlohmann::ordered_json;

constexpr int kThisYear = int{kToday.year()};
constexpr std::array kStates{"active", "review_due", "suspended", "ended",
                             "active", "active",     "active",    "active"};

/// Six months of payments that end `months_ago`.
Record payments(int months_ago, std::int64_t fen, const std::string& tail, int count) {
  Record list = Record::array();
  const std::chrono::year_month now{kToday.year(), kToday.month()};
  for (int back = months_ago + count - 1; back >= months_ago; --back) {
    const auto month = now - std::chrono::months(back);
    const std::string text = fmt::format("{:04}-{:02}", int{month.year()}, unsigned{month.month()});
    list.push_back(
        {{"month", text}, {"paid_on", text + "-10"}, {"fen", fen}, {"account_tail", tail}});
  }
  return list;
}

const char* needs_of(const std::string& state) {
  if (state == "review_due") return "请带身份证和有关证件，12月31日前到窗口办理复核";
  if (state == "suspended") return "已暂停发放：请带身份证到窗口说明情况，核实后恢复";
  return "";
}

}  // namespace

struct BenefitInventor::Grant {
  const char* kind;
  std::int64_t fen = 0;  // a month; 0: nothing is paid every month
  int persons = 1;
  int since_year = 2016;      // at the earliest
  std::int64_t once_fen = 0;  // one payment in all
};

std::int64_t BenefitInventor::fen(const char* parameter) const {
  const auto value = region_.value(parameter, kToday);
  if (!value) throw std::runtime_error(fmt::format("the demo region has no {}", parameter));
  return *value;
}

void BenefitInventor::give(const Grant& grant) {
  const std::string state =
      kStates[static_cast<std::size_t>(given_[grant.kind]++) % kStates.size()];
  const int since = std::min(kThisYear - 2, std::max(grant.since_year, dice_.between(2016, 2024)));
  Record benefit{{"kind", grant.kind},
                 {"state", state},
                 {"monthly_fen", grant.fen},
                 {"persons_covered", grant.persons},
                 {"since", fmt::format("{:04}-{:02}", since, dice_.between(1, 12))},
                 {"review_needs", needs_of(state)}};
  if (state == "active")
    benefit["next_review"] = fmt::format("2027-{:02}-28", dice_.between(1, 12));
  if (state == "review_due") benefit["next_review"] = "2026-12-31";
  const int months_ago = state == "ended" ? 8 : state == "suspended" ? 3 : 0;
  benefit["payments"] = grant.once_fen > 0 ? payments(months_ago, grant.once_fen, account_tail_, 1)
                        : grant.fen > 0    ? payments(months_ago, grant.fen, account_tail_, 6)
                                           : Record::array();
  list_.push_back(std::move(benefit));
}

void BenefitInventor::by_means(const Household& household, const Resident& resident) {
  const int persons = static_cast<int>(household.members.size());
  const std::int64_t urban = fen("urban_subsistence_standard");
  const std::int64_t rural = fen("rural_subsistence_standard") / 12;
  switch (household.means) {
    case Means::subsistence:
      give({household.rural ? "rural_subsistence_allowance" : "urban_subsistence_allowance",
            (household.rural ? rural : urban) * persons * 3 / 4, persons});
      if (resident.age() % 2 == 0) give({"price_subsidy", 3000, persons});
      break;
    case Means::extreme_poverty:
      give({"extreme_poverty_support", household.rural ? fen("extreme_poverty_rural_standard") / 12
                                                       : fen("extreme_poverty_urban_standard")});
      give({"price_subsidy", 3000});
      break;
    case Means::low_income:
      give({"low_income_family", 0, persons});
      break;
    case Means::sudden_hardship:
      give({.kind = "temporary_relief",
            .persons = persons,
            .since_year = 2024,
            .once_fen = fen("temporary_relief_small_sum")});
      break;
    case Means::enough:
      break;
  }
}

void BenefitInventor::by_person(const Household& household, const Resident& resident) {
  const bool poor = household.means != Means::enough;
  const int age = resident.age();
  const int born = int{resident.birth.year()};
  if (resident.disability != Disability::none && poor) {
    give({"disability_living_subsidy", fen("disability_living_subsidy"), 1, born + 1});
  }
  if (resident.disability == Disability::severe) {
    give({"disability_nursing_subsidy", fen("disability_nursing_subsidy"), 1, born + 1});
  }
  if (age >= fen("old_age_allowance_age")) {
    const char* band = age >= 100  ? "old_age_allowance_from_100"
                       : age >= 90 ? "old_age_allowance_90_to_99"
                                   : "old_age_allowance_80_to_89";
    give({"old_age_allowance", fen(band), 1, born + 80});
  }
  if (age >= fen("elder_care_subsidy_age") && poor) {
    give({"elder_care_subsidy", fen("elder_care_subsidy"), 1, born + 60});
  }
  if (resident.parents != Parents::there) {
    give({"orphan_living_allowance",
          fen(resident.parents == Parents::dead ? "orphan_living_allowance"
                                                : "unattended_child_allowance"),
          1, born + 1});
  }
}

Record BenefitInventor::benefits_of(const Household& household, const Resident& resident) {
  list_ = Record::array();
  account_tail_ = fmt::format("{:04}", dice_.between(0, 9999));
  by_means(household, resident);
  by_person(household, resident);
  return std::move(list_);
}

}  // namespace linli::demo
