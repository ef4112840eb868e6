#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "tests/visits/applicant.h"

namespace linli::tests {

using flow::DisplayMode;

TEST_CASE("whoever leaves in the middle finds the form as it was, and so does nobody else") {
  WholeTerminal terminal(GENERATE(DisplayMode::standard, DisplayMode::large));
  const auto& service = *terminal.services().find("temporary_relief");
  Applicant applicant(terminal, service, 7);
  applicant.open();
  applicant.fill_in(service.steps.at(2).id);
  terminal.press("退出");
  terminal.picture("draft-leaving");
  terminal.press("保存草稿，退出");
  terminal.wait_until([&] { return terminal.shows<flow::HomeView>(); });
  terminal.take_card_away();

  auto other = invented_card();
  other.number = *domain::IdentityNumber::parse("990101197203150010");
  other.birth_date = other.number.birth_date();
  terminal.place(other);
  terminal.press("同意，继续");
  for (const std::string& tile : {std::string("申请救助"), service.name.zh}) {
    while (!terminal.offers(tile)) terminal.press("下一页");
    terminal.press(tile);
  }
  terminal.press("同意，继续");
  CHECK_FALSE(terminal.offers("接着上次填"));
  terminal.press("退出");
  terminal.take_card_away();

  Applicant again(terminal, service, 8);
  again.open();
  terminal.wait_until([&] { return terminal.view().overlay.has_value(); });
  terminal.picture("draft-found");
  terminal.press("接着上次填");
  again.fill_in();
  const auto receipt = again.submit();
  REQUIRE(terminal.send_all());
  CHECK(terminal.at_centre(receipt.number).service == service.id);
}

}  // namespace linli::tests
