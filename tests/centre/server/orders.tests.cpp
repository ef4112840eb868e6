#include <catch2/catch_test_macros.hpp>

#include "kiosk/database/database.h"
#include "tests/centre/server/centre_fixture.h"

/// Items that change or cancel an order.
using namespace linli;
using namespace linli::centre::tests;

namespace {

/// An application of that person, which may end another item's order.
protocol::Commit application_of(TestTerminal& terminal, const std::string& number,
                                const protocol::Commit* order = nullptr,
                                const char* how = "cancel") {
  nlohmann::json content{{"applicant", {{"number", number}}},
                         {"answers", nlohmann::json::object()}};
  if (order != nullptr) {
    content["changes"] = {
        {"item", order->link.item.text()}, {"receipt_number", order->receipt_number}, {"how", how}};
  }
  const auto commit = terminal.next();
  auto manifest = terminal.manifest_of(commit);
  manifest.content = content.dump();
  return terminal.sealed(commit, manifest);
}

domain::StageReport stage_at_centre(const TestTerminal& terminal, const protocol::Commit& commit) {
  const auto report = protocol::stage_report_from_json(
      terminal.curl().get("/v1/submissions/" + commit.link.item.text()).body);
  REQUIRE(report);
  return *report;
}

constexpr const char* kOne = "990101194612280023";
constexpr const char* kOther = "990101197203150010";

/// The order can't be looked up; everything else can.
void break_lookups(const CentreFixture& hall) {
  auto ledger = database::Database::open(hall.data() / "ledger.db", {}).value();
  REQUIRE(ledger.execute(
      "ALTER TABLE addition RENAME TO kept;"
      "CREATE VIEW addition AS SELECT id AS item, abs(-9223372036854775807 - 1) AS adds_to,"
      " '' AS receipt_number, '' AS what FROM item"));
}
void mend_lookups(const CentreFixture& hall) {
  auto ledger = database::Database::open(hall.data() / "ledger.db", {}).value();
  REQUIRE(ledger.execute("DROP VIEW addition; ALTER TABLE kept RENAME TO addition"));
}

nlohmann::json shown(CentreFixture& hall, const protocol::Commit& commit) {
  return hall.administer({{"command", "show"}, {"receipt", commit.receipt_number}});
}

}  // namespace

TEST_CASE("a cancelled or changed order is so at the centre, however often that is sent") {
  for (const auto& [how, stage] : {std::pair{"cancel", domain::Stage::cancelled},
                                   std::pair{"change", domain::Stage::replaced}}) {
    CentreFixture hall;
    auto terminal = hall.enrolled();
    const auto order = application_of(terminal, kOne);
    REQUIRE(terminal.commit(order).status == 201);
    auto next_door = hall.enrolled("0418");
    const auto end = application_of(next_door, kOne, &order, how);
    REQUIRE(next_door.commit(end).status == 201);
    REQUIRE(next_door.commit(end).status == 200);
    CHECK(stage_at_centre(terminal, order).stage == stage);
    CHECK(stage_at_centre(terminal, order).note == end.receipt_number);
    CHECK(stage_at_centre(terminal, end).stage ==
          (stage == domain::Stage::cancelled ? stage : domain::Stage::received));
  }
}

TEST_CASE("nobody ends another person's order, or one that is not there") {
  CentreFixture hall;
  auto terminal = hall.enrolled();
  const auto order = application_of(terminal, kOne);
  REQUIRE(terminal.commit(order).status == 201);
  auto stranger = hall.enrolled("0418");
  REQUIRE(stranger.commit(application_of(stranger, kOther, &order)).status == 201);
  CHECK(stage_at_centre(terminal, order).stage == domain::Stage::received);
  auto unknown = order;
  unknown.link.item.bytes[15] ^= 1;
  auto third = hall.enrolled("0419");
  CHECK(third.commit(application_of(third, kOne, &unknown)).status == 201);
}

TEST_CASE("what ends an order is taken once the order can be looked up, not before") {
  CentreFixture hall;
  auto terminal = hall.enrolled();
  const auto order = application_of(terminal, kOne);
  REQUIRE(terminal.commit(order).status == 201);
  auto next_door = hall.enrolled("0418");
  const auto end = application_of(next_door, kOne, &order);
  const auto between = [&](void (*change)(const CentreFixture&)) {
    hall.stop();
    change(hall);
    hall.start();
    terminal.move_to(hall.curl());
    next_door.move_to(hall.curl());
  };
  between(break_lookups);
  CHECK(next_door.commit(end).problem() == "ledger-failed");
  between(mend_lookups);
  CHECK(next_door.commit(end).status == 201);
  CHECK(stage_at_centre(terminal, order).stage == domain::Stage::cancelled);
}

TEST_CASE("staff see what an item does to an order, and that it did not end it") {
  CentreFixture hall;
  auto terminal = hall.enrolled();
  const auto order = application_of(terminal, kOne);
  REQUIRE(terminal.commit(order).status == 201);
  int others = 418;
  const auto handed_in = [&](const char* number, const char* how) {
    auto elsewhere = hall.enrolled("0" + std::to_string(others++));
    const auto commit = application_of(elsewhere, number, &order, how);
    REQUIRE(elsewhere.commit(commit).status == 201);
    return commit;
  };
  const auto foreign = handed_in(kOther, "cancel");
  handed_in(kOne, "change");
  const auto again = handed_in(kOne, "change");

  const auto list = hall.administer({{"command", "submissions"}});
  REQUIRE(list.size() == 4);
  const auto left_to_staff = "order " + order.receipt_number + " not ended";
  CHECK_FALSE(list[0].contains("order"));
  CHECK(list[1].at("order") == "cancels " + order.receipt_number);
  CHECK(list[1].at("waits_for") == left_to_staff);
  CHECK(list[2].at("order") == "changes " + order.receipt_number);
  CHECK(list[2].at("waits_for") == "");
  CHECK(list[3].at("order") == "changes " + order.receipt_number);
  CHECK(list[3].at("waits_for") == left_to_staff);

  CHECK(shown(hall, foreign).at("waits_for") == left_to_staff);
  hall.administer({{"command", "stage"}, {"receipt", again.receipt_number}, {"stage", "refused"}});
  CHECK(shown(hall, again).at("waits_for") == "");
}
