#include <catch2/catch_test_macros.hpp>

#include "tests/centre/ledger/ledger_fixture.h"

using namespace linli;
using namespace linli::centre;
using namespace linli::centre::tests;

namespace {

constexpr std::chrono::hours kHour{1};

/// Terminal 0418 asks for 0417, which died.
Recovery request(std::uint8_t key = 1) {
  return {"0417", "0418", Bytes{0, key, 0xff}, "certificate of 0418", morning(), {}, {}, {}, {}};
}

Recovery granted(Recovery recovery, base::WallTime now = morning() + kHour) {
  recovery.authorised_at = now;
  recovery.expires_at = now + 24 * kHour;
  recovery.answer = {9, 0, 9};
  return recovery;
}

Recovery only_one(LedgerFixture& hall) {
  const auto all = hall.ledger().recoveries();
  REQUIRE(all->size() == 1);
  return all->at(0);
}

bool shut_out(LedgerFixture& hall, const std::string& terminal) {
  return hall.ledger().terminal(terminal).value()->shut_out;
}

}  // namespace

LEDGER_TEST_CASE("a request to recover waits, and asking again changes nothing") {
  LedgerFixture hall(TestType::kind);
  REQUIRE(hall.ledger().request_recovery(request()));
  auto later = request();
  later.requested_at += kHour;
  REQUIRE(hall.ledger().request_recovery(later));
  hall.reopen();
  const auto kept = only_one(hall);
  CHECK(kept.terminal == "0417");
  CHECK(kept.by == "0418");
  CHECK(kept.sealed_key == request().sealed_key);
  CHECK(kept.certificate == request().certificate);
  CHECK(kept.requested_at == morning());
  CHECK_FALSE(kept.authorised_at);
  CHECK(kept.answer.empty());
  CHECK_FALSE(kept.revoked_at);
  CHECK_FALSE(shut_out(hall, "0417"));
}

LEDGER_TEST_CASE("a request with another key takes the place of the one that waits") {
  LedgerFixture hall(TestType::kind);
  REQUIRE(hall.ledger().request_recovery(request(1)));
  REQUIRE(hall.ledger().request_recovery(request(2)));
  CHECK(only_one(hall).sealed_key == request(2).sealed_key);
  CHECK_FALSE(hall.ledger().authorise_recovery(granted(request(1))).value());
}

LEDGER_TEST_CASE("an authorised recovery keeps its answer and shuts the dead terminal out") {
  LedgerFixture hall(TestType::kind);
  REQUIRE(hall.ledger().request_recovery(request()));
  const auto grant = granted(request());
  REQUIRE(hall.ledger().authorise_recovery(grant).value());
  REQUIRE(hall.ledger().request_recovery(request()));  // asked again: the same one
  hall.reopen();
  const auto kept = only_one(hall);
  CHECK(kept.authorised_at == grant.authorised_at);
  CHECK(kept.expires_at == grant.expires_at);
  CHECK(kept.answer == grant.answer);
  CHECK(shut_out(hall, "0417"));
  CHECK_FALSE(shut_out(hall, "0418"));
  CHECK(hall.ledger().terminals()->at(0).shut_out);
}

LEDGER_TEST_CASE("revoking lets the terminal in again, and the row stays to say who was let in") {
  LedgerFixture hall(TestType::kind);
  CHECK_FALSE(hall.ledger().revoke_recoveries("0417", morning()).value());
  REQUIRE(hall.ledger().request_recovery(request()));
  REQUIRE(hall.ledger().authorise_recovery(granted(request())).value());
  CHECK(hall.ledger().revoke_recoveries("0417", morning() + 2 * kHour).value());
  CHECK_FALSE(hall.ledger().revoke_recoveries("0417", morning() + 3 * kHour).value());
  CHECK_FALSE(shut_out(hall, "0417"));
  CHECK_FALSE(hall.ledger().authorise_recovery(granted(request())).value());
  CHECK(only_one(hall).revoked_at == morning() + 2 * kHour);
  REQUIRE(hall.ledger().request_recovery(request()));  // a new one, which waits
  const auto all = hall.ledger().recoveries();
  REQUIRE(all->size() == 2);
  CHECK(all->at(0).authorised_at);
  CHECK_FALSE(all->at(1).authorised_at);
}

LEDGER_TEST_CASE("a terminal that was enrolled after the authorisation is not shut out") {
  LedgerFixture hall(TestType::kind);
  REQUIRE(hall.ledger().request_recovery(request()));
  REQUIRE(hall.ledger().authorise_recovery(granted(request())).value());
  const auto later = morning() + 2 * kHour;
  REQUIRE(hall.ledger().keep_code({"0417", crypto::Digest{5}, later + kHour}));
  REQUIRE(hall.ledger().enrol({"0417", {}, {}, later, {}, {}}, crypto::Digest{5}) ==
          EnrolmentOutcome::enrolled);
  CHECK_FALSE(shut_out(hall, "0417"));
}

LEDGER_TEST_CASE("a new machine under the dead one's number is not shut out by its own recovery") {
  LedgerFixture hall(TestType::kind);
  auto own = request();
  own.by = "0417";
  REQUIRE(hall.ledger().request_recovery(own));
  REQUIRE(hall.ledger().authorise_recovery(granted(own)).value());
  CHECK_FALSE(shut_out(hall, "0417"));
}
