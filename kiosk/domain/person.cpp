#include "kiosk/domain/person.h"

#include "kiosk/base/utf8.h"

namespace linli::domain {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

std::vector<char32_t> characters_of(std::string_view text) {
  std::vector<char32_t> characters;
  while (!text.empty()) characters.push_back(base::take_code_point(text).value_or(kReplacement));
  return characters;
}

}  // namespace

std::string mask_name(std::string_view name) {
  const auto characters = characters_of(name);
  std::string masked;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    const bool shown = i == 0 || (i + 1 == characters.size() && i > 1);
    base::append_code_point(masked, shown ? characters[i] : U'*');
  }
  return masked;
}

}  // namespace linli::domain
