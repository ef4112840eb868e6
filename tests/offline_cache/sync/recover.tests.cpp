/// What a dead terminal's files still hold, through the centre's real ledger.
#include "offline_cache/sync/recover.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <fstream>

#include "centre/ledger/sqlite_ledger.h"
#include "centre/server/take_submission.h"
#include "kiosk/crypto/envelope.h"
#include "kiosk/database/query.h"
#include "kiosk/protocol/recovery.h"
#include "offline_cache/store/recovery_copy.h"
#include "tests/offline_cache/sync/scripted_centre.h"
#include "tests/support/files.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;
using linli::tests::Contact;

namespace {

constexpr std::size_t kPageBytes = 4096;

/// The dead terminal 0417, and 0418 that asks for it.
struct RecoverRig {
  tests::StoreInFolder here;
  tests::TemporaryFolder there;
  tests::TemporaryFolder work;
  Bytes key = *store_key(here.folder.path(), {});
  TerminalIdentity asking = here.hall.identity_of("0418");
  centre::Keys keys{here.hall.ca_key,      here.hall.ca,      here.hall.centre,
                    here.hall.sealing_key, here.hall.sealing, here.hall.recovery};
  std::unique_ptr<centre::SqliteLedger> ledger =
      std::move(centre::SqliteLedger::open(there / "ledger.db").value());
  /// What comes instead of the next answers to records; empty: it is taken.
  std::vector<std::optional<Contact>> instead;
  std::function<void()> before_record = [] {};
  int records = 0;
  bool closes = true;   // the centre knows the call
  bool forges = false;  // it answers what it has not signed
  int closings = 0;
  tests::ScriptedTransport transport{
      [this](const CentreRequest& request) { return answer(request); }, &here.hall.clock};

  RecoverRig() {
    (void)ledger->keep_code({"0417", {}, here.hall.clock.now() + 1h});
    (void)ledger->enrol({"0417", {}, {}, here.hall.clock.now(), {}, {}}, {});
    REQUIRE_FALSE(keep_recovery_copy(here.folder.path(), key, here.hall.terminal));
  }

  Contact answer(const CentreRequest& request) {
    if (request.path == "/v1/recoveries") {
      const crypto::Certificate certificate = *crypto::Certificate::from_pem(asking.certificate);
      const auto sealed =
          crypto::seal(bytes_of(protocol::store_key_text("0417", key)), {&certificate, 1});
      return tests::json_answer(
          200, protocol::to_json(protocol::RecoveryAnswer{*sealed, here.hall.clock.now() + 24h}));
    }
    if (request.path == "/v1/recoveries/0417/day-closes") return closing(request);
    before_record();
    const auto at = static_cast<std::size_t>(records++);
    if (at < instead.size() && instead[at]) return *instead[at];
    const auto taken =
        centre::take_record(*ledger, keys, here.hall.clock.now(), "0417", bytes_of(request.body));
    return tests::json_answer(200, protocol::record_answers_json(taken.value().answers));
  }
  Contact closing(const CentreRequest& request) {
    ++closings;
    if (!closes) return tests::problem_answer(404, "not-found");
    const auto named = protocol::day_close_request_from_json(request.body);
    REQUIRE(named);
    auto answer =
        ledger->close_recovered(named->close, here.hall.clock.now(), keys.signing).value();
    auto* const agreed = std::get_if<protocol::AgreedDayClose>(&answer);
    if (agreed != nullptr && forges) agreed->close.last_sequence += 1;
    return tests::json_answer(200, protocol::to_json(answer));
  }
  Expected<Recovered, RecoverError> run(const std::stop_token& stop = {}) {
    here.store.reset();
    return recover({.from = here.folder.path(),
                    .work = work.path(),
                    .identity = asking,
                    .transport = transport,
                    .clock = here.hall.clock},
                   stop);
  }
  std::size_t at_the_centre() const { return ledger->items(1000)->size(); }

  bool reads(const std::filesystem::path& file, int position) const {
    auto database = database::Database::open(file, {.key = key});
    if (!database) return false;
    const auto row = database::query::row(
        *database, [](const database::Statement& found) { return found.blob(0); },
        "SELECT content FROM outbox_item WHERE position = ?", std::int64_t{position});
    return row && *row;
  }
  /// Destroys the page that the item of this position lies on, not those of the first and last.
  bool destroy_page_of(int position, int last) {
    here.store.reset();
    const auto file = here.folder / "store.db";
    const std::string whole = tests::read_whole(file);
    for (std::size_t at = kPageBytes; at < whole.size(); at += kPageBytes) {
      std::string damaged = whole;
      std::fill_n(damaged.begin() + static_cast<std::ptrdiff_t>(at), kPageBytes, '\x5a');
      tests::write_whole(there / "try.db", damaged);
      if (reads(there / "try.db", position)) continue;
      if (!reads(there / "try.db", 1) || !reads(there / "try.db", last)) continue;
      tests::write_whole(file, damaged);
      return true;
    }
    return false;
  }
};

}  // namespace

TEST_CASE("one unreadable page of the dead disk costs the items on it and no other") {
  RecoverRig rig;
  constexpr int kItems = 24;
  for (int i = 0; i < kItems; ++i) rig.here.submit();
  REQUIRE(rig.destroy_page_of(kItems / 2, kItems));
  const auto recovered = rig.run();
  REQUIRE(recovered);
  CHECK(recovered->left_out > 0);
  CHECK(recovered->left_out < kItems / 2);
  CHECK(recovered->later == recovered->left_out);
  CHECK(recovered->answers.accepted == kItems - recovered->left_out);
  CHECK(rig.at_the_centre() == static_cast<std::size_t>(recovered->answers.accepted));
  CHECK_FALSE(recovered->complete());
}

TEST_CASE("a line that fails, and a centre that is busy, hold a recovery up and do not end it") {
  RecoverRig rig;
  rig.here.submit();
  auto busy = tests::problem_answer(503, "busy");
  busy.headers["retry-after"] = "40";
  rig.instead = {Contact(unexpected(CentreTrouble::unreachable)), Contact(busy),
                 Contact(tests::problem_answer(429, "busy"))};
  const auto before = rig.here.hall.clock.now();
  const auto recovered = rig.run();
  REQUIRE(recovered);
  CHECK(recovered->complete());
  CHECK(rig.at_the_centre() == 1);
  CHECK(rig.here.hall.clock.now() - before >= 40s);
}

TEST_CASE("a centre that stays busy is said to be so after ten attempts") {
  RecoverRig rig;
  rig.here.submit();
  rig.instead.assign(10, Contact(tests::problem_answer(503, "busy")));
  const auto recovered = rig.run();
  REQUIRE_FALSE(recovered);
  CHECK(recovered.error() == RecoverError::busy);
  CHECK(rig.records == 10);
}

TEST_CASE("what staff had set aside before is nobody's to see to again") {
  RecoverRig rig;
  const auto aside = rig.here.submit();
  const auto other = rig.here.submit();
  for (const auto& receipt : {aside, other}) {
    REQUIRE(rig.here.store->quarantine(receipt.item, "told by the test"));
  }
  REQUIRE(rig.here.store->set_aside(aside.item, SetAsideReason::withdrawn, "1001"));
  const auto recovered = rig.run();
  REQUIRE(recovered);
  REQUIRE(recovered->for_staff.size() == 1);
  CHECK(recovered->for_staff[0].receipt_number == other.number);
  CHECK_FALSE(recovered->complete());
}

TEST_CASE(
    "a recovery that is stopped leaves nothing of the copy, and one that was killed neither") {
  RecoverRig rig;
  rig.here.submit();
  const auto remainder = rig.work / "linli-recover-killed";
  std::filesystem::create_directory(remainder);
  tests::write_whole(remainder / "store.key", "the key of a store");
  std::stop_source stopping;
  rig.instead = {Contact(unexpected(CentreTrouble::unreachable))};
  rig.before_record = [&] {
    CHECK_FALSE(std::filesystem::exists(remainder));
    CHECK_FALSE(std::filesystem::is_empty(rig.work.path()));
    stopping.request_stop();
  };
  const auto recovered = rig.run(stopping.get_token());
  REQUIRE_FALSE(recovered);
  CHECK(recovered.error() == RecoverError::stopped);
  CHECK(std::filesystem::is_empty(rig.work.path()));
  CHECK(rig.at_the_centre() == 0);
}

TEST_CASE("a backup that was brought whole is a success, and known to end where it was made") {
  RecoverRig rig;
  rig.here.submit();
  std::filesystem::remove(rig.here.folder / "store.mark");
  const auto recovered = rig.run();
  REQUIRE(recovered);
  CHECK(recovered->health == StoreHealth::behind);
  CHECK_FALSE(recovered->has_mark);
  CHECK(recovered->complete());
}

TEST_CASE("a database that ends before its mark is no success") {
  RecoverRig rig;
  rig.here.submit();
  rig.here.store.reset();
  const auto database = tests::read_whole(rig.here.folder / "store.db");
  rig.here.store = rig.here.reopened();
  rig.here.submit();
  rig.here.store.reset();
  std::filesystem::remove(rig.here.folder / "store.db-wal");
  tests::write_whole(rig.here.folder / "store.db", database);
  const auto recovered = rig.run();
  REQUIRE(recovered);
  CHECK(recovered->has_mark);
  CHECK(recovered->health == StoreHealth::behind);
  CHECK(recovered->answers.accepted == 1);
  CHECK_FALSE(recovered->complete());
}

TEST_CASE("after a recovery the centre has closed what it holds of the dead terminal") {
  RecoverRig rig;
  const auto first = rig.here.submit();
  rig.here.submit();
  const auto refused = rig.here.submit();
  REQUIRE(rig.here.store->quarantine(refused.item, "told by the test"));
  const auto recovered = rig.run();
  REQUIRE(recovered);
  CHECK(recovered->closed);
  const auto closes = rig.ledger->day_closes(10).value();
  REQUIRE(closes.size() == 1);
  CHECK(closes[0].close.terminal == "0417");
  CHECK(closes[0].close.without == std::vector<std::uint64_t>{3});
  CHECK(rig.ledger->open_ranges()->empty());
  // From then on it expires as what every terminal has handed in.
  const auto now = rig.here.hall.clock.now();
  REQUIRE(rig.ledger->record_stage(first.item, {domain::Stage::paid, ""}, now));
  CHECK(rig.ledger->expire(now + 1h, now + 2h, 0)->expired == 1);
  REQUIRE(rig.run());  // once more changes nothing
  CHECK(rig.ledger->day_closes(10)->size() == 1);
}

TEST_CASE("what the centre has lost of a dead terminal is sent again before its books are closed") {
  RecoverRig rig;
  rig.here.submit();
  rig.here.submit();
  const auto link = *rig.here.store->chain_link(rig.here.store->queue()->front().id);
  const auto acceptance =
      protocol::accept(link, protocol::hash_of(link), rig.here.hall.clock.now(), rig.keys.signing);
  REQUIRE(rig.here.store->acknowledge(acceptance));  // by a ledger that was restored since
  const auto recovered = rig.run();
  REQUIRE(recovered);
  CHECK(recovered->closed);
  CHECK(recovered->complete());
  CHECK(rig.at_the_centre() == 2);
  CHECK(rig.closings == 2);
  CHECK(rig.ledger->open_ranges()->empty());
}

TEST_CASE("a centre that can't close the books is said to have left them open") {
  RecoverRig rig;
  rig.here.submit();
  rig.closes = false;
  const auto recovered = rig.run();
  REQUIRE(recovered);
  CHECK(recovered->answers.accepted == 1);
  CHECK_FALSE(recovered->closed);
  CHECK_FALSE(recovered->complete());
}

TEST_CASE("a close of a dead terminal's books that the centre has not signed counts for nothing") {
  RecoverRig rig;
  rig.here.submit();
  rig.forges = true;
  const auto recovered = rig.run();
  REQUIRE(recovered);
  CHECK(recovered->answers.accepted == 1);
  CHECK_FALSE(recovered->closed);
}
