#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <nlohmann/json.hpp>

#include "tests/visits/applicant.h"

/// What was ordered is found by the card, changed and cancelled.
namespace linli::tests {
namespace {

using flow::DisplayMode;

/// Those of the terminal's person, with the order of this receipt open.
void open_order(WholeTerminal& terminal, const std::string& receipt_number) {
  terminal.place(invented_card());
  terminal.press("同意，继续");
  if (!terminal.offers("办件进度")) terminal.press("其他服务");
  terminal.press("办件进度");
  terminal.press("身份证查");
  terminal.press("同意，继续");
  terminal.wait_until([&] {
    return terminal.screen<flow::MattersView>().state == flow::MattersView::State::shown;
  });
  terminal.picture("orders-by-card");
  for (const auto& node : terminal.nodes(ui::Role::button)) {
    if (node.label.find(receipt_number) == std::string::npos) continue;
    terminal.press(node);
    break;
  }
  REQUIRE(terminal.shows<flow::ProgressView>());
  REQUIRE(terminal.screen<flow::ProgressView>().order);
}

void go_home(WholeTerminal& terminal) {
  terminal.take_card_away();
  while (!terminal.shows<flow::HomeView>()) {
    terminal.press(terminal.offers("完成退出") ? "完成退出" : "下一页");
  }
}

}  // namespace

TEST_CASE("a meal that was ordered is changed, and what it became is cancelled") {
  WholeTerminal terminal(GENERATE(DisplayMode::standard, DisplayMode::large));
  Applicant applicant(terminal, *terminal.services().find("meal_order"), 7);
  applicant.open();
  applicant.fill_in();
  const auto first = applicant.submit();
  applicant.leave();
  REQUIRE(terminal.send_all());

  open_order(terminal, first.number);
  terminal.picture("orders-open");
  terminal.press("改订单");
  while (terminal.shows<flow::FormView>()) terminal.press("下一步");
  const auto second = applicant.submit();
  CHECK(second.number != first.number);
  go_home(terminal);
  REQUIRE(terminal.send_all());
  CHECK(terminal.item(first.number).stage == domain::Stage::replaced);
  CHECK(terminal.item(second.number).stage == domain::Stage::received);

  open_order(terminal, second.number);
  terminal.press("取消订单");
  terminal.picture("orders-cancel");
  terminal.press("确定取消");
  terminal.wait_until([&] {
    return terminal.screen<flow::ProgressView>().order->state == flow::OrderView::State::cancelled;
  });
  terminal.picture("orders-cancelled");
  REQUIRE(terminal.send_all());
  CHECK(terminal.item(second.number).stage == domain::Stage::cancelled);
}

}  // namespace linli::tests
