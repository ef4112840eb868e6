#include <catch2/catch_test_macros.hpp>

#include <algorithm>

#include "tests/ui/situations.h"
#include "tests/ui/stage.h"

namespace linli::tests {
namespace {

/// Whether the words stand anywhere on the screen.
bool says(const flow::View& view, const std::string& words) {
  Stage stage(1080, 1920);
  stage.show(view);
  return std::ranges::any_of(stage.tree().nodes(), [&](const ui::Node& node) {
    return node.label.find(words) != std::string::npos ||
           node.value.find(words) != std::string::npos;
  });
}

constexpr auto kStandard = flow::DisplayMode::standard;

}  // namespace

TEST_CASE("an accepted item that the centre disputes is no settled one") {
  const struct {
    offline_cache::ItemTrouble trouble;
    const char* words;
  } disputed[] = {{offline_cache::ItemTrouble::unknown_there, "中心没有"},
                  {offline_cache::ItemTrouble::differs, "两边不一样"}};
  for (const auto& [trouble, words] : disputed) {
    const auto item =
        situation("day-item-trouble-" + std::to_string(static_cast<int>(trouble)), kStandard);
    CHECK(says(item, words));
    CHECK(says(item, "请打电话给中心"));
    CHECK_FALSE(says(item, "已确认"));
    CHECK_FALSE(says(item, "不用做什么"));
  }
}

}  // namespace linli::tests
