#pragma once
#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/domain/money.h"

namespace linli::domain {

/// The benefits that the documents name (shared facts: rules of the services).
enum class BenefitKind {
  urban_subsistence_allowance,  // 城市低保
  rural_subsistence_allowance,  // 农村低保
  extreme_poverty_support,      // 特困供养
  low_income_family,            // 低保边缘
  temporary_relief,             // 临时救助
  disability_living_subsidy,    // 困难残疾人生活补贴
  disability_nursing_subsidy,   // 重度残疾人护理补贴
  old_age_allowance,            // 高龄津贴
  elder_care_subsidy,           // 养老服务补贴
  orphan_living_allowance,      // 孤儿 / 事实无人抚养儿童基本生活费
  price_subsidy,                // 物价补贴
};

/// As messages and rules of services name them.
inline constexpr std::array<std::pair<BenefitKind, std::string_view>, 11> kBenefitKindNames{{
    {BenefitKind::urban_subsistence_allowance, "urban_subsistence_allowance"},
    {BenefitKind::rural_subsistence_allowance, "rural_subsistence_allowance"},
    {BenefitKind::extreme_poverty_support, "extreme_poverty_support"},
    {BenefitKind::low_income_family, "low_income_family"},
    {BenefitKind::temporary_relief, "temporary_relief"},
    {BenefitKind::disability_living_subsidy, "disability_living_subsidy"},
    {BenefitKind::disability_nursing_subsidy, "disability_nursing_subsidy"},
    {BenefitKind::old_age_allowance, "old_age_allowance"},
    {BenefitKind::elder_care_subsidy, "elder_care_subsidy"},
    {BenefitKind::orphan_living_allowance, "orphan_living_allowance"},
    {BenefitKind::price_subsidy, "price_subsidy"},
}};

enum class BenefitState { active, suspended, review_due, ended };  // 正常 暂停 待复核 终止

struct BenefitPayment {
  std::chrono::year_month month;  // the month it is for
  std::chrono::year_month_day paid_on;
  Money amount;
  std::string account_tail;  // last four digits of the account
};

/// What a person has to do so that a benefit goes on.
enum class DutyKind {
  review,       // 年度复核, 年度认证
  alive_check,  // 存活认证
  bank_card,    // the account can't be paid to
  supplement,   // 补交材料
  other,
};

struct BenefitDuty {
  DutyKind kind{};
  std::optional<std::chrono::year_month_day> until;  // the last day; empty: not said
  std::string note;  // what the office asks for; empty: the usual for this kind
};

struct Benefit {
  BenefitKind kind{};
  BenefitState state{};
  Money monthly_amount;
  int persons_covered = 1;
  std::chrono::year_month since{};
  std::optional<std::chrono::year_month_day> next_review;
  std::vector<BenefitDuty> duties;       // the most pressing first, at most 5
  std::vector<BenefitPayment> payments;  // oldest first, at most 24
  std::optional<Money> standard = {};    // of the kind, a month; empty: not said
};

/// Whether the standard of a kind is for each person of the household, and what is paid is worked
/// out from it; else it is what one person gets.
constexpr bool is_for_each_person(BenefitKind kind) {
  return kind == BenefitKind::urban_subsistence_allowance ||
         kind == BenefitKind::rural_subsistence_allowance;
}

struct BenefitStatus {
  std::vector<Benefit> benefits;  // at most 20
  std::string source;             // who says so: 区民政局
  base::WallTime as_of{};
  std::optional<int> disability_grade = {};  // 残疾等级, 1 (most severe) to 4; empty: not known
};

}  // namespace linli::domain
