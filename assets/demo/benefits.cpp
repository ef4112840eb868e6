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

/// What can happen to payments; each kind of benefit goes through all of it.
enum class Course { even, raised, missed, late, uneventful };
constexpr std::array kCourses{Course::even, Course::raised, Course::missed, Course::late,
                              Course::uneventful};

std::string month_text(std::chrono::year_month month) {
  return fmt::format("{:04}-{:02}", int{month.year()}, unsigned{month.month()});
}

/// `count` months of payments that end `months_ago`. In the third from the end something happens:
/// the amount rises, nothing is paid, or it comes a month late.
Record payments(int months_ago, std::int64_t fen, const std::string& tail, int count,
                Course course) {
  Record list = Record::array();
  const std::chrono::year_month now{kToday.year(), kToday.month()};
  for (int left = count - 1; left >= 0; --left) {
    if (course == Course::missed && left == 2) continue;
    const auto month = now - std::chrono::months(months_ago + left);
    const auto paid_in =
        course == Course::late && left == 2 ? month + std::chrono::months(1) : month;
    const bool before_rise = course == Course::raised && left > 2;
    list.push_back({{"month", month_text(month)},
                    {"paid_on", month_text(paid_in) + "-10"},
                    {"fen", before_rise ? fen * 9 / 10 : fen},
                    {"account_tail", tail}});
  }
  return list;
}

/// What is to be done in a state; an active benefit's is what the grant says.
Record duties_of(const std::string& state, const char* while_active) {
  Record list = Record::array();
  if (state == "review_due") {
    list.push_back({{"kind", "review"}, {"until", "2026-12-31"}, {"note", ""}});
  } else if (state == "suspended") {
    list.push_back({{"kind", "bank_card"}, {"note", ""}});
  } else if (state == "active" && *while_active != '\0') {
    list.push_back({{"kind", while_active}, {"until", "2026-12-31"}, {"note", ""}});
  }
  return list;
}

}  // namespace

struct BenefitInventor::Grant {
  const char* kind;
  std::int64_t fen = 0;  // a month; 0: nothing is paid every month
  int persons = 1;
  int since_year = 2016;      // at the earliest
  std::int64_t once_fen = 0;  // one payment in all
  const char* duty = "";      // every fifth person's, while it is paid
  std::int64_t standard = 0;  // a month and person; 0: what is paid
};

std::int64_t BenefitInventor::fen(const char* parameter) const {
  const auto value = region_.value(parameter, kToday);
  if (!value) throw std::runtime_error(fmt::format("the demo region has no {}", parameter));
  return *value;
}

void BenefitInventor::give(const Grant& grant) {
  const auto turn = static_cast<std::size_t>(given_[grant.kind]++);
  const std::string state = kStates[turn % kStates.size()];
  const Course course = kCourses[turn % kCourses.size()];
  const int since = std::min(kThisYear - 2, std::max(grant.since_year, dice_.between(2016, 2024)));
  Record benefit{{"kind", grant.kind},
                 {"state", state},
                 {"monthly_fen", grant.fen},
                 {"persons_covered", grant.persons},
                 {"since", fmt::format("{:04}-{:02}", since, dice_.between(1, 12))},
                 {"duties", duties_of(state, turn % 5 == 0 ? grant.duty : "")}};
  if (state == "active")
    benefit["next_review"] = fmt::format("2027-{:02}-28", dice_.between(1, 12));
  if (state == "review_due") benefit["next_review"] = "2026-12-31";
  const std::int64_t standard = grant.standard > 0 ? grant.standard : grant.fen;
  if (standard > 0) benefit["standard_fen"] = standard;
  const int months_ago = state == "ended" ? 8 : state == "suspended" ? 3 : 0;
  benefit["payments"] = grant.once_fen > 0
                            ? payments(months_ago, grant.once_fen, account_tail_, 1, Course::even)
                        : grant.fen > 0 ? payments(months_ago, grant.fen, account_tail_, 6, course)
                                        : Record::array();
  list_.push_back(std::move(benefit));
}

void BenefitInventor::by_means(const Household& household, const Resident& resident) {
  const int persons = static_cast<int>(household.members.size());
  const std::int64_t urban = fen("urban_subsistence_standard");
  const std::int64_t rural = fen("rural_subsistence_standard") / 12;
  switch (household.means) {
    case Means::subsistence:
      give({.kind = household.rural ? "rural_subsistence_allowance" : "urban_subsistence_allowance",
            .fen = (household.rural ? rural : urban) * persons * 3 / 4,
            .persons = persons,
            .standard = household.rural ? rural : urban});
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
    give({.kind = "old_age_allowance",
          .fen = fen(band),
          .since_year = born + 80,
          .duty = "alive_check"});
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
