/// How often a name's character is found. The 500 characters are the 200 that begin the usual rolls
/// of surnames, and 300 more that given names of the last eighty years are made of, both written
/// down from general knowledge, not counted. How they are written: the stroke medians of
/// hanzi-writer-data.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "kiosk/base/utf8.h"
#include "kiosk/typing/handwriting.h"
#include "tests/kiosk/typing/drawn_strokes.h"

namespace linli::tests {
namespace {

constexpr std::size_t kShown = 6;
constexpr float kEm = 1024;  // of the medians; their y grows upwards from -124 to 900
constexpr float kTop = 900;

std::vector<std::string> name_characters() {
  std::ifstream file(LINLI_NAMES);
  std::vector<std::string> characters;
  for (std::string line; std::getline(file, line);) {
    for (std::string_view rest = line; !rest.empty();) {
      characters.emplace_back();
      base::append_code_point(characters.back(), *base::take_code_point(rest));
    }
  }
  return characters;
}

typing::Strokes medians_of(const std::string& character) {
  std::ifstream file(LINLI_MEDIANS "/" + character + ".json");
  const auto data = nlohmann::json::parse(file);
  typing::Strokes strokes;
  for (const auto& median : data["medians"]) {
    strokes.emplace_back();
    for (const auto& point : median) {
      strokes.back().push_back({point[0].get<float>() / kEm, (kTop - point[1].get<float>()) / kEm});
    }
  }
  return strokes;
}

/// Two strokes, any two, in each other's place.
void swap_two(typing::Strokes& strokes, std::mt19937& random) {
  if (strokes.size() < 2) return;
  const auto first = random() % strokes.size();
  const auto second = (first + 1 + random() % (strokes.size() - 1)) % strokes.size();
  std::swap(strokes[first], strokes[second]);
}

struct Result {
  int found = 0;
  std::string missed;
};

Result try_all(const std::vector<std::string>& characters, bool swapped) {
  const auto handwriting =
      *typing::Handwriting::load({.characters = LINLI_SHARE "/typing/characters.txt"});
  std::mt19937 random(20261123);
  Result result;
  for (const std::string& character : characters) {
    auto drawn = by_hand(medians_of(character), random);
    if (swapped) swap_two(drawn, random);
    const auto candidates = handwriting->candidates(drawn, kShown);
    if (std::ranges::find(candidates, character) != candidates.end()) {
      ++result.found;
    } else {
      result.missed += character;
    }
  }
  return result;
}

}  // namespace

TEST_CASE("475 of 500 name characters are among the first six candidates") {
  const auto characters = name_characters();
  REQUIRE(characters.size() == 500);
  const Result in_order = try_all(characters, false);
  const Result swapped = try_all(characters, true);
  INFO("not found in order: " << in_order.missed);
  INFO("not found with two strokes swapped: " << swapped.missed);
  CHECK(in_order.found >= 475);
  CHECK(swapped.found >= 475);
  SUCCEED("found " << in_order.found << " and " << swapped.found);
}

}  // namespace linli::tests
