#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <map>

#include "kiosk/base/utf8.h"
#include "kiosk/typing/characters.h"
#include "kiosk/typing/composer.h"

namespace linli::tests {
namespace {

constexpr char32_t kLastOfGb18030 = 0x2EBE0;

/// A way to write each hanzi of GB 18030 that the dictionary of strokes has.
std::map<char32_t, std::string> written_by_strokes() {
  std::ifstream file(LINLI_STROKES);
  std::map<char32_t, std::string> strokes;
  for (std::string line; std::getline(file, line);) {
    std::string_view rest = line;
    const auto character = rest.empty() ? std::nullopt : base::take_code_point(rest);
    if (!character || !typing::is_hanzi_of_gb18030(*character) || !rest.starts_with('\t')) continue;
    rest.remove_prefix(1);
    strokes.emplace(*character, rest.substr(0, rest.find('\t')));
  }
  return strokes;
}

std::string utf8(char32_t character) {
  std::string text;
  base::append_code_point(text, character);
  return text;
}

}  // namespace

TEST_CASE("every hanzi of GB 18030 is reached by its code, those up to extension D by strokes") {
  const auto strokes = written_by_strokes();
  int all = 0;
  int by_code = 0;
  for (char32_t one = 0; one <= kLastOfGb18030; ++one) {
    if (!typing::is_hanzi_of_gb18030(one)) continue;
    ++all;
    char code[8];
    std::snprintf(code, sizeof(code), "%04x", static_cast<unsigned>(one));
    if (typing::character_of_code(code) == utf8(one)) ++by_code;
  }
  INFO(strokes.size() << " of " << all << " by strokes");
  CHECK(all == 87'876);
  CHECK(by_code == all);
  CHECK(strokes.size() >= 74'512);  // all but 129 of them; none of the 13,235 of E and F
}

TEST_CASE("a rare character is among those of its strokes") {
  auto loaded = typing::Composer::load(LINLI_SHARE "/typing");
  REQUIRE(loaded);
  int tried = 0;
  int place = 0;
  for (const auto& [character, keys] : written_by_strokes()) {
    if (++place % 101 != 0 || keys.size() > typing::kMostKeys) continue;
    (*loaded)->forget();
    for (const char key : keys) (*loaded)->press(typing::Scheme::strokes, key);
    const auto found = (*loaded)->candidates(0, 200);
    INFO(utf8(character) << " " << keys);
    CHECK(std::ranges::find(found, utf8(character)) != found.end());
    ++tried;
  }
  CHECK(tried > 500);
}

}  // namespace linli::tests
