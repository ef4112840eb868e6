#include <array>
#include <utility>

#include "kiosk/catalogue/service.h"

namespace linli::catalogue {
namespace {

std::string filled(std::string text, const Region& region) {
  const std::array<std::pair<std::string, int>, 2> numbers{{
      {"{decision_working_days}", region.decision_working_days},
      {"{home_visit_days}", region.home_visit_days},
  }};
  for (const auto& [name, number] : numbers) {
    const std::string digits = std::to_string(number);
    for (std::size_t at = text.find(name); at != std::string::npos;
         at = text.find(name, at + digits.size())) {
      text.replace(at, name.size(), digits);
    }
  }
  return text;
}

}  // namespace

Text with_region(const Text& text, const Region& region) {
  return {filled(text.zh, region), filled(text.en, region)};
}

}  // namespace linli::catalogue
