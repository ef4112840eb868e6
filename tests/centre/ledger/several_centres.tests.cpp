#include <barrier>
#include <catch2/catch_test_macros.hpp>
#include <thread>

#include "centre/ledger/postgres_ledger.h"
#include "tests/centre/ledger/ledger_fixture.h"

using namespace linli;
using namespace linli::centre;
using namespace linli::centre::tests;

namespace {

constexpr int kRounds = 50;

/// Two centres on one PostgreSQL database, under the same keys.
class TwoCentres {
 public:
  Ledger& first() { return hall_.ledger(); }
  Ledger& second() { return *second_; }
  LedgerFixture& hall() { return hall_; }

  /// What both answer to calls that begin at the same moment.
  template <class Call>
  auto at_once(Call call) {
    using Answer = std::invoke_result_t<Call, Ledger&, int>;
    std::pair<std::optional<Answer>, std::optional<Answer>> answers;
    std::barrier start(2);
    {
      const std::jthread other([&] {
        start.arrive_and_wait();
        answers.second = call(second(), 1);
      });
      start.arrive_and_wait();
      answers.first = call(first(), 0);
    }
    return std::array{*std::move(answers.first), *std::move(answers.second)};
  }

  std::array<CommitOutcome, 2> commit_at_once(const protocol::Commit& one,
                                              const protocol::Commit& other) {
    const auto answers = at_once([&](Ledger& ledger, int which) {
      return ledger.commit(which == 0 ? one : other, morning(), hall_.key(), {});
    });
    return {answers[0].value(), answers[1].value()};
  }

 private:
  LedgerFixture hall_{LedgerKind::postgres};
  std::unique_ptr<Ledger> second_ = hall_.database().open().value();
};

/// One was accepted, and the other refused for this reason.
bool one_was_refused(const std::array<CommitOutcome, 2>& outcomes, CommitRefusal reason) {
  const bool first = std::holds_alternative<Accepted>(outcomes[0]);
  const auto* const refused = std::get_if<CommitRefusal>(&outcomes[first ? 1 : 0]);
  return (first || std::holds_alternative<Accepted>(outcomes[1])) && refused && *refused == reason;
}

}  // namespace

TEST_CASE("an item that two centres commit at once is there once, and both answer alike") {
  TwoCentres centres;
  Chain chain;
  for (int round = 0; round < kRounds; ++round) {
    const auto item = chain.next();
    const auto outcomes = centres.commit_at_once(item, item);
    const auto& one = std::get<Accepted>(outcomes[0]);
    const auto& other = std::get<Accepted>(outcomes[1]);
    CHECK(one.repeated != other.repeated);
    CHECK(to_json(one.acceptance) == to_json(other.acceptance));
  }
  CHECK(centres.first().items(1000)->size() == kRounds);
}

TEST_CASE("of two items for one place in a chain one is accepted, the other refused") {
  TwoCentres centres;
  for (int round = 0; round < kRounds; ++round) {
    const auto item = Chain().next();
    auto fork = item;
    fork.link.item = base::make_uuid_v7(morning());
    CHECK(one_was_refused(centres.commit_at_once(item, fork), CommitRefusal::place_taken));
  }
}

TEST_CASE("of two neighbours that do not fit each other one is accepted, the other refused") {
  TwoCentres centres;
  for (int round = 0; round < kRounds; ++round) {
    Chain chain;
    const auto item = chain.next();
    auto next = chain.next();
    next.link.previous[0] ^= 1;
    CHECK(one_was_refused(centres.commit_at_once(item, next), CommitRefusal::chain_broken));
  }
}

TEST_CASE("neighbours that two centres commit at once both find their place") {
  TwoCentres centres;
  Chain chain;
  for (int round = 0; round < kRounds; ++round) {
    const auto item = chain.next();
    const auto next = chain.next();
    const auto outcomes = centres.commit_at_once(item, next);
    CHECK(std::holds_alternative<Accepted>(outcomes[0]));
    // Whichever came last was told the chain's head of that moment.
    CHECK(std::get<Accepted>(outcomes[1]).acceptance.chain_head == hash_of(next.link));
  }
}

TEST_CASE("an id that two terminals use at once belongs to one of them") {
  TwoCentres centres;
  for (int round = 0; round < kRounds; ++round) {
    const auto item = Chain("0417").next();
    auto foreign = Chain("0418").next();
    foreign.link.item = item.link.item;
    CHECK(one_was_refused(centres.commit_at_once(item, foreign), CommitRefusal::digest_differs));
  }
}

TEST_CASE("a part that two centres receive at once is stored once") {
  TwoCentres centres;
  for (int round = 0; round < kRounds; ++round) {
    const auto one = part(base::make_uuid_v7(morning()), 1, "one");
    const auto answers =
        centres.at_once([&](Ledger& ledger, int) { return ledger.store_part(one).value(); });
    CHECK(std::ranges::count(answers, PartOutcome::stored) == 1);
    CHECK(std::ranges::count(answers, PartOutcome::known) == 1);
  }
}

TEST_CASE("a code that is used at two centres at once enrols one terminal") {
  TwoCentres centres;
  for (int round = 0; round < kRounds; ++round) {
    REQUIRE(
        centres.first().keep_code({"0500", crypto::Digest{5}, morning() + std::chrono::hours{1}}));
    const auto answers = centres.at_once([&](Ledger& ledger, int which) {
      const crypto::Digest certificate{static_cast<std::uint8_t>(which)};
      return ledger.enrol({"0500", certificate, {}, morning(), {}, {}}, crypto::Digest{5}).value();
    });
    CHECK(std::ranges::count(answers, EnrolmentOutcome::enrolled) == 1);
    CHECK(std::ranges::count(answers, EnrolmentOutcome::no_code) == 1);
  }
}

TEST_CASE("centres that start at once on an empty database make its tables once") {
  LedgerFixture hall(LedgerKind::postgres);
  for (int round = 0; round < 5; ++round) {
    const auto empty = hall.database().server().create_database();
    std::array<bool, 4> opened{};
    {
      std::vector<std::jthread> centres;
      for (bool& one : opened) {
        centres.emplace_back([&] { one = PostgresLedger::open(empty).has_value(); });
      }
    }
    CHECK(opened == std::array{true, true, true, true});
    CHECK(hall.database().server().sql(empty, "SELECT count(*) FROM ledger_version") == "1\n");
  }
}
