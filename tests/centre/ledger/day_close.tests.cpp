#include <catch2/catch_test_macros.hpp>

#include "tests/centre/ledger/ledger_fixture.h"

using namespace linli;
using namespace linli::centre;
using namespace linli::centre::tests;
using protocol::DayCloseDifference;

namespace {

struct Books {
  LedgerFixture hall;
  std::vector<protocol::Commit> items;

  Books(LedgerKind kind, int count) : hall(kind) {
    Chain chain;
    for (int i = 0; i < count; ++i) items.push_back(chain.next());
  }
  void commit_all() {
    for (const auto& item : items) (void)hall.commit(item);
  }
  protocol::DayClose close() const {
    const auto& last = items.back().link;
    return {last.terminal,
            last.incarnation,
            1,
            last.sequence,
            {},
            hash_of(last),
            base::hall_time(morning()).date};
  }
  protocol::DayCloseAnswer ask(const protocol::DayClose& close,
                               std::vector<protocol::ChainMark> marks = {},
                               base::WallTime now = morning()) {
    return hall.ledger().close_day({close, std::move(marks)}, now, hall.key()).value();
  }
  DayCloseDifference difference(const protocol::DayClose& close,
                                std::vector<protocol::ChainMark> marks = {}) {
    const auto answer = ask(close, std::move(marks));
    REQUIRE(std::holds_alternative<DayCloseDifference>(answer));
    return std::get<DayCloseDifference>(answer);
  }
};

using Sequences = std::vector<std::uint64_t>;

protocol::AgreedDayClose close_dead(Books& books, const protocol::DayClose& named) {
  const auto answer =
      books.hall.ledger().close_recovered(named, morning(), books.hall.key()).value();
  REQUIRE(std::holds_alternative<protocol::AgreedDayClose>(answer));
  return std::get<protocol::AgreedDayClose>(answer);
}

}  // namespace

LEDGER_TEST_CASE("a range that both sides hold is agreed, and asked again the answer is the same") {
  Books books(TestType::kind, 3);
  books.commit_all();
  const auto first = books.ask(books.close());
  REQUIRE(std::holds_alternative<protocol::AgreedDayClose>(first));
  CHECK(proves(std::get<protocol::AgreedDayClose>(first), books.close(),
               books.hall.key().public_key()));
  books.hall.reopen();
  const auto again = books.ask(books.close(), {}, morning() + std::chrono::hours{1});
  CHECK(to_json(again) == to_json(first));
  CHECK(books.hall.ledger().day_closes(10)->size() == 1);
  CHECK(books.hall.ledger().open_ranges()->empty());
}

LEDGER_TEST_CASE("a missing item is named, nothing is closed, and later it is") {
  Books books(TestType::kind, 3);
  (void)books.hall.commit(books.items[0]);
  (void)books.hall.commit(books.items[2]);
  const auto told = books.difference(books.close());
  CHECK(told.missing == Sequences{2});
  CHECK(told.there == 2);
  CHECK_FALSE(told.differs_from);
  CHECK(books.hall.ledger().day_closes(10)->empty());
  const auto open = books.hall.ledger().open_ranges();
  REQUIRE(open->size() == 1);
  CHECK(open->at(0).items == 2);
  (void)books.hall.commit(books.items[1]);
  CHECK(std::holds_alternative<protocol::AgreedDayClose>(books.ask(books.close())));
}

LEDGER_TEST_CASE("what was set aside is not missed") {
  Books books(TestType::kind, 3);
  (void)books.hall.commit(books.items[0]);
  (void)books.hall.commit(books.items[2]);
  auto close = books.close();
  close.without = {2};
  CHECK(std::holds_alternative<protocol::AgreedDayClose>(books.ask(close)));
}

LEDGER_TEST_CASE("an item that the range does not name is told, within it and past its end") {
  Books books(TestType::kind, 4);
  books.commit_all();
  auto close = books.close();
  close.last_sequence = 3;
  close.chain_head = hash_of(books.items[2].link);
  close.without = {2};
  const auto told = books.difference(close);
  CHECK(told.missing.empty());
  CHECK(told.unknown == std::vector<protocol::HeldItem>{{books.items[1].link.item, 2},
                                                        {books.items[3].link.item, 4}});
}

LEDGER_TEST_CASE("another head is told, and with marks the first sequence that differs") {
  Books books(TestType::kind, 4);
  books.commit_all();
  auto close = books.close();
  close.chain_head[0] ^= 1;
  CHECK(books.difference(close).differs_from == 4);
  std::vector<protocol::ChainMark> marks;
  for (const auto& item : books.items) marks.push_back({item.link.sequence, hash_of(item.link)});
  marks[1].hash[0] ^= 1;
  marks[3].hash[0] ^= 1;
  CHECK(books.difference(close, marks).differs_from == 2);
}

LEDGER_TEST_CASE("two lives of one store are closed apart") {
  Books first(TestType::kind, 2);
  first.commit_all();
  Chain second;
  const auto item = second.next();
  (void)first.hall.commit(item);
  CHECK(std::holds_alternative<protocol::AgreedDayClose>(first.ask(first.close())));
  const auto open = first.hall.ledger().open_ranges();
  REQUIRE(open->size() == 1);
  CHECK(open->at(0).incarnation == item.link.incarnation);
}

LEDGER_TEST_CASE("more than a thousand missing items are not told apart") {
  Books books(TestType::kind, 1);
  books.commit_all();
  auto close = books.close();
  close.last_sequence = protocol::kMostDayCloseRange;
  const auto told = books.difference(close);
  CHECK(told.missing.size() == protocol::kMostDayCloseNames);
  CHECK(told.missing.front() == 2);
  CHECK(told.more_missing);
}

LEDGER_TEST_CASE("of a terminal that died all is closed that is here, also what it does not name") {
  Books books(TestType::kind, 6);
  for (const int here : {0, 1, 4}) (void)books.hall.commit(books.items[static_cast<size_t>(here)]);
  auto named = books.close();  // an old copy of its store: it ends at the second
  named.last_sequence = 2;
  named.chain_head = hash_of(books.items[1].link);
  const auto agreed = close_dead(books, named);
  CHECK(agreed.close.last_sequence == 5);
  CHECK(agreed.close.without == Sequences{3, 4});
  CHECK(agreed.close.chain_head == hash_of(books.items[4].link));
  CHECK(proves(agreed, agreed.close, books.hall.key().public_key()));
  CHECK(books.hall.ledger().open_ranges()->empty());
  CHECK(close_dead(books, named).signature == agreed.signature);  // asked again
  books.hall.reopen();
  CHECK(books.hall.ledger().day_closes(10)->size() == 1);

  (void)books.hall.commit(books.items[2]);  // comes after all
  CHECK(books.hall.ledger().open_ranges()->size() == 1);
  CHECK(close_dead(books, named).close.without == Sequences{4});
  CHECK(books.hall.ledger().open_ranges()->empty());
}

LEDGER_TEST_CASE("of a terminal that died nothing is closed while what it names is not here") {
  Books books(TestType::kind, 3);
  (void)books.hall.commit(books.items[0]);
  const auto told =
      books.hall.ledger().close_recovered(books.close(), morning(), books.hall.key()).value();
  REQUIRE(std::holds_alternative<DayCloseDifference>(told));
  CHECK(std::get<DayCloseDifference>(told).missing == Sequences{2, 3});
  CHECK(books.hall.ledger().day_closes(10)->empty());
  auto other = books.close();
  other.last_sequence = 1;
  other.chain_head[0] ^= 1;
  const auto differs =
      books.hall.ledger().close_recovered(other, morning(), books.hall.key()).value();
  REQUIRE(std::holds_alternative<DayCloseDifference>(differs));
  CHECK(std::get<DayCloseDifference>(differs).differs_from == 1);
}

LEDGER_TEST_CASE("what a dead terminal left out past the last item here stays left out") {
  Books books(TestType::kind, 4);
  (void)books.hall.commit(books.items[0]);
  auto named = books.close();
  named.without = {2, 3, 4};
  named.chain_head = hash_of(books.items[0].link);
  const auto agreed = close_dead(books, named);
  CHECK(agreed.close.last_sequence == 4);
  CHECK(agreed.close.without == Sequences{2, 3, 4});
  CHECK(agreed.close == named);
}
