#include <catch2/catch_test_macros.hpp>
#include <random>
#include <thread>

#include "tests/centre/ledger/ledger_fixture.h"

using namespace linli;
using namespace linli::centre;
using namespace linli::centre::tests;

namespace {

constexpr std::size_t kItemsForEachKill = 8;

/// A terminal that sends item after item until the centre fails, and keeps what
/// it was promised.
class Sender {
 public:
  explicit Sender(std::string terminal) : terminal_(terminal), chain_(std::move(terminal)) {}

  void make_items() {
    first_ = commits_.size();
    for (std::size_t i = 0; i < kItemsForEachKill; ++i) {
      auto picture = part(base::make_uuid_v7(morning()), 1, std::string(20'000, 'p'), terminal_);
      auto commit = chain_.next({named(picture)});
      picture.item = commit.link.item;
      parts_.push_back(std::move(picture));
      commits_.push_back(std::move(commit));
    }
  }
  void send_until_it_fails(LedgerFixture& hall) {
    for (auto i = first_; i < commits_.size() && send(hall, i); ++i) {
    }
  }
  bool was_cut_off() const { return promised_.size() < kItemsForEachKill; }
  /// Every promise holds, and what was not promised can be sent again.
  void check_after_recovery(LedgerFixture& hall) {
    for (const auto& [which, acceptance] : std::exchange(promised_, {})) {
      const auto again = std::get<Accepted>(hall.commit(commits_[which]));
      REQUIRE(again.repeated);
      REQUIRE(to_json(again.acceptance) == acceptance);
      REQUIRE(hall.ledger().parts_of(commits_[which].link.item)->size() == 1);
    }
    for (auto i = first_; i < commits_.size(); ++i) REQUIRE(send(hall, i));
    promised_.clear();
  }
  std::size_t items() const { return commits_.size(); }

 private:
  bool send(LedgerFixture& hall, std::size_t which) {
    if (!hall.ledger().store_part(parts_[which])) return false;
    const auto outcome = hall.ledger().commit(commits_[which], morning(), hall.key(), {});
    if (!outcome) return false;
    promised_.emplace_back(which, to_json(std::get<Accepted>(*outcome).acceptance));
    return true;
  }

  std::string terminal_;
  Chain chain_;
  std::vector<protocol::Commit> commits_;
  std::vector<Part> parts_;  // one of each commit
  std::size_t first_ = 0;    // made for the next kill
  std::vector<std::pair<std::size_t, std::string>> promised_;
};

/// Two terminals commit, and the whole server is killed at random moments of it.
void survives(int kills) {
  LedgerFixture hall(LedgerKind::postgres);
  std::array senders{Sender("0417"), Sender("0418")};
  std::mt19937 random(20261122);
  int cut_off = 0;
  for (int kill = 0; kill < kills; ++kill) {
    {
      std::vector<std::jthread> threads;
      for (Sender& sender : senders) {
        sender.make_items();
        threads.emplace_back([&] { sender.send_until_it_fails(hall); });
      }
      // Where in the sending the kill falls is the point; no result depends on it.
      std::this_thread::sleep_for(std::chrono::microseconds{random() % 60'000});
      hall.database().server().kill();
    }
    for (const Sender& sender : senders) cut_off += sender.was_cut_off() ? 1 : 0;
    hall.database().server().start();
    for (Sender& sender : senders) sender.check_after_recovery(hall);
  }
  CHECK(hall.ledger().items(100'000)->size() == senders[0].items() + senders[1].items());
  CHECK(cut_off > 0);
  WARN(kills << " kills; of " << 2 * kills << " runs of items " << cut_off << " were cut off");
}

}  // namespace

TEST_CASE("a database server killed at 20 random moments loses nothing that was accepted") {
  survives(20);
}

TEST_CASE("a database server killed at 200 random moments loses nothing that was accepted",
          "[long]") {
  survives(200);
}
