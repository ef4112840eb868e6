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

}  // namespace

TEST_CASE("the offices of the region stand below its hotlines, as far as they are known") {
  const auto shape = GENERATE(Shape{1080, 1920}, Shape{1920, 1080});
  const auto mode = GENERATE(DisplayMode::standard, DisplayMode::large);
  Stage stage(shape.width, shape.height);
  stage.show(situation("hotlines-offices", mode));
  CHECK(stage.shows("12349"));
  CHECK(stage.shows("海州区第1社区服务中心"));
  CHECK(stage.shows("海州街道锦绣路 1 号"));
  CHECK(stage.shows("0418-2812341"));
  CHECK_FALSE(stage.shows("区民政局"));  // nothing but its name is known
  CHECK(stage.shows("处，请问工作人员"));
}

TEST_CASE("a region without hotlines shows its offices alone") {
  Stage stage(1080, 1920);
  stage.show(situation("hotlines-only-offices", DisplayMode::standard));
  CHECK(stage.shows("海州区第3社区服务中心"));
  CHECK_FALSE(stage.shows("这里没有登记咨询电话"));
  stage.show(situation("hotlines-none", DisplayMode::standard));
  CHECK(stage.shows("这里没有登记咨询电话"));
  CHECK_FALSE(stage.shows("可以去的地方"));
}

}  // namespace linli::tests
