#include "kiosk/domain/lunar_calendar.h"

#include <array>
#include <cstdint>

namespace linli::domain {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

/// For each year from 1900: which months in their order have 30 days (bits 0–12, the first month
/// lowest), and the number of the month that is followed by its leap month (bits 13–16; 0: none).
/// A table, because moments near midnight decide it: ICU's calculation of 2022 still gives other
/// months than the published calendar in 1954, 1987, 2018 and 2027, among others.
constexpr std::array<std::uint32_t, 201> kYears{{
    // clang-format off
    0x116d2, 0x00752, 0x00ea5, 0x0b64a, 0x0064b, 0x00a9b, 0x09556, 0x0056a, 0x00b59, 0x05752,  // 1900
    0x00752, 0x0db25, 0x00b25, 0x00a4b, 0x0b4ab, 0x002ad, 0x0056b, 0x04b69, 0x00da9, 0x0fd92,  // 1910
    0x00e92, 0x00d25, 0x0ba4d, 0x00a56, 0x002b6, 0x095b5, 0x006d4, 0x00ea9, 0x05e92, 0x00e92,  // 1920
    0x0cd26, 0x0052b, 0x00a57, 0x0b2b6, 0x00b5a, 0x006d4, 0x06ec9, 0x00749, 0x0f693, 0x00a93,  // 1930
    0x0052b, 0x0ca5b, 0x00aad, 0x0056a, 0x09b55, 0x00ba4, 0x00b49, 0x05a93, 0x00a95, 0x0f52d,  // 1940
    0x00536, 0x00aad, 0x0b5aa, 0x005b2, 0x00da5, 0x07d4a, 0x00d4a, 0x10a95, 0x00a97, 0x00556,  // 1950
    0x0cab5, 0x00ad5, 0x006d2, 0x08ea5, 0x00ea5, 0x0064a, 0x06c97, 0x00a9b, 0x0f55a, 0x0056a,  // 1960
    0x00b69, 0x0b752, 0x00b52, 0x00b25, 0x0964b, 0x00a4b, 0x114ab, 0x002ad, 0x0056d, 0x0cb69,  // 1970
    0x00da9, 0x00d92, 0x09d25, 0x00d25, 0x15a4d, 0x00a56, 0x002b6, 0x0c5b5, 0x006d5, 0x00ea9,  // 1980
    0x0be92, 0x00e92, 0x00d26, 0x06a56, 0x00a57, 0x114d6, 0x0035a, 0x006d5, 0x0b6c9, 0x00749,  // 1990
    0x00693, 0x0952b, 0x0052b, 0x00a5b, 0x0555a, 0x0056a, 0x0fb55, 0x00ba4, 0x00b49, 0x0ba93,  // 2000
    0x00a95, 0x0052d, 0x08aad, 0x00ab5, 0x135aa, 0x005d2, 0x00da5, 0x0dd4a, 0x00d4a, 0x00c95,  // 2010
    0x0952e, 0x00556, 0x00ab5, 0x055b2, 0x006d2, 0x0cea5, 0x00725, 0x0064b, 0x0ac97, 0x00cab,  // 2020
    0x0055a, 0x06ad6, 0x00b69, 0x17752, 0x00b52, 0x00b25, 0x0da4b, 0x00a4b, 0x004ab, 0x0a55b,  // 2030
    0x005ad, 0x00b6a, 0x05b52, 0x00d92, 0x0fd25, 0x00d25, 0x00a55, 0x0b4ad, 0x004b6, 0x005b5,  // 2040
    0x06daa, 0x00ec9, 0x11e92, 0x00e92, 0x00d26, 0x0ca56, 0x00a57, 0x004d6, 0x086d5, 0x00755,  // 2050
    0x00749, 0x06e93, 0x00693, 0x0f52b, 0x0052b, 0x00a5b, 0x0b55a, 0x0056a, 0x00b65, 0x0974a,  // 2060
    0x00b4a, 0x11a95, 0x00a95, 0x0052d, 0x0caad, 0x00ab5, 0x005aa, 0x08ba5, 0x00da5, 0x00d4a,  // 2070
    0x07c95, 0x00c96, 0x0f94e, 0x00556, 0x00ab5, 0x0b5b2, 0x006d2, 0x00ea5, 0x08e4a, 0x0068b,  // 2080
    0x10c97, 0x004ab, 0x0055b, 0x0cad6, 0x00b6a, 0x00752, 0x09725, 0x00b45, 0x00a8b, 0x0549b,  // 2090
    0x004ab,  // 2100
    // clang-format on
}};
static_assert(kYears.size() == kLastLunarYear - kFirstLunarYear + 1);

constexpr sys_days kFirstDay = std::chrono::year{1900} / 1 / 31;

struct Year {
  std::uint32_t bits;

  unsigned leap() const { return bits >> 13U; }
  unsigned months() const { return leap() == 0 ? 12 : 13; }
  unsigned days_of(unsigned index) const { return (bits >> index & 1U) == 0 ? 29 : 30; }
  days length() const {
    days all{0};
    for (unsigned i = 0; i < months(); ++i) all += days{days_of(i)};
    return all;
  }
  LunarMonth month(unsigned index) const {
    const bool after_leap = leap() != 0 && index >= leap();
    return {after_leap ? index : index + 1, after_leap && index == leap(), days_of(index)};
  }
};

bool has_year(int year) { return year >= kFirstLunarYear && year <= kLastLunarYear; }

Year year_of(int year) { return {kYears.at(static_cast<std::size_t>(year - kFirstLunarYear))}; }

}  // namespace

std::vector<LunarMonth> lunar_months(int year) {
  std::vector<LunarMonth> months;
  if (!has_year(year)) return months;
  const Year bits = year_of(year);
  for (unsigned i = 0; i < bits.months(); ++i) months.push_back(bits.month(i));
  return months;
}

std::optional<LunarDay> lunar_day(Day day) {
  if (!day.ok() || sys_days{day} < kFirstDay) return std::nullopt;
  days left = sys_days{day} - kFirstDay;
  for (int year = kFirstLunarYear; year <= kLastLunarYear; ++year) {
    if (const days length = year_of(year).length(); left >= length) {
      left -= length;
      continue;
    }
    for (const LunarMonth& month : lunar_months(year)) {
      if (left < days{month.days}) {
        return LunarDay{year, month.month, month.leap, static_cast<unsigned>(left.count()) + 1};
      }
      left -= days{month.days};
    }
  }
  return std::nullopt;
}

std::optional<Day> gregorian_day(const LunarDay& day) {
  if (!has_year(day.year)) return std::nullopt;
  sys_days begins = kFirstDay;
  for (int year = kFirstLunarYear; year < day.year; ++year) begins += year_of(year).length();
  for (const LunarMonth& month : lunar_months(day.year)) {
    if (month.month == day.month && month.leap == day.leap) {
      if (day.day < 1 || day.day > month.days) return std::nullopt;
      return Day{begins + days{day.day - 1}};
    }
    begins += days{month.days};
  }
  return std::nullopt;
}

}  // namespace linli::domain
