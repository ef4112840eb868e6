#include "kiosk/typing/handwriting.h"

#include <zinnia.h>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <fstream>

#include "tests/kiosk/typing/drawn_strokes.h"
#include "tests/support/temporary_folder.h"

namespace linli::tests {
namespace {

const std::string kModel = typing::HandwritingFiles{}.model;

/// Points that libzinnia's whole numbers can say.
typing::Strokes rounded(typing::Strokes strokes) {
  for (auto& stroke : strokes) {
    for (auto& point : stroke) {
      point = {std::round(point.x * 1000) / 1000, std::round(point.y * 1000) / 1000};
    }
  }
  return strokes;
}

/// libzinnia's own candidates for the drawing, with their scores.
std::vector<std::pair<std::string, float>> asked_of_zinnia(const typing::Strokes& strokes) {
  const std::unique_ptr<zinnia::Recognizer> recognizer(zinnia::Recognizer::create());
  REQUIRE(recognizer->open(kModel.c_str()));
  const std::unique_ptr<zinnia::Character> character(zinnia::Character::create());
  character->set_width(1000);
  character->set_height(1000);
  for (std::size_t i = 0; i < strokes.size(); ++i) {
    for (const auto& point : strokes[i]) {
      character->add(i, static_cast<int>(std::lround(point.x * 1000)),
                     static_cast<int>(std::lround(point.y * 1000)));
    }
  }
  const std::unique_ptr<zinnia::Result> result(recognizer->classify(*character, 50));
  std::vector<std::pair<std::string, float>> found;
  for (std::size_t i = 0; i < result->size(); ++i) {
    found.emplace_back(result->value(i), result->score(i));
  }
  return found;
}

}  // namespace

TEST_CASE("a model says what libzinnia says, in the drawn order and in others") {
  const auto model = *typing::ZinniaModel::open(kModel);
  std::mt19937 random(7);
  for (std::size_t count = 1; count <= 9; ++count) {
    typing::Strokes strokes;
    for (std::size_t i = 0; i < count; ++i) {
      const auto place = [&] { return static_cast<float>(random() % 900) / 1000 + 0.05F; };
      strokes.push_back(line({place(), place()}, {place(), place()}));
      strokes.back().push_back({place(), place()});  // a bend
    }
    const auto drawn = rounded(by_hand(strokes, random));
    const typing::Drawing drawing(drawn);
    for (const auto& [text, score] : asked_of_zinnia(drawn)) {
      const typing::OrderScores ours(*model, *model->find(text), drawing);
      CHECK(ours.as_drawn() == Catch::Approx(score).margin(0.001));
    }
    if (count < 2) continue;
    const std::size_t first = random() % (count - 1);
    auto swapped = drawn;
    std::swap(swapped[first], swapped[count - 1]);
    for (const auto& [text, score] : asked_of_zinnia(swapped)) {
      const typing::OrderScores ours(*model, *model->find(text), drawing);
      INFO(count << " strokes, " << first << " swapped");
      CHECK(ours.with_swapped(first, count - 1) == Catch::Approx(score).margin(0.001));
    }
  }
}

TEST_CASE("a model that is missing or damaged is refused with its name") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "handwriting.model";
  CHECK(typing::ZinniaModel::open(path).error().find("handwriting.model") != std::string::npos);
  std::ofstream(path) << "not a model at all";
  CHECK(typing::ZinniaModel::open(path).error().find("no model of zinnia") != std::string::npos);
  std::filesystem::copy_file(kModel, path, std::filesystem::copy_options::overwrite_existing);
  std::filesystem::resize_file(path, std::filesystem::file_size(path) - 40);
  CHECK_FALSE(typing::ZinniaModel::open(path));
}

}  // namespace linli::tests
