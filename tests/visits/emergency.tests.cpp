#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "tests/visits/applicant.h"

namespace linli::tests {

using flow::DisplayMode;

TEST_CASE(
    "an emergency is sent before what was handed in earlier, and the centre is told that it is "
    "one") {
  WholeTerminal terminal(GENERATE(DisplayMode::standard, DisplayMode::large));
  std::vector<std::string> receipts;
  for (const char* id : {"old_age_allowance", "temporary_relief"}) {
    Applicant applicant(terminal, *terminal.services().find(id), 7);
    applicant.insist("urgency", domain::Choice{"now"});
    applicant.open();
    applicant.fill_in();
    receipts.push_back(applicant.submit().number);
    terminal.picture(std::string("emergency-receipt-") + id);
    applicant.leave();
  }
  REQUIRE(terminal.send_all());
  CHECK(terminal.arrived() == std::vector{receipts[1], receipts[0]});
  CHECK(protocol::is_urgent_in(terminal.at_centre(receipts[1]).content));
  CHECK(terminal.item(receipts[1]).urgent);
  CHECK_FALSE(terminal.item(receipts[0]).urgent);
}

}  // namespace linli::tests
