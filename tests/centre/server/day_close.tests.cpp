#include <catch2/catch_test_macros.hpp>

#include "kiosk/base/day.h"
#include "tests/centre/server/centre_fixture.h"

using namespace linli;
using namespace linli::centre::tests;

namespace {

protocol::DayClose close_of(const TestTerminal& terminal, const protocol::Commit& last) {
  return {terminal.number(),
          last.link.incarnation,
          1,
          last.link.sequence,
          {},
          hash_of(last.link),
          std::chrono::year{2026} / 11 / 22};
}

HttpAnswer ask(const TestTerminal& terminal, const protocol::DayClose& close) {
  return terminal.curl().post("/v1/day-closes", to_json(protocol::DayCloseRequest{close, {}}));
}

}  // namespace

TEST_CASE("a day close is agreed with a signature, listed, and repeated alike") {
  CentreFixture hall;
  auto terminal = hall.enrolled();
  REQUIRE(terminal.commit(terminal.next()).status == 201);
  const auto last = terminal.next();
  REQUIRE(terminal.commit(last).status == 201);
  CHECK(hall.administer({{"command", "day-closes"}}).at(0).at("state") == "open");

  const auto close = close_of(terminal, last);
  const auto answer = ask(terminal, close);
  CHECK(answer.status == 200);
  const auto agreed = protocol::day_close_answer_from_json(answer.body);
  REQUIRE(agreed);
  REQUIRE(std::holds_alternative<protocol::AgreedDayClose>(*agreed));
  CHECK(
      proves(std::get<protocol::AgreedDayClose>(*agreed), close, terminal.enrolment().centre_key));
  hall.clock().advance(std::chrono::hours{1});
  CHECK(ask(terminal, close).body == answer.body);

  const auto listed = hall.administer({{"command", "day-closes"}});
  REQUIRE(listed.size() == 1);
  CHECK(listed.at(0).at("state") == "agreed");
  CHECK(listed.at(0).at("items") == 2);
}

TEST_CASE("a difference is told and nothing is closed") {
  CentreFixture hall;
  auto terminal = hall.enrolled();
  (void)terminal.next();
  const auto last = terminal.next();
  REQUIRE(terminal.commit(last).status == 201);
  const auto answer = ask(terminal, close_of(terminal, last));
  CHECK(answer.status == 200);
  CHECK(answer.json().at("result") == "differs");
  CHECK(answer.json().at("missing") == nlohmann::json{1});
  CHECK(hall.administer({{"command", "day-closes"}}).at(0).at("state") == "open");
}

TEST_CASE("nobody closes another terminal's day, and nonsense is refused") {
  CentreFixture hall;
  auto terminal = hall.enrolled();
  const auto other = hall.enrolled("0418");
  const auto last = terminal.next();
  REQUIRE(terminal.commit(last).status == 201);
  const auto foreign = ask(other, close_of(terminal, last));
  CHECK(foreign.status == 409);
  CHECK(foreign.problem() == "other-terminal");
  CHECK(terminal.curl().post("/v1/day-closes", "{}").status == 400);
  CHECK(hall.curl().post("/v1/day-closes", "{}").status == 401);
}

TEST_CASE("only who may recover a terminal closes its books, and all that is here with them") {
  CentreFixture hall;
  auto terminal = hall.enrolled();
  const auto other = hall.enrolled("0418");
  const auto first = terminal.next();
  REQUIRE(terminal.commit(first).status == 201);
  REQUIRE(terminal.commit(terminal.next()).status == 201);
  const auto named = to_json(protocol::DayCloseRequest{close_of(terminal, first), {}});
  const std::string path = "/v1/recoveries/0417/day-closes";
  CHECK(other.curl().post(path, named).problem() == "recovery-refused");
  CHECK(terminal.curl().post(path, named).problem() == "recovery-refused");

  auto& ledger = hall.running().centre().ledger();
  centre::Recovery recovery{"0417", "0418", {1}, "certificate", hall.clock().now(), {}, {}, {}, {}};
  REQUIRE(ledger.request_recovery(recovery));
  recovery.authorised_at = hall.clock().now();
  recovery.expires_at = hall.clock().now() + std::chrono::hours{24};
  recovery.answer = {1};
  REQUIRE(ledger.authorise_recovery(recovery).value());
  CHECK(other.curl().post("/v1/recoveries/0418/day-closes", named).status == 403);
  CHECK(other.curl().post(path, "{}").status == 400);
  const auto answer = other.curl().post(path, named);
  CHECK(answer.status == 200);
  CHECK(answer.json().at("last_sequence") == 2);
  const auto listed = hall.administer({{"command", "day-closes"}});
  REQUIRE(listed.size() == 1);
  CHECK(listed.at(0).at("state") == "agreed");
  hall.clock().advance(std::chrono::hours{25});
  CHECK(other.curl().post(path, named).problem() == "recovery-refused");
}

TEST_CASE("the administrator closes the books of a terminal that was not heard for a day") {
  CentreFixture hall;
  auto terminal = hall.enrolled();
  REQUIRE(terminal.commit(terminal.next()).status == 201);
  REQUIRE(terminal.curl().post("/v1/heartbeats", to_json(protocol::Heartbeat{"0", 0, 0})).status ==
          200);
  const nlohmann::json close{{"command", "recovery-close"}, {"terminal", "0417"}};
  CHECK(hall.administer(close).get<std::string>().starts_with(
      "terminal 0417 was heard within a day"));
  CHECK(hall.administer({{"command", "day-closes"}}).at(0).at("state") == "open");
  hall.clock().advance(std::chrono::hours{25});
  CHECK(hall.administer(close) == nlohmann::json{{"terminal", "0417"}, {"closed", 1}});
  CHECK(hall.administer({{"command", "day-closes"}}).at(0).at("state") == "agreed");
  CHECK(hall.administer(close).at("closed") == 0);
  CHECK(hall.administer({{"command", "recovery-close"}, {"terminal", "0499"}}) ==
        "there is no terminal 0499");
}

TEST_CASE("of a number that a new machine has, the administrator closes the old machine's books") {
  CentreFixture hall;
  auto old_machine = hall.enrolled();
  REQUIRE(old_machine.commit(old_machine.next()).status == 201);
  hall.clock().advance(std::chrono::hours{1});
  auto machine = hall.enrolled();
  REQUIRE(machine.commit(machine.next()).status == 201);
  REQUIRE(machine.curl().post("/v1/heartbeats", to_json(protocol::Heartbeat{"0", 0, 0})).status ==
          200);
  const nlohmann::json close{{"command", "recovery-close"}, {"terminal", "0417"}};
  CHECK(hall.administer(close) == nlohmann::json{{"terminal", "0417"}, {"closed", 1}});
  CHECK(hall.administer(close).get<std::string>().starts_with("terminal 0417 was heard"));
}

TEST_CASE("a lost acceptance is given again") {
  CentreFixture hall;
  auto terminal = hall.enrolled();
  const auto commit = terminal.next();
  const std::string path = "/v1/submissions/" + commit.link.item.text() + "/acceptance";
  CHECK(terminal.curl().get(path).problem() == "unknown-submission");
  const auto accepted = terminal.commit(commit);
  const auto again = terminal.curl().get(path);
  CHECK(again.status == 200);
  CHECK(again.body == accepted.body);
}

TEST_CASE("content goes after close and retention, and a late commit is answered with its proof") {
  CentreFixture hall;
  auto terminal = hall.enrolled();
  const auto commit = terminal.next();
  const auto accepted = terminal.commit(commit);
  REQUIRE(ask(terminal, close_of(terminal, commit)).json().at("result") == "agreed");
  hall.administer({{"command", "stage"}, {"receipt", commit.receipt_number}, {"stage", "paid"}});
  const auto day = base::hall_time(hall.clock().now() + std::chrono::days{1}).date;
  hall.clock().advance(std::chrono::days{3});
  const nlohmann::json expire{{"command", "expire"}, {"before", base::day_text(day)}};
  CHECK(hall.administer(expire) == nlohmann::json{{"expired", 1}, {"kept", 0}});
  CHECK(hall.administer(expire) == nlohmann::json{{"expired", 0}, {"kept", 0}});
  const auto late = terminal.commit(commit);
  CHECK(late.status == 410);
  CHECK(late.body == accepted.body);
  CHECK(hall.administer({{"command", "expire"}, {"before", "2999-01-01"}}).is_string());
  CHECK(hall.administer({{"command", "show"}, {"receipt", commit.receipt_number}}) ==
        "its content was deleted after the retention time");
  CHECK(hall.administer({{"command", "submissions"}}).size() == 1);
}
