#pragma once
#include <chrono>
#include <map>
#include <optional>
#include <set>

namespace linli::domain {

/// Which days are working days (工作日): Monday to Friday, without the official holidays (节假日),
/// with the make-up days (调休上班). The government announces both for one year at a time; of a
/// year that it was not told of, a calendar knows nothing.
class WorkingCalendar {
 public:
  using Day = std::chrono::year_month_day;

  struct Year {
    std::set<std::chrono::sys_days> holidays;
    std::set<std::chrono::sys_days> make_up_days;
  };

  /// Replaces what was known of that year.
  void learn(std::chrono::year year, Year days) { years_[year] = std::move(days); }

  /// Empty: the year is not known, or there is no such day.
  std::optional<bool> is_working_day(Day day) const;

  /// The last of `count` working days (0…1,000) that begin on the day after `start`, as time
  /// limits of the administration are counted (Civil Code, Article 201: the first day does not
  /// count). 0 gives `start`. Empty: it reaches into a year that is not known.
  std::optional<Day> after(Day start, int count) const;

  /// How many working days there are after `start`, up to and with `end`; negative the other way
  /// round. Empty as above, and for more than ten years.
  std::optional<int> between(Day start, Day end) const;

  /// The last day of the years in a row from that of `day` on that are known. Empty: its own is
  /// not.
  std::optional<Day> known_until(Day day) const;

 private:
  std::map<std::chrono::year, Year> years_;
};

}  // namespace linli::domain
