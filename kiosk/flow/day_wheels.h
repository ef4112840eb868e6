#pragma once
#include "kiosk/catalogue/check_answer.h"

namespace linli::flow {

/// A day is picked by three wheels.
enum class DayPart { year, month, day };
/// By which they turn. The answer is the Gregorian day all the same.
enum class DayCalendar { gregorian, lunar };

/// The day after one wheel was turned by that many: months and days go round within the year and
/// the month, a month that is too short gives its last day. Never leaves the limits, nor the years
/// 1900 to 2100. By the lunar calendar a leap month follows its month, and a year without it has
/// the month alone. Without a day so far: `today`, or the limit next to it.
domain::Day turned(std::optional<domain::Day> day, DayPart part, int by, domain::Day today,
                   const catalogue::DayLimits& limits,
                   DayCalendar calendar = DayCalendar::gregorian);

}  // namespace linli::flow
