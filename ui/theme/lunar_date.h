#pragma once
#include <string>

#include "kiosk/base/clock.h"

/// The lunar calendar in Chinese words.
namespace linli::ui {

/// The lunar day in the hall: 十月十四, 闰六月初一.
std::string lunar_date(base::WallTime now);

std::string lunar_year_name(int year);                    // 一九五三年
std::string lunar_cycle_name(int year);                   // 癸巳
std::string lunar_month_name(unsigned month, bool leap);  // 正月, 闰六月
std::string lunar_day_name(unsigned day);                 // 初一 … 三十

}  // namespace linli::ui
