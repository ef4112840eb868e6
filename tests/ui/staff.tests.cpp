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

TEST_CASE("uploading is said only while something is sent") {
  CHECK(says(situation("day-0", kStandard), "正在上传 38 / 46"));
  auto waiting = situation("day-waiting", kStandard);
  CHECK_FALSE(says(waiting, "正在上传"));
  CHECK(says(waiting, "等待上传，还有 6 件"));
  std::get<flow::EndOfDayView>(waiting.screen).overview.sending = true;
  CHECK(says(waiting, "正在上传 38 / 46"));
}

TEST_CASE("nothing is called done while residents have to be told of a decision") {
  auto view = situation("day-nothing", kStandard);
  auto& day = std::get<flow::EndOfDayView>(view.screen);
  day.nothing_open = true;
  day.overview.decided = 3;
  CHECK(says(view, "有 3 件中心有了结果，先通知居民，再锁定。"));
  CHECK_FALSE(says(view, "锁定就可以了"));
}

TEST_CASE("a day whose last comparison found differences is not shown as agreed") {
  auto view = situation("day-report-earlier-open", kStandard);
  std::get<flow::DayReportView>(view.screen).disputed = true;
  CHECK(says(view, "这一天最后一次对账没对上"));
}

TEST_CASE("a rating in the list has its name, not its id") {
  for (const auto mode : {kStandard, flow::DisplayMode::large}) {
    auto view = situation("day-item-0", mode);
    auto& item = std::get<flow::DayItemView>(view.screen);
    item.row.item.service = offline_cache::kRatingService;
    item.row.service = nullptr;
    CHECK(says(view, "评价"));
    auto list = situation("day-1", mode);
    auto& day = std::get<flow::EndOfDayView>(list.screen);
    day.rows = {item.row};
    CHECK(says(list, "评价"));
    CHECK_FALSE(says(list, "rating"));
  }
}

}  // namespace linli::tests
