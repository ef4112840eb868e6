#include "offline_cache/sync/decision_watch.h"

#include <limits>

#include "kiosk/protocol/messages.h"
#include "offline_cache/sync/centre_answer.h"

namespace linli::offline_cache {
namespace {

using domain::Stage;

/// A terminal that was just switched on has other things to send first.
constexpr std::chrono::minutes kBetweenTurns{1};
constexpr std::chrono::minutes kBetweenRounds{10};
constexpr int kMostATurn = 20;
/// What residents hand in meanwhile waits no longer than that, and one answer.
constexpr std::chrono::seconds kLongestTurn{2};
constexpr std::chrono::milliseconds kLongestPause{200};  // between two, as the centre's pace asks
constexpr std::chrono::hours kLongestRetryAfter{1};
constexpr std::chrono::days kNews{7};
constexpr int kMostAtOnce = 200;  // looked at; of most nothing is left to ask
constexpr std::int64_t kNewest = std::numeric_limits<std::int64_t>::max();

bool for_staff(Stage stage) {
  return stage == Stage::supplement_needed || stage == Stage::returned || stage == Stage::refused;
}

bool is_last(Stage stage) {
  return stage == Stage::paid || stage == Stage::returned || stage == Stage::refused ||
         stage == Stage::replaced || stage == Stage::cancelled;
}

}  // namespace

DecisionWatch::DecisionWatch(StoreGate gate, const base::Clock& clock)
    : gate_(std::move(gate)),
      clock_(clock),
      next_turn_(clock.steady() + kBetweenTurns),
      before_(kNewest) {}

void DecisionWatch::turn(SyncLine& line, const std::stop_token& stop) {
  const auto now = clock_.steady();
  if (now < std::max(next_turn_, next_round_) || !line.engine.may_ask()) return;
  next_turn_ = now + kBetweenTurns;
  centre_wants_time_ = false;
  std::optional<std::vector<AcceptedMatter>> matters;
  gate_([&](Store& store) { matters = store.accepted_before(before_, kMostAtOnce); });
  if (!matters) return;
  int asked = 0;
  for (const AcceptedMatter& matter : *matters) {
    if (!settled_.contains(matter.id)) {
      const bool enough = asked++ == kMostATurn || clock_.steady() > now + kLongestTurn;
      if (enough || !line.engine.await_pace(kLongestPause, stop)) return;
      if (!ask(line, matter.id, stop)) return;
    }
    seen_.insert(matter.id);
    before_ = matter.position;
    if (centre_wants_time_) return;
  }
  if (matters->size() < kMostAtOnce) end_round();
}

bool DecisionWatch::ask(SyncLine& line, const base::Uuid& matter, const std::stop_token& stop) {
  const auto answer = line.engine.ask("/v1/submissions/" + matter.text(), stop);
  if (!answer) return false;
  if (!trouble_of(*answer)) {
    if (const auto told = protocol::stage_report_from_json(answer->body)) take(matter, *told);
    return true;
  }
  // That it has no such matter, or makes no sense, comes out at the day close.
  const auto later = retry_after(*answer, kLongestRetryAfter);
  centre_wants_time_ = later.has_value();
  if (later) next_turn_ = std::max(next_turn_, clock_.steady() + *later);
  return true;
}

void DecisionWatch::take(const base::Uuid& matter, const domain::StageReport& told) {
  if (is_last(told.stage)) settled_.insert(matter);
  const std::lock_guard lock(mutex_);
  if (for_staff(told.stage)) {
    decided_[matter] = {told.stage, told.updated_at.value_or(clock_.now())};
  } else {
    decided_.erase(matter);
  }
}

/// What the store has let go of is of no interest any more.
void DecisionWatch::end_round() {
  next_round_ = clock_.steady() + kBetweenRounds;
  before_ = kNewest;
  const auto gone = [this](const base::Uuid& matter) { return !seen_.contains(matter); };
  std::erase_if(settled_, gone);
  const std::lock_guard lock(mutex_);
  std::erase_if(decided_, [&](const auto& entry) { return gone(entry.first); });
  seen_.clear();
}

Decisions DecisionWatch::decisions() const {
  const base::WallTime now = clock_.now();
  const std::lock_guard lock(mutex_);
  Decisions news;
  for (const auto& [matter, decided] : decided_) {
    if (now - decided.at < kNews) news.emplace(matter, decided.stage);
  }
  return news;
}

}  // namespace linli::offline_cache
