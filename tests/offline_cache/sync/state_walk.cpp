#include "tests/offline_cache/sync/state_walk.h"

#include <fmt/format.h>

#include <algorithm>

namespace linli::tests {

using namespace offline_cache;
using namespace std::chrono_literals;

namespace {

/// An item may wait that long after the centre came up, and a heartbeat or two.
constexpr auto kLongestWay = kLongestWait + 2min;
constexpr std::size_t kMostFindings = 20;

const char* text(Standing standing) { return kStandings[static_cast<int>(standing)]; }

Standing standing_of(ItemState state, bool aside) {
  switch (state) {
    case ItemState::stored:
    case ItemState::exported:
      return Standing::stored;
    case ItemState::sending:
      return Standing::sending;
    case ItemState::accepted:
      return Standing::accepted;
    case ItemState::returned:
    case ItemState::refused:
    case ItemState::quarantined:
      return aside ? Standing::set_aside : Standing::quarantined;
  }
  return Standing::quarantined;
}

}  // namespace

const std::vector<Move>& allowed_moves() {
  using enum Standing;
  static const std::vector<Move> moves{
      {stored, "lease", sending},           {sending, "lease", stored},  // the lease has ended
      {sending, "release", stored},         {sending, "crash", stored},
      {sending, "back up", stored},  // the process ends for it
      {stored, "quarantine", quarantined},  {sending, "quarantine", quarantined},
      {quarantined, "requeue", stored},     {quarantined, "set aside", set_aside},
      {set_aside, "requeue", stored},       {stored, "acknowledge", accepted},
      {sending, "acknowledge", accepted},   {quarantined, "acknowledge", accepted},
      {set_aside, "acknowledge", accepted}, {accepted, "send again", stored},
      {accepted, "retention", emptied},
  };
  return moves;
}

const std::vector<StateWalk::Verb>& StateWalk::verbs() {
  static const std::vector<Verb> verbs{
      {"submit", &StateWalk::submit, 6},
      {"lease", &StateWalk::lease, 8},
      {"part sent", &StateWalk::part_sent, 2},
      {"parts missing", &StateWalk::parts_missing, 1},
      {"release", &StateWalk::release, 4},
      {"acknowledge", &StateWalk::acknowledge, 9},
      {"quarantine", &StateWalk::quarantine, 2},
      {"requeue", &StateWalk::requeue, 3},
      {"set aside", &StateWalk::set_aside, 3},
      {"send again", &StateWalk::send_again, 1},
      {"make all due", &StateWalk::make_all_due, 1},
      {"close books", &StateWalk::close_books, 4},
      {"retention", &StateWalk::retention, 3},
      {"crash", &StateWalk::crash, 2},
      {"back up", &StateWalk::back_up, 1},
      {"restore", &StateWalk::restore, 1},
      {"new incarnation", &StateWalk::new_incarnation, 2},
      {"time passes", &StateWalk::time_passes, 4},
      {"the clock is set", &StateWalk::clock_is_set, 2},
      {"a month passes", &StateWalk::a_month_passes, 2},
  };
  return verbs;
}

StateWalk::StateWalk(unsigned seed, WalkCoverage& coverage)
    : coverage_(coverage), random_(seed), seed_(seed) {}

void StateWalk::break_move(std::string_view from, std::string_view to) {
  here_.tamper(
      fmt::format("CREATE TRIGGER broken BEFORE UPDATE OF state ON outbox_item"
                  " WHEN old.state = '{}' AND new.state = '{}' BEGIN SELECT RAISE(IGNORE); END",
                  from, to));
  open();
}

const StateWalk::Verb& StateWalk::next_verb() {
  int all = 0;
  for (const Verb& verb : verbs()) all += verb.weight;
  int chosen = random(all);
  for (const Verb& verb : verbs()) {
    chosen -= verb.weight;
    if (chosen < 0) return verb;
  }
  return verbs().front();
}

void StateWalk::walk(int steps) {
  for (int i = 0; i < steps && here_.store; ++i) {
    const Verb& verb = next_verb();
    verb_ = verb.name;
    target_.reset();
    const Model before = model_;
    (this->*verb.act)();
    if (!here_.store) return expect(false, "the store does not open");
    compare();
    note(verb, before);
    ++coverage_.steps;
  }
}

void StateWalk::expect(bool holds, const std::string& what) {
  if (!holds && findings_.size() < kMostFindings) tell(what);
}

void StateWalk::tell(const std::string& what) {
  findings_.push_back(fmt::format("walk {}, after {}: {}", seed_, verb_, what));
}

void StateWalk::note(const Verb& verb, const Model& before) {
  for (const auto& [id, item] : before.items) {
    if (!target_ || target_ == id) coverage_.pairs.emplace(verb.name, item.standing);
    const auto after = model_.items.find(id);
    if (after == model_.items.end() || after->second.standing == item.standing) continue;
    const Move move{item.standing, verb.name, after->second.standing};
    if (move.verb != "restore") coverage_.moves.insert(move);
  }
}

std::map<base::Uuid, Standing> StateWalk::standings() {
  std::set<base::Uuid> aside;
  const auto overview = here_.store->day_overview();
  const auto queue = here_.store->queue();
  if (!overview || !queue) return {};
  for (const DayItem& item : overview->items) {
    if (item.set_aside) aside.insert(item.id);
  }
  std::map<base::Uuid, Standing> found;
  for (const QueueItem& item : *queue) {
    found.emplace(item.id, standing_of(item.state, aside.contains(item.id)));
  }
  return found;
}

/// Where the store stands differently, the model goes on from there.
void StateWalk::compare() {
  const auto found = standings();
  QueueCounts expected;
  for (auto& [id, item] : model_.items) {
    const auto at = found.find(id);
    const Standing there = at == found.end() ? Standing::emptied : at->second;
    expect(there == item.standing,
           fmt::format("an item is {} instead of {}", text(there), text(item.standing)));
    item.standing = there;
    expected.waiting += waits(there) ? 1 : 0;
    expected.sending = expected.sending || there == Standing::sending;
    expected.for_staff += there == Standing::quarantined ? 1 : 0;
  }
  const auto known = [this](const auto& entry) { return model_.items.contains(entry.first); };
  expect(std::ranges::all_of(found, known), "the store has an item that it can't have");
  expect(here_.store->counts() == expected, "the counters are not what is there");
  expect((here_.store->health() == StoreHealth::behind) == behind(),
         "the mark and the database are compared wrongly");
}

ModelItem* StateWalk::target(std::optional<Standing> standing) {
  std::vector<base::Uuid> candidates;
  for (const auto& [id, item] : model_.items) {
    if (!standing || item.standing == *standing) candidates.push_back(id);
  }
  if (candidates.empty()) return nullptr;
  target_ = candidates[static_cast<std::size_t>(random(static_cast<int>(candidates.size())))];
  return &model_.items.at(*target_);
}

void StateWalk::open() { here_.store = here_.reopened(); }

void StateWalk::reach_ends() {
  if (!here_.store) return;
  verb_ = "the centre came up";
  for (const auto& [id, item] : model_.items) ++coverage_.ends_sought[item.standing];
  SyncEngine engine(gate_, transport_, here_.hall.terminal.centre_key, here_.hall.clock, {},
                    [] { return 0.999999; });
  const base::WallTime start = now();
  const auto all_ended = [this] {
    return std::ranges::none_of(standings(), [](const auto& entry) { return waits(entry.second); });
  };
  while (true) {
    engine.run_due(nobody_.get_token());
    if (all_ended() || now() - start > kLongestWay) break;
    here_.hall.clock.advance(std::max<std::chrono::milliseconds>(1ms, engine.idle_time()));
  }
  coverage_.longest_way = std::max(coverage_.longest_way, now() - start);
  for (const auto& [id, standing] : standings()) {
    if (waits(standing)) tell(fmt::format("an item is stuck: {}", text(standing)));
    const Standing before = model_.items[id].standing;
    expect(standing == before || standing == Standing::accepted,
           fmt::format("an item that was {} is {}", text(before), text(standing)));
    if (standing == Standing::quarantined) {
      expect(here_.store->set_aside(id, SetAsideReason::technical, "1024"), "not set aside");
    }
  }
  close_the_day();
}

void StateWalk::close_the_day() {
  verb_ = "the day was closed";
  SyncEngine engine(gate_, transport_, here_.hall.terminal.centre_key, here_.hall.clock, {},
                    [] { return 0.5; });
  SyncLine line{engine, transport_, here_.hall.terminal.centre_key};
  const auto closed = DayCloser(gate_, here_.hall.clock).close(line, nobody_.get_token());
  expect(closed.has_value(), "the day can't be closed");
  if (!closed || restored_) return;  // what a backup does not know is named to a person
  expect(closed->result == Reconciliation::Result::agreed, "the books are not agreed");
  const auto open = here_.store->open_books();
  expect(open && open->empty(), "the books stay open");
}

}  // namespace linli::tests
