#include "offline_cache/api/staff_forms.h"

#include "kiosk/base/utf8.h"

namespace linli::offline_cache {
namespace {

constexpr std::size_t kMostLetters = 20;

bool is_four_to_eight_digits(std::string_view text) {
  return text.size() >= 4 && text.size() <= 8 &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

bool is_staff_number(std::string_view text) { return is_four_to_eight_digits(text); }

bool is_staff_pin(std::string_view text) { return is_four_to_eight_digits(text); }

bool is_staff_name(std::string_view text) {
  std::size_t letters = 0;
  while (!text.empty() && letters <= kMostLetters) {
    if (!base::take_code_point(text)) return false;
    ++letters;
  }
  return letters >= 1 && letters <= kMostLetters;
}

std::string_view name_of(StaffRole role) {
  switch (role) {
    case StaffRole::clerk:
      return "clerk";
    case StaffRole::supervisor:
      return "supervisor";
  }
  return "unknown";
}

std::optional<StaffRole> role_named(std::string_view name) {
  for (const StaffRole role : {StaffRole::clerk, StaffRole::supervisor}) {
    if (name == name_of(role)) return role;
  }
  return std::nullopt;
}

}  // namespace linli::offline_cache
