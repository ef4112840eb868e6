#include "offline_cache/sync/upload.h"

#include <algorithm>

#include "kiosk/base/log.h"

namespace linli::offline_cache {
namespace {

using base::log;
using base::LogLevel;
using base::Public;
using std::chrono::milliseconds;

/// After so many items in a row the centre itself, not an item, is what fails.
constexpr int kMostBadAnswers = 3;
/// In an outage nothing but heartbeats is tried, so that an item's attempts hardly grow.
constexpr int kMostBrokenLines = 3;
/// Of all bodies that are under way together; a larger one has the line for itself.
/// On a weak line more would not arrive in time beside each other.
constexpr std::size_t kLargeBody = 128 * 1024;
/// While nothing finishes: for items that were stored meanwhile.
constexpr milliseconds kLookAgain{1'000};

}  // namespace

void Upload::run(SyncReport& report, const std::stop_token& stop) {
  report.more = false;
  while (true) {
    if (!exchange(report)) {
      report.store_failed = true;
      leave(report);  // what a store can still do: the items are free again
      return;
    }
    if (under_way() == 0 && (flights_.empty() || ends() || stop.stop_requested())) break;
    begin_requests();
    for (auto& finished : means_.transport.wait(patience(), stop)) hear(finished, report);
    if (stop.stop_requested()) break;
  }
  report.more = !paused_ && !stop.stop_requested() && ends();
  leave(report);
}

milliseconds Upload::patience() const {
  const milliseconds pace = means_.pace.wait();
  if (pace > milliseconds{0}) return std::min(pace, kLookAgain);
  return under_way() > 0 ? kLookAgain : milliseconds{0};
}

bool Upload::exchange(SyncReport& report) {
  std::vector<LeasedItem> leased;
  bool done = false;
  means_.gate([&](Store& store) {
    done = store.together([&] {
      leased.clear();
      for (const Flight& flight : flights_) note(store, flight);
      lease(store, leased);
    });
  });
  if (!done) return false;
  forget_settled(report);
  for (LeasedItem& item : leased) {
    flights_.push_back(
        {ItemSender(std::move(item), means_.centre, means_.timing.longest_retry_after),
         {},
         {},
         {}});
  }
  load_requests();
  return true;
}

void Upload::note(Store& store, const Flight& flight) const {
  if (!flight.outcome) return;
  const SendOutcome& outcome = *flight.outcome;
  const base::Uuid& item = flight.sender.id();
  switch (outcome.result) {
    case SendResult::part_arrived:
      for (const int part : outcome.parts) store.part_sent(item, part);
      return;
    case SendResult::parts_missing:
      store.parts_missing(item, outcome.parts);
      return;
    case SendResult::accepted:
      store.acknowledge(*outcome.acceptance);
      return;
    case SendResult::hopeless:
      store.quarantine(item, outcome.problem);
      return;
    case SendResult::link_down:
    case SendResult::later:
    case SendResult::bad_answer:
    case SendResult::store:
      store.release(item, means_.clock.now() + flight.rest, outcome.problem);
      return;
  }
}

void Upload::lease(Store& store, std::vector<LeasedItem>& leased) const {
  if (ends()) return;
  const auto goes_on = [](const Flight& f) { return !f.outcome || f.outcome->goes_on(); };
  const auto room = static_cast<std::size_t>(std::min(window_, means_.pace.most_in_flight()));
  auto taken = static_cast<std::size_t>(std::ranges::count_if(flights_, goes_on));
  bool large = std::ranges::any_of(
      flights_, [&](const Flight& f) { return goes_on(f) && f.sender.item().large; });
  for (; taken < room; ++taken) {
    auto item =
        store.lease(means_.timing.lease, {.urgent_only = urgent_only_, .small_only = large});
    if (!item) return;
    large = large || item->large;
    leased.push_back(std::move(*item));
  }
}

void Upload::forget_settled(SyncReport& report) {
  for (auto flight = flights_.begin(); flight != flights_.end();) {
    const auto outcome = std::exchange(flight->outcome, std::nullopt);
    if (outcome && outcome->result == SendResult::accepted) ++report.accepted;
    if (outcome && outcome->result == SendResult::hopeless) ++report.quarantined;
    flight = outcome && !outcome->goes_on() ? flights_.erase(flight) : std::next(flight);
  }
}

void Upload::load_requests() {
  const auto needs = [](const Flight& f) { return !f.next && !f.ticket; };
  if (ends() || std::ranges::none_of(flights_, needs)) return;
  means_.gate([&](Store& store) {
    for (Flight& flight : flights_) {
      if (!needs(flight)) continue;
      flight.next = flight.sender.next(store);
      if (flight.next) continue;
      flight.outcome = SendOutcome{.result = SendResult::store, .problem = "a part can't be read"};
      weigh(flight);
    }
  });
}

std::ptrdiff_t Upload::under_way() const {
  return std::ranges::count_if(flights_, [](const Flight& f) { return f.ticket.has_value(); });
}

void Upload::begin_requests() {
  for (Flight& flight : flights_) {
    if (!flight.next) continue;
    const std::size_t bytes = flight.next->body.size();
    if (ends() || means_.pace.wait() > milliseconds{0} || !has_room(bytes)) return;
    flight.body_bytes = bytes;
    flight.ticket = means_.transport.begin(std::move(*flight.next));
    flight.next.reset();
    means_.pace.begun(bytes);
  }
}

bool Upload::has_room(std::size_t body_bytes) const {
  std::size_t bytes = body_bytes;
  for (const Flight& flight : flights_) bytes += flight.ticket ? flight.body_bytes : 0;
  return under_way() == 0 || bytes <= kLargeBody;
}

void Upload::hear(const CentreTransport::Finished& finished, SyncReport& report) {
  const auto flight =
      std::ranges::find_if(flights_, [&](const Flight& f) { return f.ticket == finished.ticket; });
  if (flight == flights_.end()) return;
  flight->ticket.reset();
  flight->outcome = flight->sender.judge(finished.contact);
  if (flight->outcome->trouble) report.trouble = flight->outcome->trouble;
  weigh(*flight);
  flights_.splice(flights_.end(), flights_, flight);  // the others' turn
}

void Upload::weigh(Flight& flight) {
  const SendOutcome& outcome = *flight.outcome;
  const base::Uuid& item = flight.sender.id();
  const auto rest = [&] {
    return outcome.retry_after.value_or(
        means_.line.backoff(flight.sender.item().attempts, means_.timing.longest_retry));
  };
  if (!outcome.problem.empty()) {
    log(LogLevel::warning, "sync: item {}: {}", item, Public{outcome.problem});
  }
  switch (outcome.result) {
    case SendResult::part_arrived:
      if (!paused_) means_.line.worked();
      widen();
      return;
    case SendResult::parts_missing:
      if (!paused_) means_.line.worked();
      return;
    case SendResult::accepted:
    case SendResult::hopeless:
      // After a failure the rest that it asked for is kept: this was under way with it.
      if (!paused_) means_.line.worked();
      bad_answers_ = 0;
      widen();
      return;
    case SendResult::bad_answer:
      flight.rest = rest();
      window_ = 1;
      if (++bad_answers_ == kMostBadAnswers || outcome.retry_after) pause_line(outcome);
      return;
    case SendResult::later:
      // The item waits as well, so that one the centre never takes lets others pass.
      flight.rest = rest();
      pause_line(outcome);
      return;
    case SendResult::link_down:
      // The line waits, not the item: when the centre is back it goes at once. Not so an item on
      // which the line breaks again and again: others pass.
      if (flight.sender.item().attempts >= kMostBrokenLines) flight.rest = rest();
      pause_line(outcome);
      return;
    case SendResult::store:
      flight.rest = rest();
      return;
  }
}

void Upload::widen() { window_ = std::min(window_ + 1, protocol::kMostInFlight); }

void Upload::pause_line(const SendOutcome& outcome) {
  // What was under way with it says nothing new.
  if (!paused_) means_.line.failed(*outcome.trouble, outcome.retry_after);
  paused_ = true;
}

void Upload::leave(SyncReport& report) {
  if (flights_.empty()) return;
  means_.transport.abandon();
  bool done = false;
  means_.gate([&](Store& store) {
    done = store.together([&] {
      for (const Flight& flight : flights_) {
        note(store, flight);
        store.give_back(flight.sender.id());  // no more than it was, if it is settled
      }
    });
  });
  if (done) forget_settled(report);
  flights_.clear();
}

}  // namespace linli::offline_cache
