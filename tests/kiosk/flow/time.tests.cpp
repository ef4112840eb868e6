#include "tests/kiosk/flow/hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

using overlay::TimeoutWarning;

namespace {

int seconds_left(const Hall& hall) {
  const auto overlay = hall.visit.view().overlay;
  REQUIRE(overlay);
  REQUIRE(std::holds_alternative<TimeoutWarning>(*overlay));
  return std::get<TimeoutWarning>(*overlay).seconds_left;
}

}  // namespace

TEST_CASE("without an action a warning counts down, then the session ends and keeps the draft") {
  Hall hall;
  hall.open_form();
  hall.answer_step("applicant");
  hall.wait(59s);
  CHECK_FALSE(hall.visit.view().overlay);
  hall.wait(1s);
  CHECK(seconds_left(hall) == 30);
  CHECK(std::get<TimeoutWarning>(*hall.visit.view().overlay).draft_will_be_kept);
  hall.wait(29s);
  CHECK(seconds_left(hall) == 1);
  hall.wait(1s);
  CHECK(hall.at_rest());
  CHECK(hall.drafts.kept.size() == 1);
  CHECK(hall.audit.has(offline_cache::AuditKind::session_timed_out));
  CHECK(hall.sessions_ended == 1);
}

TEST_CASE("the time can be extended as often as wanted") {
  Hall hall;
  hall.open_form();
  hall.answer_step("applicant");
  for (int i = 0; i < 20; ++i) {
    hall.wait(89s);
    CHECK(seconds_left(hall) == 1);
    hall.press(action::ExtendTime{});
    CHECK_FALSE(hall.visit.view().overlay);
  }
  CHECK(hall.step() == "applicant");
  CHECK(hall.screen<FormView>().fields[0].typed == "13841855526");
}

TEST_CASE("every action and every card counts as activity, the reader's health does not") {
  Hall hall;
  hall.identify();
  hall.wait(59s);
  hall.press(action::SetMode{DisplayMode::large});
  hall.wait(59s);
  hall.card(event::Found{});
  hall.wait(59s);
  CHECK_FALSE(hall.visit.view().overlay);
  hall.card(event::HealthChanged{drivers::DeviceHealth::failing});
  hall.wait(1s);
  CHECK(seconds_left(hall) == 30);
}

TEST_CASE("the warning is never shorter than 20 seconds") {
  VisitSettings settings;
  settings.warning = 3s;
  Hall hall(settings);
  hall.identify();
  hall.wait(60s);
  CHECK(seconds_left(hall) == 20);
}

TEST_CASE("a session without work keeps no draft") {
  Hall hall;
  hall.open_form();
  hall.wait(90s);
  CHECK(hall.at_rest());
  CHECK(hall.drafts.kept.empty());
}

TEST_CASE("the receipt is shown for its time, with a warning, and then the session ends") {
  VisitSettings settings;
  settings.receipt_shown = 80s;
  Hall hall(settings);
  hall.open_form();
  hall.open_review();
  hall.submit_and_store();
  hall.wait(49s);
  CHECK_FALSE(hall.visit.view().overlay);
  hall.wait(1s);
  CHECK(seconds_left(hall) == 30);
  CHECK_FALSE(std::get<TimeoutWarning>(*hall.visit.view().overlay).draft_will_be_kept);
  hall.wait(30s);
  CHECK(hall.at_rest());
  CHECK(hall.drafts.kept.empty());
}

TEST_CASE("screens without a session go home by themselves too") {
  Hall hall;
  SECTION("help") { hall.press(action::CallHelp{}); }
  SECTION("scan") { hall.press_tile(TileKind::progress); }
  SECTION("reading the card") { hall.press_tile(TileKind::benefits); }
  CHECK_FALSE(hall.shows<HomeView>());
  hall.wait(60s);
  CHECK(seconds_left(hall) == 30);
  hall.wait(30s);
  CHECK(hall.at_rest());
  CHECK_FALSE(hall.scan_desk.open);
}

TEST_CASE("an action that comes after the end finds the session gone") {
  Hall hall;
  hall.open_form();
  hall.clock.advance(10min);
  hall.press(action::ChooseOption{"living", "alone"});
  CHECK(hall.at_rest());
}

TEST_CASE("at rest only the minute of the clock is waited for") {
  Hall hall;
  CHECK(hall.visit.next_deadline() == hall.clock.steady() + 60s);
  hall.wait(10s);
  CHECK(hall.visit.next_deadline() == hall.clock.steady() + 50s);
  const int changes = hall.changes;
  hall.wait(49s);
  CHECK(hall.changes == changes);
  hall.wait(1s);
  CHECK(hall.changes == changes + 1);
}

TEST_CASE("during the countdown every second is waited for") {
  Hall hall;
  hall.identify();
  hall.wait(30s);
  hall.press(action::ExtendTime{});
  CHECK(hall.visit.next_deadline() == hall.clock.steady() + 30s);  // the minute
  hall.wait(30s);
  CHECK(hall.visit.next_deadline() == hall.clock.steady() + 30s);  // the warning
  hall.wait(30s);
  CHECK(hall.visit.next_deadline() == hall.clock.steady() + 1s);
  hall.wait(300ms);
  CHECK(hall.visit.next_deadline() == hall.clock.steady() + 700ms);
  CHECK(seconds_left(hall) == 30);
}

TEST_CASE("ticking at every deadline reaches the end without standing still") {
  Hall hall;
  hall.open_form();
  int ticks = 0;
  while (!hall.at_rest() && ticks < 100) {
    const auto wait = hall.visit.next_deadline() - hall.clock.steady();
    REQUIRE(wait > 0s);
    hall.wait(std::chrono::ceil<std::chrono::milliseconds>(wait));
    ++ticks;
  }
  CHECK(hall.at_rest());
  CHECK(ticks <= 33);
}
