#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <thread>

#include "tests/centre/ledger/ledger_fixture.h"

using namespace linli;
using namespace linli::centre;
using namespace linli::centre::tests;

namespace {

const Accepted& accepted(const CommitOutcome& outcome) {
  REQUIRE(std::holds_alternative<Accepted>(outcome));
  return std::get<Accepted>(outcome);
}

CommitRefusal refusal(const CommitOutcome& outcome) {
  REQUIRE(std::holds_alternative<CommitRefusal>(outcome));
  return std::get<CommitRefusal>(outcome);
}

}  // namespace

LEDGER_TEST_CASE("a committed item is accepted with proof") {
  LedgerFixture hall(TestType::kind);
  const auto commit = Chain().next();
  const auto outcome = hall.commit(commit);
  CHECK_FALSE(accepted(outcome).repeated);
  CHECK(proves(accepted(outcome).acceptance, commit.link, hall.key().public_key()));
  CHECK(accepted(outcome).acceptance.chain_head == hash_of(commit.link));
}

LEDGER_TEST_CASE("a repeated commit answers the acceptance given the first time") {
  LedgerFixture hall(TestType::kind);
  const auto commit = Chain().next();
  const auto first = to_json(accepted(hall.commit(commit)).acceptance);
  hall.reopen();
  const auto again = hall.commit(commit, morning() + std::chrono::hours{5});
  CHECK(accepted(again).repeated);
  CHECK(to_json(accepted(again).acceptance) == first);
  CHECK(hall.ledger().items(10)->size() == 1);
}

LEDGER_TEST_CASE("the same id with other content is refused and changes nothing") {
  LedgerFixture hall(TestType::kind);
  auto commit = Chain().next();
  (void)accepted(hall.commit(commit));
  commit.link.content[0] ^= 1;
  CHECK(refusal(hall.commit(commit)) == CommitRefusal::digest_differs);
  CHECK(hall.ledger().items(10)->size() == 1);
}

LEDGER_TEST_CASE("a missing sequence does not block later items, and may follow") {
  LedgerFixture hall(TestType::kind);
  Chain chain;
  const auto first = chain.next();
  const auto second = chain.next();
  const auto third = chain.next();
  (void)accepted(hall.commit(third));
  (void)accepted(hall.commit(first));
  const auto last = hall.commit(second);
  CHECK(accepted(last).acceptance.chain_head == hash_of(third.link));
}

LEDGER_TEST_CASE("another item at a taken place of the chain is refused") {
  LedgerFixture hall(TestType::kind);
  Chain chain;
  const auto commit = chain.next();
  (void)accepted(hall.commit(commit));
  auto fork = commit;
  fork.link.item = base::make_uuid_v7(morning());
  CHECK(refusal(hall.commit(fork)) == CommitRefusal::place_taken);
}

LEDGER_TEST_CASE("an item that does not follow the one before it is refused") {
  LedgerFixture hall(TestType::kind);
  Chain chain;
  (void)accepted(hall.commit(chain.next()));
  auto second = chain.next();
  second.link.previous[5] ^= 1;
  CHECK(refusal(hall.commit(second)) == CommitRefusal::chain_broken);
}

LEDGER_TEST_CASE("an item that the one after it does not follow is refused") {
  LedgerFixture hall(TestType::kind);
  Chain chain;
  (void)chain.next();
  auto second = chain.next();
  (void)accepted(hall.commit(chain.next()));
  second.link.content[0] ^= 1;
  CHECK(refusal(hall.commit(second)) == CommitRefusal::chain_broken);
}

LEDGER_TEST_CASE("a chain begins with nothing before it, and another incarnation begins anew") {
  LedgerFixture hall(TestType::kind);
  auto commit = Chain().next();
  commit.link.previous[0] = 1;
  CHECK(refusal(hall.commit(commit)) == CommitRefusal::chain_broken);
  (void)accepted(hall.commit(Chain().next()));
  (void)accepted(hall.commit(Chain().next()));
}

LEDGER_TEST_CASE("parts inside a commit are stored with it, beside those that came before") {
  LedgerFixture hall(TestType::kind);
  auto commit = Chain().next();
  const auto one = part(commit.link.item, 1, "one");
  const auto two = part(commit.link.item, 2, "two");
  const auto three = part(commit.link.item, 3, "three");
  commit.parts = {named(one), named(two), named(three)};
  commit.inside = {{2, two.sealed}};
  REQUIRE(hall.ledger().store_part(one) == PartOutcome::stored);
  const auto outcome = hall.commit(commit);
  REQUIRE(std::holds_alternative<PartsMissing>(outcome));
  CHECK(std::get<PartsMissing>(outcome).numbers == std::vector{3});
  commit.inside = {{1, one.sealed}, {2, two.sealed}, {3, three.sealed}};
  (void)accepted(hall.commit(commit));
  CHECK(accepted(hall.commit(commit)).repeated);
  const auto stored = hall.ledger().parts_of(commit.link.item).value();
  REQUIRE(stored.size() == 3);
  CHECK(stored[0].sealed == one.sealed);
  CHECK(stored[2].sealed == three.sealed);
}

LEDGER_TEST_CASE("a part inside a commit does not replace other bytes that came before") {
  LedgerFixture hall(TestType::kind);
  auto commit = Chain().next();
  const auto one = part(commit.link.item, 1, "one");
  commit.parts = {named(one)};
  commit.inside = {{1, one.sealed}};
  REQUIRE(hall.ledger().store_part(part(commit.link.item, 1, "eno")) == PartOutcome::stored);
  CHECK(refusal(hall.commit(commit)) == CommitRefusal::digest_differs);
}

LEDGER_TEST_CASE("a commit says which parts are missing and is accepted when they are here") {
  LedgerFixture hall(TestType::kind);
  Chain chain;
  auto commit = chain.next();
  const auto one = part(commit.link.item, 1, "one");
  const auto two = part(commit.link.item, 2, "two");
  commit.parts = {named(one), named(two)};
  REQUIRE(hall.ledger().store_part(one) == PartOutcome::stored);
  const auto outcome = hall.commit(commit);
  REQUIRE(std::holds_alternative<PartsMissing>(outcome));
  CHECK(std::get<PartsMissing>(outcome).numbers == std::vector{2});
  CHECK(hall.ledger().items(10)->empty());
  REQUIRE(hall.ledger().store_part(two) == PartOutcome::stored);
  (void)accepted(hall.commit(commit));
  const auto stored = hall.ledger().parts_of(commit.link.item).value();
  REQUIRE(stored.size() == 2);
  CHECK(stored[1].sealed == two.sealed);
}

LEDGER_TEST_CASE("a commit that names other bytes than the stored part is refused") {
  LedgerFixture hall(TestType::kind);
  auto commit = Chain().next();
  const auto one = part(commit.link.item, 1, "one");
  REQUIRE(hall.ledger().store_part(one) == PartOutcome::stored);
  commit.parts = {named(one)};
  commit.parts[0].digest[0] ^= 1;
  CHECK(refusal(hall.commit(commit)) == CommitRefusal::digest_differs);
}

LEDGER_TEST_CASE("repeating a part changes nothing, other bytes are refused") {
  LedgerFixture hall(TestType::kind);
  const auto item = base::make_uuid_v7(morning());
  CHECK(hall.ledger().store_part(part(item, 1, "one")) == PartOutcome::stored);
  CHECK(hall.ledger().store_part(part(item, 1, "one")) == PartOutcome::known);
  CHECK(hall.ledger().store_part(part(item, 1, "two")) == PartOutcome::digest_differs);
  CHECK(hall.ledger().store_part(part(item, 2, "x", "0418")) == PartOutcome::digest_differs);
}

LEDGER_TEST_CASE("parts that are never committed have a bound for each terminal") {
  LedgerFixture hall(TestType::kind);
  const auto send = [&hall](const std::string& terminal) {
    return hall.ledger().store_part(part(base::make_uuid_v7(morning()), 1, "p", terminal)).value();
  };
  for (int i = 0; i < 2000; ++i) REQUIRE(send("0417") == PartOutcome::stored);
  CHECK(send("0417") == PartOutcome::too_many);
  CHECK(send("0418") == PartOutcome::stored);
}

LEDGER_TEST_CASE("eight threads that commit the same items store each exactly once") {
  LedgerFixture hall(TestType::kind);
  Chain chain;
  std::vector<protocol::Commit> commits;
  for (int i = 0; i < 20; ++i) commits.push_back(chain.next());
  std::atomic<int> fresh = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        for (const auto& commit : commits) {
          const auto outcome = hall.ledger().commit(commit, morning(), hall.key(), {});
          if (outcome && !std::get<Accepted>(*outcome).repeated) ++fresh;
        }
      });
    }
  }
  CHECK(fresh == 20);
  CHECK(hall.ledger().items(100)->size() == 20);
}
