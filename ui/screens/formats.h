#pragma once
#include <chrono>
#include <string>

#include "kiosk/base/clock.h"
#include "kiosk/domain/money.h"
#include "ui/widgets/painter.h"

/// Dates, times and amounts as people write them.
namespace linli::ui {

std::string format_money(const domain::Money& money);                          // ¥ 748.80
std::string format_time(base::WallTime at);                                    // 09:41
std::string format_month(const Painter& painter, std::chrono::month month);    // 11月
std::string format_day(const Painter& painter, std::chrono::year_month_day);   // 11月22日
std::string format_date(const Painter& painter, std::chrono::year_month_day);  // 2026年11月22日
/// 农历正月初一; empty where the lunar calendar is not known (before 1900).
std::string format_lunar_day(const Painter& painter, std::chrono::year_month_day);
std::string format_month_of_year(const Painter& painter, std::chrono::year_month);  // 2024年3月
/// 今天 09:40, or 11月20日 09:40.
std::string format_moment(const Painter& painter, base::WallTime at, base::WallTime now);
/// The header's: 11月22日 周日 · 十月十四; in English no lunar day.
std::string format_header_date(const Painter& painter, base::WallTime now);

}  // namespace linli::ui
