#include "kiosk/typing/handwriting.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <fstream>

#include "tests/kiosk/typing/drawn_strokes.h"
#include "tests/support/temporary_folder.h"

namespace linli::tests {
namespace {

using typing::StrokeKind;

const char* const kCharacters = LINLI_SHARE "/typing/characters.txt";

StrokeKind likeliest(const typing::Stroke& stroke) {
  const auto kinds = typing::kinds_of(stroke);
  return static_cast<StrokeKind>(std::ranges::max_element(kinds) - kinds.begin());
}

typing::Stroke bent(typing::Point a, typing::Point b, typing::Point c) {
  auto stroke = line(a, b);
  const auto rest = line(b, c);
  stroke.insert(stroke.end(), rest.begin() + 1, rest.end());
  return stroke;
}

/// 王: three lines across, one down between the second and the last.
typing::Strokes king() {
  return {line({0.15F, 0.18F}, {0.85F, 0.17F}), line({0.2F, 0.5F}, {0.8F, 0.49F}),
          line({0.5F, 0.18F}, {0.5F, 0.85F}), line({0.08F, 0.87F}, {0.92F, 0.86F})};
}

bool among_first(const std::vector<std::string>& candidates, const std::string& wanted) {
  const auto six = candidates.begin() + std::min<std::ptrdiff_t>(6, std::ssize(candidates));
  return std::find(candidates.begin(), six, wanted) != six;
}

}  // namespace

TEST_CASE("a stroke is of the kind that schools call it") {
  CHECK(likeliest(line({0.1F, 0.5F}, {0.9F, 0.45F})) == StrokeKind::across);
  CHECK(likeliest(line({0.1F, 0.8F}, {0.4F, 0.6F})) == StrokeKind::across);  // 提
  CHECK(likeliest(line({0.5F, 0.1F}, {0.5F, 0.9F})) == StrokeKind::down);
  CHECK(likeliest(line({0.6F, 0.1F}, {0.2F, 0.8F})) == StrokeKind::left);
  CHECK(likeliest(line({0.4F, 0.1F}, {0.6F, 0.3F})) == StrokeKind::dot);
  CHECK(likeliest(bent({0.1F, 0.2F}, {0.8F, 0.2F}, {0.8F, 0.9F})) == StrokeKind::bent);
  const auto hook = typing::kinds_of(bent({0.5F, 0.1F}, {0.5F, 0.9F}, {0.4F, 0.8F}));  // 竖钩 or 折
  CHECK(hook[static_cast<std::size_t>(StrokeKind::down)] > std::log(0.3F));
}

TEST_CASE("a character is found in the order of schools and in another") {
  const auto handwriting = *typing::Handwriting::load({.characters = kCharacters});
  auto strokes = king();
  CHECK(among_first(handwriting->candidates(strokes, 10), "王"));
  std::swap(strokes[2], strokes[3]);
  CHECK(among_first(handwriting->candidates(strokes, 10), "王"));
}

TEST_CASE("candidates come while a character is being written, none twice, never too many") {
  const auto handwriting = *typing::Handwriting::load({.characters = kCharacters});
  CHECK(handwriting->candidates({}, 10).empty());
  typing::Strokes strokes;
  for (const auto& stroke : king()) {
    strokes.push_back(stroke);
    auto candidates = handwriting->candidates(strokes, 20);
    CHECK(candidates.size() == 20);
    std::ranges::sort(candidates);
    CHECK(std::ranges::adjacent_find(candidates) == candidates.end());
  }
}

TEST_CASE("dots, scribbles and far too many strokes give an answer and do no harm") {
  const auto handwriting = *typing::Handwriting::load({.characters = kCharacters});
  handwriting->candidates({{{0.5F, 0.5F}}}, 10);
  handwriting->candidates({{{0.5F, 0.5F}, {0.5F, 0.5F}}, {{-0.2F, 1.2F}}}, 10);
  std::mt19937 random(3);
  typing::Strokes scribble;
  for (int i = 0; i < 100; ++i) {
    typing::Stroke stroke;
    for (int j = 0; j < 500; ++j) {
      stroke.push_back(
          {static_cast<float>(random() % 1000) / 1000, static_cast<float>(random() % 1000) / 1000});
    }
    scribble.push_back(stroke);
  }
  CHECK(handwriting->candidates(scribble, 10).size() <= 10);
}

TEST_CASE("a table of characters that is missing or damaged is refused with its name") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "characters.txt";
  const auto error = [&] { return typing::Handwriting::load({.characters = path}).error(); };
  CHECK(error().find("characters.txt") != std::string::npos);
  for (const char* content : {"", "王\n", "王\tx\thhsh\n", "王\t1\thhqh\n", "王\t1\t\n"}) {
    std::ofstream(path) << content;
    CHECK(error().find("no table") != std::string::npos);
  }
}

}  // namespace linli::tests
