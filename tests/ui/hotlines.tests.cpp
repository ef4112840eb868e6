#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "tests/ui/situations.h"
#include "tests/ui/stage.h"

namespace linli::tests {
namespace {

using flow::DisplayMode;

struct Shape {
  int width;
  int height;
};

bool shows(const Stage& stage, const std::string& words) {
  return std::ranges::any_of(stage.tree().nodes(), [&](const ui::Node& node) {
    return node.label.find(words) != std::string::npos;
  });
}

}  // namespace

TEST_CASE("the offices of the region stand below its hotlines, as far as they are known") {
  const auto shape = GENERATE(Shape{1080, 1920}, Shape{1920, 1080});
  const auto mode = GENERATE(DisplayMode::standard, DisplayMode::large);
  Stage stage(shape.width, shape.height);
  stage.show(situation("hotlines-offices", mode));
  CHECK(shows(stage, "12349"));
  CHECK(shows(stage, "海州区第1社区服务中心"));
  CHECK(shows(stage, "海州街道锦绣路 1 号"));
  CHECK(shows(stage, "0418-2812341"));
  CHECK_FALSE(shows(stage, "区民政局"));  // nothing but its name is known
  CHECK(shows(stage, "处，请问工作人员"));
}

TEST_CASE("a region without hotlines shows its offices alone") {
  Stage stage(1080, 1920);
  stage.show(situation("hotlines-only-offices", DisplayMode::standard));
  CHECK(shows(stage, "海州区第3社区服务中心"));
  CHECK_FALSE(shows(stage, "这里没有登记咨询电话"));
  stage.show(situation("hotlines-none", DisplayMode::standard));
  CHECK(shows(stage, "这里没有登记咨询电话"));
  CHECK_FALSE(shows(stage, "可以去的地方"));
}

}  // namespace linli::tests
