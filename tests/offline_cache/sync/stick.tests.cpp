/// From a real store onto a stick, through the centre's real ledger, and back.
#include <catch2/catch_test_macros.hpp>
#include <random>

#include "centre/ledger/sqlite_ledger.h"
#include "centre/server/take_submission.h"
#include "kiosk/crypto/envelope.h"
#include "kiosk/package/package_reader.h"
#include "offline_cache/sync/export_package.h"
#include "offline_cache/sync/take_answers.h"
#include "tests/offline_cache/store/hall.h"
#include "tests/offline_cache/sync/engine_rig.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace linli::tests;
using linli::package::PackageReader;
namespace package = linli::package;

namespace {

struct StickRig {
  StoreInFolder here;
  TemporaryFolder stick;
  TemporaryFolder there;
  centre::Keys keys{here.hall.ca_key,      here.hall.ca,      here.hall.centre,
                    here.hall.sealing_key, here.hall.sealing, here.hall.recovery};
  std::unique_ptr<centre::SqliteLedger> ledger =
      std::move(centre::SqliteLedger::open(there / "ledger.db").value());

  StickRig() {
    (void)ledger->keep_code({"0417", {}, here.hall.clock.now() + std::chrono::hours{1}});
    (void)ledger->enrol({"0417", {}, {}, here.hall.clock.now(), {}, {}}, {});
  }

  ExportSource source() {
    return {.size = [this] { return here.store->waiting_size(); },
            .batch = [this](const ExportPlace& place) { return next_batch(*here.store, place); },
            .exported = [this](const auto& items) { return here.store->exported(items); }};
  }
  Exported write() { return write(source()); }
  Exported write(const ExportSource& from) {
    return export_waiting(from, here.hall.terminal, stick.path(), here.hall.clock,
                          [](const ExportProgress&) {})
        .value();
  }

  /// What the centre makes of a package; the answers of each record.
  std::vector<Bytes> import(const std::filesystem::path& file) {
    auto reader = PackageReader::open(file).value();
    REQUIRE(reader.check(here.hall.terminal.receipt_key.public_key()));
    std::vector<Bytes> answers;
    for (auto record = reader.next(); record && *record; record = reader.next()) {
      const auto plain = crypto::open_sealed(**record, keys.sealing_key, keys.sealing).value();
      auto taken = centre::take_record(*ledger, keys, here.hall.clock.now(), "0417", plain).value();
      answers.push_back(taken.answers);
      later += taken.later;
    }
    return answers;
  }
  AnswerCounts take(const std::vector<Bytes>& answers) {
    AnswerCounts total;
    for (const Bytes& record : answers) {
      total += take_answers(*here.store, record, here.hall.terminal.centre_key).value();
    }
    return total;
  }
  ItemState state(const domain::Receipt& receipt) { return here.store->find(receipt.item)->state; }
  /// With one photograph of so many bytes, at most what a part holds.
  domain::Receipt submit_large(std::size_t bytes) {
    std::string photograph(bytes, '\0');
    for (char& byte : photograph) byte = static_cast<char>(random());  // packing saves nothing
    std::vector<Attachment> attachments;
    attachments.push_back({"photo", "image/jpeg", content_in_memory(std::move(photograph))});
    auto application = here.hall.application();
    application.answers.erase("signature");
    return here.store->submit(application, here.hall.terminal, std::move(attachments)).value();
  }
  std::size_t batch_bytes() { return next_batch(*here.store, {}).value().record.size(); }

  int later = 0;
  std::mt19937 random{20261122};
};

}  // namespace

TEST_CASE("what waits goes to the centre on a stick, and its acceptances come back") {
  StickRig rig;
  const auto one = rig.here.submit();
  const auto two = rig.here.submit();
  const auto written = rig.write();
  REQUIRE(written.packages.size() == 1);
  CHECK(written.total.items == 2);
  CHECK(rig.state(one) == ItemState::exported);
  CHECK(rig.here.store->counts()->waiting == 2);

  const auto answers = rig.import(written.packages[0]);
  CHECK(rig.ledger->items(10)->size() == 2);
  CHECK(rig.take(answers).accepted == 2);
  CHECK(rig.state(one) == ItemState::accepted);
  CHECK(rig.state(two) == ItemState::accepted);
  CHECK(rig.here.store->counts()->waiting == 0);
  CHECK(rig.write().packages.empty());  // nothing waits any more
}

TEST_CASE("coming twice, by two sticks or by stick and line, changes nothing") {
  StickRig rig;
  rig.here.submit();
  const auto first = rig.write();
  const auto second = rig.write();  // the first stick got lost
  REQUIRE(second.packages.size() == 1);
  const auto answers = rig.import(second.packages[0]);
  CHECK(rig.take(answers).accepted == 1);
  const auto again = rig.import(first.packages[0]);  // it turned up
  CHECK(rig.ledger->items(10)->size() == 1);
  const auto counts = rig.take(again);
  CHECK(counts.accepted == 0);
  CHECK(counts.known == 1);
  CHECK(rig.here.store->counts()->for_staff == 0);
}

TEST_CASE("an item on a stick is still sent by line, and is on the stick again if that fails") {
  StickRig rig;
  const auto receipt = rig.here.submit();
  rig.write();
  const auto leased = rig.here.store->lease(std::chrono::minutes{1});
  REQUIRE(leased);
  CHECK(leased->commit.link.item == receipt.item);
  REQUIRE(rig.here.store->release(receipt.item, rig.here.hall.clock.now(), "out of reach"));
  CHECK(rig.state(receipt) == ItemState::exported);
  CHECK(rig.here.store->next_due());
  REQUIRE(rig.here.store->lease(std::chrono::minutes{1}));
  rig.here.reopened().swap(rig.here.store);  // the process died meanwhile
  REQUIRE(rig.here.store);
  CHECK(rig.state(receipt) == ItemState::exported);
}

namespace {

constexpr int kSmall = 40;

/// The first record is full after the part of an item and before its commit. That item.
domain::Receipt submit_across_two_records(StickRig& rig) {
  for (int i = 0; i < kSmall; ++i) rig.here.submit();
  constexpr std::size_t kSealed = 1'000;  // more than sealing adds to the part
  constexpr std::size_t kLeft = 1'500;    // less than a commit takes
  const auto split =
      rig.submit_large(package::kFullRecordBytes - rig.batch_bytes() - kSealed - kLeft);
  const auto batch = next_batch(*rig.here.store, {}).value();
  REQUIRE_FALSE(batch.done);
  REQUIRE(batch.items.size() == kSmall);
  REQUIRE(batch.next.parts == 1);
  return split;
}

}  // namespace

TEST_CASE("an item that is larger than what is left of a record goes on in the next") {
  StickRig rig;
  const auto split = submit_across_two_records(rig);
  const auto large = rig.submit_large(180'000);
  const auto written = rig.write();
  CHECK(written.total.items == kSmall + 2);
  const auto answers = rig.import(written.packages[0]);
  CHECK(answers.size() == 2);
  CHECK(rig.take(answers).accepted == kSmall + 2);
  CHECK(rig.ledger->parts_of(split.item)->size() == 1);
  CHECK(rig.state(large) == ItemState::accepted);
}

TEST_CASE("an item that is accepted while it is written does not shift the next one's parts") {
  StickRig rig;
  const auto split = submit_across_two_records(rig);
  const auto next = rig.submit_large(100'000);
  ExportSource source = rig.source();
  bool begun = false;
  const auto honest = source.batch;
  source.batch = [&](const ExportPlace& place) {
    if (std::exchange(begun, true)) {  // the line was back
      REQUIRE(rig.here.store->acknowledge(protocol::accept(
          rig.here.store->chain_link(split.item).value(), {}, {}, rig.here.hall.centre)));
    }
    return honest(place);
  };
  const auto written = rig.write(source);
  CHECK(written.total.items == kSmall + 1);
  CHECK(rig.take(rig.import(written.packages[0])).accepted == kSmall + 1);
  CHECK(rig.later == 0);
  CHECK(rig.state(next) == ItemState::accepted);
}

TEST_CASE("an acceptance by another key, or of another item, proves nothing") {
  StickRig rig;
  const auto receipt = rig.here.submit();
  const auto link = rig.here.store->chain_link(receipt.item).value();
  auto other = link;
  other.sequence = 7;
  Bytes record;
  package::append_acceptance(record, protocol::accept(link, {}, {}, crypto::SigningKey::generate()),
                             false);
  package::append_acceptance(record, protocol::accept(other, {}, {}, rig.here.hall.centre), false);
  CHECK(rig.take({record}).unproven == 2);
  CHECK(rig.state(receipt) == ItemState::stored);
}

TEST_CASE("what the centre refused goes to staff, unless it is accepted already") {
  StickRig rig;
  const auto refused = rig.here.submit();
  const auto accepted = rig.here.submit();
  REQUIRE(rig.here.store->acknowledge(protocol::accept(
      rig.here.store->chain_link(accepted.item).value(), {}, {}, rig.here.hall.centre)));
  Bytes record;
  package::append_refusal(record, refused.item, "urn:linli:problem:place-taken");
  package::append_refusal(record, accepted.item, "urn:linli:problem:place-taken");
  package::append_refusal(record, {}, "urn:linli:problem:place-taken");
  const auto counts = rig.take({record});
  CHECK(counts.refused == 1);
  CHECK(counts.known == 1);
  CHECK(counts.not_here == 1);
  CHECK(rig.state(refused) == ItemState::quarantined);
  CHECK(rig.state(accepted) == ItemState::accepted);
  CHECK(rig.take({record}).refused == 0);  // it is in quarantine
}

TEST_CASE("items of another terminal are refused, whoever signed the package") {
  StickRig rig;
  auto application = rig.here.hall.application();
  REQUIRE(rig.here.store->submit(application, rig.here.hall.terminal));
  const auto batch = next_batch(*rig.here.store, {}).value();
  const auto taken =
      centre::take_record(*rig.ledger, rig.keys, rig.here.hall.clock.now(), "0418", batch.record);
  REQUIRE(taken);
  CHECK(taken->refused == 1);
  CHECK(rig.ledger->items(10)->empty());
}

TEST_CASE("a damaged part keeps its item at home and no other") {
  StickRig rig;
  const auto damaged = rig.here.submit();
  const auto good = rig.here.submit();
  rig.here.tamper(
      "UPDATE outbox_part SET sealed = zeroblob(size) WHERE item = (SELECT id FROM"
      " outbox_item WHERE sequence = 1)");
  rig.here.store = rig.here.reopened();
  const auto written = rig.write();
  CHECK(written.total.items == 1);
  CHECK(rig.take(rig.import(written.packages[0])).accepted == 1);
  CHECK(rig.state(damaged) == ItemState::quarantined);
  CHECK(rig.state(good) == ItemState::accepted);
}

TEST_CASE("what is left out of an export because it is damaged is counted") {
  StickRig rig;
  for (int i = 0; i < 3; ++i) rig.here.submit();
  rig.here.tamper("UPDATE outbox_item SET sealed_manifest = zeroblob(9) WHERE sequence = 2");
  auto options = rig.here.options();
  options.checks_at_open = false;
  rig.here.store = std::move(Store::open(options, rig.here.hall.clock).value());
  const auto written = rig.write();
  CHECK(written.total.items == 2);
  CHECK(written.left_out == 1);
  CHECK(rig.write().left_out == 0);  // it is in quarantine
}

TEST_CASE("a stick that can't be written to says so and leaves the queue as it was") {
  StickRig rig;
  const auto receipt = rig.here.submit();
  const auto failed = export_waiting(rig.source(), rig.here.hall.terminal, "/no/such/stick",
                                     rig.here.hall.clock, [](const ExportProgress&) {});
  REQUIRE_FALSE(failed);
  CHECK(failed.error().why == ExportError::Why::medium);
  CHECK(rig.state(receipt) == ItemState::stored);
}

TEST_CASE("an export that is stopped leaves nothing on the stick") {
  StickRig rig;
  const auto receipt = rig.here.submit();
  std::stop_source stopping;
  ExportSource source = rig.source();
  const auto honest = source.batch;
  source.batch = [&](const ExportPlace& place) {
    stopping.request_stop();
    return honest(place);
  };
  const auto failed = export_waiting(
      source, rig.here.hall.terminal, rig.stick.path(), rig.here.hall.clock,
      [](const ExportProgress&) {}, stopping.get_token());
  REQUIRE_FALSE(failed);
  CHECK(failed.error().why == ExportError::Why::stopped);
  CHECK(std::filesystem::is_empty(rig.stick.path()));
  CHECK(rig.state(receipt) == ItemState::stored);
}
