#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "tests/ui/situations.h"
#include "tests/ui/stage.h"

namespace linli::tests {
namespace {

using catalogue::Language;
using flow::DisplayMode;

/// What is said beside `label`, of every benefit on the screen.
std::vector<std::string> said(const Stage& stage, const std::string& label) {
  std::vector<std::string> values;
  for (const auto& node : stage.tree().nodes()) {
    if (node.label == label) values.push_back(node.value);
  }
  return values;
}

}  // namespace

TEST_CASE("a benefit tells its standard, for each person where it goes by the household") {
  Stage stage(1080, 1920);
  stage.show(situation("benefits", DisplayMode::standard));
  CHECK(stage.shows("标准：每人 ¥ 748.00 / 月"));
  CHECK(stage.shows("标准：¥ 110.00 / 月"));
  flow::View view = situation("benefits", DisplayMode::standard);
  view.language = Language::english;
  stage.show(view);
  CHECK(stage.shows("¥ 110.00 a month"));
}

TEST_CASE("in the large mode the standard stands beside the payments") {
  Stage stage(1920, 1080);
  stage.show(situation("benefits-payments", DisplayMode::large));
  CHECK(stage.shows("标准：每人 ¥ 417.00 / 月"));
}

TEST_CASE("where the standard is not known nothing is said of it") {
  Stage stage(1080, 1920);
  flow::View view = situation("benefits", DisplayMode::standard);
  for (auto& benefit : std::get<flow::BenefitsView>(view.screen).answer->status.benefits) {
    benefit.standard.reset();
  }
  stage.show(view);
  CHECK_FALSE(stage.shows("标准"));
}

TEST_CASE("the payments tell the day on which each was paid") {
  Stage stage(1080, 1920);
  stage.show(situation("benefits", DisplayMode::standard));
  CHECK(stage.shows("10月10日到账"));  // in the words of the chart
  CHECK(said(stage, "最近发放").size() == 2);
  stage.show(situation("benefits-payments", DisplayMode::large));
  CHECK(std::ranges::any_of(said(stage, "7月"), [](const std::string& value) {
    return value.find("9月10日补发") != std::string::npos;
  }));
}

}  // namespace linli::tests
