#pragma once
#include <optional>
#include <vector>

#include "kiosk/domain/application.h"

/// The lunar calendar (农历, GB/T 33661-2017) as it was and will be published, for the lunar years
/// 1900 to 2100.
namespace linli::domain {

/// A day of the lunar calendar.
struct LunarDay {
  int year = 0;        // the Gregorian year in which its first month begins: 1900…2100
  unsigned month = 0;  // 1…12
  bool leap = false;   // 闰月: the second month of that number
  unsigned day = 0;    // 1…30
  bool operator==(const LunarDay&) const = default;
};

struct LunarMonth {
  unsigned month = 0;
  bool leap = false;
  unsigned days = 0;  // 29 or 30
};

inline constexpr int kFirstLunarYear = 1900;
inline constexpr int kLastLunarYear = 2100;

/// In order: twelve, or thirteen with a leap month. Empty outside the years above.
std::vector<LunarMonth> lunar_months(int year);

/// Empty outside 1900-01-31 … 2101-01-28.
std::optional<LunarDay> lunar_day(Day day);

/// The Gregorian day; empty for a day that the lunar calendar does not have.
std::optional<Day> gregorian_day(const LunarDay& day);

}  // namespace linli::domain
