#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "tests/ui/layout_rules.h"
#include "tests/ui/reference_situations.h"
#include "tests/ui/stage.h"

namespace linli::tests {
namespace {

using catalogue::Language;
using flow::DisplayMode;

struct Shape {
  int width;
  int height;
};

std::string faults_of_article(Stage& stage, const Shape& shape, const reference::Article& article,
                              DisplayMode mode, Language language) {
  std::string faults;
  const int pages = mode == DisplayMode::large ? reference::kGuideSections : 2;
  for (int page = 0; page < pages; ++page) {
    const auto view = article_view(article, mode, language, page);
    stage.show(view);
    for (const auto& fault : faults_of(stage.tree(), view, static_cast<float>(shape.width),
                                       static_cast<float>(shape.height))) {
      faults += article.id + " page " + std::to_string(page) + ": " + fault + "\n";
    }
  }
  return faults;
}

}  // namespace

TEST_CASE("every article of the guide fits its pages") {
  const auto shape = GENERATE(Shape{1080, 1920}, Shape{1920, 1080});
  const auto mode = GENERATE(DisplayMode::standard, DisplayMode::large);
  const auto language = GENERATE(Language::chinese, Language::english);
  Stage stage(shape.width, shape.height);
  std::string faults;
  for (const auto& article : project_guide().articles) {
    faults += faults_of_article(stage, shape, article, mode, language);
  }
  INFO(faults);
  CHECK(faults.empty());
}

}  // namespace linli::tests
