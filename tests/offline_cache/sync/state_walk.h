#pragma once
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "offline_cache/sync/day_closer.h"
#include "tests/offline_cache/sync/ledger_centre.h"

namespace linli::tests {

/// Where an item stands, as people would tell it: the states that a store gives an item, and two
/// that it keeps in other tables.
enum class Standing { stored, sending, accepted, quarantined, set_aside, emptied };
inline constexpr const char* kStandings[] = {"stored",      "sending",   "accepted",
                                             "quarantined", "set aside", "emptied"};

/// On its way to the centre.
inline bool waits(Standing standing) {
  return standing == Standing::stored || standing == Standing::sending;
}

/// As in the store: a time further away comes from a clock that was set back since.
inline constexpr std::chrono::hours kLongestWait{2};

/// What the model knows of an item.
struct ModelItem {
  Standing standing = Standing::stored;
  protocol::ChainLink link{};
  int attempts = 0;
  base::WallTime next_attempt{};
  base::WallTime lease_until{};
  bool covered = false;  // an agreed day close covers it
  bool closed = false;   // and names it
  base::WallTime closed_at{};
};

/// How far the chain has come: how many incarnations were begun, and the last sequence.
struct ModelLife {
  int incarnation = 0;
  std::uint64_t sequence = 0;
  bool operator==(const ModelLife&) const = default;
};

struct Model {
  std::map<base::Uuid, ModelItem> items;
  ModelLife life;
};

/// An item that stood so came to stand so by a verb.
struct Move {
  Standing from;
  std::string verb;
  Standing to;
  auto operator<=>(const Move&) const = default;
};
/// Every move that there is (offline_cache/README.md has the same table), but a restored backup's:
/// then all stands as it did when the backup was made.
const std::vector<Move>& allowed_moves();

/// What walks have seen, over all of them.
struct WalkCoverage {
  std::set<std::pair<std::string, Standing>> pairs;  // verbs that met an item standing so
  std::set<Move> moves;
  std::map<Standing, int> ends_sought;      // items standing so when the centre came up
  std::chrono::milliseconds longest_way{};  // until all of a walk's items had an end
  int steps = 0;
};

/// A random walk over all that happens to the items of a store (a fixed seed each), with a small
/// model going the same way. The store is real, and so are engine, day close and ledger; the
/// clock is the test's.
class StateWalk {
 public:
  StateWalk(unsigned seed, WalkCoverage& coverage);

  /// Before the first step: a store that does not make this move.
  void break_move(std::string_view from, std::string_view to);
  void walk(int steps);
  /// The centre is up from here on: waits as long as any item may take, and tells those that are
  /// neither accepted nor before a person then. Staff set aside what is theirs, and close the day.
  void reach_ends();
  /// What did not go as the model says, and what is stuck.
  const std::vector<std::string>& findings() const { return findings_; }

 private:
  struct Verb {
    const char* name;
    void (StateWalk::*act)();
    int weight;
  };
  static const std::vector<Verb>& verbs();
  const Verb& next_verb();

  // Verbs (state_walk_verbs.cpp): on the store and on the model.
  void submit();
  void lease();
  void part_sent();
  void parts_missing();
  void release();
  void acknowledge();
  void quarantine();
  void requeue();
  void set_aside();
  void send_again();
  void make_all_due();
  void close_books();
  void retention();
  void crash();
  void back_up();
  void restore();
  void new_incarnation();
  void time_passes();
  void clock_is_set();
  void a_month_passes();

  int random(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  base::WallTime now() const { return here_.hall.clock.now(); }
  /// An item that stands so, or any; becomes the verb's target. Null: there is none.
  ModelItem* target(std::optional<Standing> standing = {});
  void make_due(ModelItem& item);
  void close_items(const protocol::DayClose& close);
  bool behind() const;
  void open();
  void expect(bool holds, const std::string& what);  // tells a few, lest they drown the rest
  void tell(const std::string& what);
  void note(const Verb& verb, const Model& before);
  void compare();
  /// How an item stands in the store.
  std::map<base::Uuid, Standing> standings();
  void close_the_day();

  StoreInFolder here_{folder_in_memory()};
  LedgerCentre centre_{here_.hall, folder_in_memory()};
  ScriptedTransport transport_{answers_of(centre_), &here_.hall.clock};
  offline_cache::StoreGate gate_ = [this](const std::function<void(offline_cache::Store&)>& job) {
    job(*here_.store);
    return true;
  };
  std::stop_source nobody_;
  WalkCoverage& coverage_;
  std::mt19937 random_;
  unsigned seed_;
  Model model_;
  ModelLife mark_;
  std::optional<Model> backup_;
  TemporaryFolder backup_folder_{folder_in_memory()};
  int incarnations_ = 0;
  bool restored_ = false;
  std::set<std::string> receipts_;
  const char* verb_ = "the beginning";
  std::optional<base::Uuid> target_;  // of the verb; empty: it concerns all
  std::vector<std::string> findings_;
};

}  // namespace linli::tests
