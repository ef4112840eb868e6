#include <catch2/catch_test_macros.hpp>

#include "tests/centre/ledger/ledger_fixture.h"

using namespace linli;
using namespace linli::centre;
using namespace linli::centre::tests;

namespace {

constexpr std::chrono::hours kHour{1};

Terminal terminal_at(base::WallTime now) {
  return {"0500", crypto::Digest{9}, crypto::PublicKeyBytes{7}, now, {}, {}};
}

}  // namespace

LEDGER_TEST_CASE("an enrolment code works once") {
  LedgerFixture hall(TestType::kind);
  REQUIRE(hall.ledger().keep_code({"0500", crypto::Digest{5}, morning() + kHour}));
  CHECK(hall.ledger().enrol(terminal_at(morning()), crypto::Digest{5}) ==
        EnrolmentOutcome::enrolled);
  CHECK(hall.ledger().enrol(terminal_at(morning()), crypto::Digest{5}) ==
        EnrolmentOutcome::no_code);
  const auto stored = hall.ledger().terminal("0500").value();
  REQUIRE(stored);
  CHECK(stored->certificate == crypto::Digest{9});
  CHECK(stored->receipt_key == crypto::PublicKeyBytes{7});
}

LEDGER_TEST_CASE("an enrolment code expires") {
  LedgerFixture hall(TestType::kind);
  REQUIRE(hall.ledger().keep_code({"0500", crypto::Digest{5}, morning() + kHour}));
  CHECK(hall.ledger().enrol(terminal_at(morning() + kHour), crypto::Digest{5}) ==
        EnrolmentOutcome::expired);
  CHECK_FALSE(hall.ledger().terminal("0500").value());
}

LEDGER_TEST_CASE("an enrolment code survives five wrong tries, not six") {
  LedgerFixture hall(TestType::kind);
  REQUIRE(hall.ledger().keep_code({"0500", crypto::Digest{5}, morning() + kHour}));
  for (int i = 0; i < 5; ++i) {
    CHECK(hall.ledger().enrol(terminal_at(morning()), crypto::Digest{6}) ==
          EnrolmentOutcome::wrong_code);
  }
  CHECK(hall.ledger().enrol(terminal_at(morning()), crypto::Digest{5}) ==
        EnrolmentOutcome::no_code);
}

LEDGER_TEST_CASE("a code is for one terminal, and a new one replaces it") {
  LedgerFixture hall(TestType::kind);
  REQUIRE(hall.ledger().keep_code({"0501", crypto::Digest{5}, morning() + kHour}));
  CHECK(hall.ledger().enrol(terminal_at(morning()), crypto::Digest{5}) ==
        EnrolmentOutcome::no_code);
  REQUIRE(hall.ledger().keep_code({"0500", crypto::Digest{5}, morning() + kHour}));
  REQUIRE(hall.ledger().keep_code({"0500", crypto::Digest{6}, morning() + kHour}));
  CHECK(hall.ledger().enrol(terminal_at(morning()), crypto::Digest{5}) ==
        EnrolmentOutcome::wrong_code);
  CHECK(hall.ledger().enrol(terminal_at(morning()), crypto::Digest{6}) ==
        EnrolmentOutcome::enrolled);
}

LEDGER_TEST_CASE("a terminal that enrols again keeps its items and has a new certificate") {
  LedgerFixture hall(TestType::kind);
  const auto commit = Chain("0418").next();
  REQUIRE(std::holds_alternative<Accepted>(hall.commit(commit)));
  REQUIRE(hall.ledger().keep_code({"0418", crypto::Digest{5}, morning() + kHour}));
  auto terminal = terminal_at(morning());
  terminal.number = "0418";
  REQUIRE(hall.ledger().enrol(terminal, crypto::Digest{5}) == EnrolmentOutcome::enrolled);
  CHECK(hall.ledger().terminal("0418").value()->certificate == crypto::Digest{9});
  CHECK(hall.ledger().items(10)->size() == 1);
}

LEDGER_TEST_CASE("a heartbeat is remembered with its time") {
  LedgerFixture hall(TestType::kind);
  CHECK_FALSE(hall.ledger().terminals()->at(0).seen_at);
  REQUIRE(hall.ledger().record_heartbeat("0417", {"0.1.0", 3, 1}, morning()));
  const auto terminal = hall.ledger().terminals()->at(0);
  CHECK(terminal.seen_at == morning());
  CHECK(terminal.heartbeat.waiting == 3);
  CHECK(terminal.heartbeat.for_staff == 1);
}

LEDGER_TEST_CASE("an emergency is kept as one; what came before it is none") {
  LedgerFixture hall(TestType::kind);
  Chain chain;
  const auto usual = chain.next();
  REQUIRE(std::holds_alternative<Accepted>(hall.commit(usual)));
  const auto emergency = chain.next();
  REQUIRE(hall.ledger().commit(emergency, morning(), hall.key(), {.urgent = true}));
  CHECK_FALSE(hall.ledger().item(usual.link.item).value()->urgent);
  CHECK(hall.ledger().item(emergency.link.item).value()->urgent);
  CHECK(hall.ledger().items(10)->back().urgent);
}

LEDGER_TEST_CASE("the latest stage of a submission is where it stands") {
  LedgerFixture hall(TestType::kind);
  const auto commit = Chain().next();
  REQUIRE(std::holds_alternative<Accepted>(hall.commit(commit)));
  const auto id = commit.link.item;
  CHECK(hall.ledger().item(id).value()->stage == domain::Stage::received);
  REQUIRE(hall.ledger().record_stage(id, {domain::Stage::supplement_needed, "请补交"}, morning()));
  REQUIRE(hall.ledger().record_stage(id, {domain::Stage::paid, ""}, morning() + kHour));
  const auto item = hall.ledger().items_with_receipt("LS-0417-2611-0038")->at(0);
  CHECK(item.stage == domain::Stage::paid);
  CHECK(item.note.empty());
  CHECK(item.stage_at == morning() + kHour);
  CHECK(item.sealed_manifest == commit.sealed_manifest);
}

LEDGER_TEST_CASE("a stage of an item that is not here is an error and stores nothing") {
  LedgerFixture hall(TestType::kind);
  CHECK_FALSE(hall.ledger().record_stage(base::make_uuid_v7(morning()), {domain::Stage::paid, ""},
                                         morning()));
}

LEDGER_TEST_CASE("the list of items holds the latest in the order of arrival") {
  LedgerFixture hall(TestType::kind);
  Chain chain;
  for (int i = 0; i < 5; ++i) (void)hall.commit(chain.next());
  const auto items = hall.ledger().items(3).value();
  REQUIRE(items.size() == 3);
  CHECK(items[0].acceptance.link.sequence == 3);
  CHECK(items[2].acceptance.link.sequence == 5);
}

LEDGER_TEST_CASE("residents are replaced as a whole and found by their number") {
  LedgerFixture hall(TestType::kind);
  const auto number = domain::IdentityNumber::parse("11010519491231002X").value();
  domain::BenefitStatus status{{}, "区民政局", morning()};
  REQUIRE(hall.ledger().put_residents(std::vector{Resident{number, "王淑芳", status}}));
  status.benefits.push_back({.since = std::chrono::year{2020} / 1});
  REQUIRE(hall.ledger().put_residents(std::vector{Resident{number, "陈𬌗𫖮", status}}));
  hall.reopen();
  const auto resident = hall.ledger().resident(number).value();
  REQUIRE(resident);
  CHECK(resident->name == "陈𬌗𫖮");
  CHECK(resident->status.benefits.size() == 1);
  const auto other = domain::IdentityNumber::parse("990101194612280023").value();
  CHECK_FALSE(hall.ledger().resident(other).value());
}

LEDGER_TEST_CASE("after a failed call the ledger goes on") {
  LedgerFixture hall(TestType::kind);
  REQUIRE_FALSE(hall.ledger().record_stage(base::make_uuid_v7(morning()), {domain::Stage::paid, ""},
                                           morning()));
  CHECK(std::holds_alternative<Accepted>(hall.commit(Chain().next())));
}
