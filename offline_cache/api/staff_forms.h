#pragma once
#include <optional>
#include <string_view>

#include "offline_cache/api/staff.h"

namespace linli::offline_cache {

/// The forms of what is entered for somebody of the staff.
bool is_staff_number(std::string_view text);  // 4 to 8 digits
bool is_staff_pin(std::string_view text);     // 4 to 8 digits
bool is_staff_name(std::string_view text);    // 1 to 20 letters of UTF-8

/// "clerk", "supervisor": in the store and on the command line.
std::string_view name_of(StaffRole role);
std::optional<StaffRole> role_named(std::string_view name);

}  // namespace linli::offline_cache
