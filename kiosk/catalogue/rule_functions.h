#pragma once
#include <vector>

#include "kiosk/domain/working_calendar.h"
#include "kiosk/expression/expression.h"

namespace linli::catalogue {

/// What conditions and amounts of services may call beside arithmetic. Days are texts such as
/// '2026-10-01', amounts whole fen; an argument that is NULL, no such day or of another kind makes
/// the result NULL.
///
/// age_on(birth, day)              full years (周岁)
/// days_between(start, end)        calendar days
/// working_days_between(start, end)  without the first day, with the last
/// working_day_after(start, count)   the last of that many working days
/// day_after(day, count)           calendar days later
/// month_after(day, count)         the same day `count` months later, or that month's last day
/// yuan(fen)                       '748.80'
std::vector<expression::ExpressionFunction> rule_functions(domain::WorkingCalendar calendar);

}  // namespace linli::catalogue
