#pragma once
#include <string>

#include "kiosk/base/clock.h"

namespace linli::ui {

/// The day of the Chinese calendar in the hall: 十月十四, 闰六月初一.
std::string lunar_date(base::WallTime now);

}  // namespace linli::ui
