#include "offline_cache/sync/sync_engine.h"

#include <algorithm>

#include "kiosk/base/log.h"
#include "kiosk/protocol/messages.h"
#include "offline_cache/sync/centre_answer.h"
#include "offline_cache/sync/version.h"

namespace linli::offline_cache {
namespace {

using base::log;
using base::LogLevel;
using base::Public;
using std::chrono::milliseconds;

/// After so many items in a row the centre itself, not an item, is what fails.
constexpr int kMostBadAnswers = 3;
/// No retry is closer than this, whatever chance says.
constexpr milliseconds kShortestRetry{200};
constexpr int kMostDoublings = 16;
/// A pass ends even if items keep coming.
constexpr int kMostItems = 10'000;

}  // namespace

SyncEngine::SyncEngine(StoreGate gate, CentreTransport& transport,
                       const crypto::PublicKeyBytes& centre, const base::Clock& clock,
                       SyncTiming timing, Random random)
    : gate_(std::move(gate)),
      transport_(transport),
      centre_(centre),
      clock_(clock),
      timing_(timing),
      random_(std::move(random)),
      link_not_before_(clock.steady()),
      heartbeat_due_(clock.steady()) {}

SyncReport SyncEngine::run_due(const std::stop_token& stop) {
  SyncReport report;
  if (clock_.steady() < link_not_before_) return report;
  // Out of contact, something small goes first.
  if (!online_) report.trouble = send_heartbeat(stop);
  if (!report.trouble) report = pass(stop);
  if (online_ && clock_.steady() >= heartbeat_due_) report.trouble = send_heartbeat(stop);
  return report;
}

SyncReport SyncEngine::sync_once(const std::stop_token& stop) {
  gate_([](Store& store) { store.make_all_due(); });
  SyncReport report = pass(stop);
  const bool in_contact = report.accepted + report.quarantined > 0;
  if (!in_contact && !report.trouble) report.trouble = send_heartbeat(stop);
  return report;
}

SyncReport SyncEngine::pass(const std::stop_token& stop) {
  SyncReport report;
  ItemSender sender(gate_, transport_, centre_, timing_.longest_retry_after);
  bad_answers_ = 0;
  for (int i = 0; i < kMostItems && !stop.stop_requested(); ++i) {
    std::optional<LeasedItem> item;
    report.store_failed = !gate_([&](Store& store) { item = store.lease(timing_.lease); });
    if (!item) break;
    if (settle(*item, sender.send(*item, stop), report) == Verdict::pause_link) break;
  }
  const bool told = gate_([&](Store& store) {
    const auto counts = store.counts();
    report.waiting = counts ? counts->waiting : 0;
    if (!counts) report.store_failed = true;
  });
  if (!told) report.store_failed = true;
  return report;
}

SyncEngine::Verdict SyncEngine::settle(const LeasedItem& item, const SendOutcome& outcome,
                                       SyncReport& report) {
  const base::Uuid& id = item.commit.link.item;
  const auto release = [&](milliseconds wait) {
    log(LogLevel::warning, "sync: item {}: {}", id, Public{outcome.problem});
    gate_([&](Store& store) { store.release(id, clock_.now() + wait, outcome.problem); });
  };
  if (outcome.trouble) report.trouble = outcome.trouble;
  switch (outcome.result) {
    case SendResult::accepted:
      contact_worked();
      gate_([&](Store& store) {
        if (store.acknowledge(*outcome.acceptance)) ++report.accepted;
      });
      return Verdict::next;
    case SendResult::hopeless:
      contact_worked();
      log(LogLevel::error, "sync: item {}: {}", id, Public{outcome.problem});
      gate_([&](Store& store) {
        if (store.quarantine(id, outcome.problem)) ++report.quarantined;
      });
      return Verdict::next;
    case SendResult::bad_answer:
      release(outcome.retry_after.value_or(backoff(item.attempts, timing_.longest_retry)));
      if (++bad_answers_ < kMostBadAnswers && !outcome.retry_after) return Verdict::next;
      contact_failed(*outcome.trouble, outcome.retry_after);
      return Verdict::pause_link;
    case SendResult::later:
      // The item waits as well, so that one the centre never takes lets others pass.
      release(outcome.retry_after.value_or(backoff(item.attempts, timing_.longest_retry)));
      contact_failed(*outcome.trouble, outcome.retry_after);
      return Verdict::pause_link;
    case SendResult::link_down:
      // The link waits, not the item: when the centre is back it goes at once.
      release(milliseconds{0});
      contact_failed(*outcome.trouble, outcome.retry_after);
      return Verdict::pause_link;
    case SendResult::store:
      release(backoff(item.attempts, timing_.longest_retry));
      return Verdict::next;
  }
  return Verdict::next;
}

std::optional<CentreTrouble> SyncEngine::send_heartbeat(const std::stop_token& stop) {
  QueueCounts counts;
  gate_([&](Store& store) { counts = store.counts().value_or(QueueCounts{}); });
  const auto answer =
      transport_.send({.method = HttpMethod::post,
                       .path = "/v1/heartbeats",
                       .content_type = "application/json",
                       .body = protocol::to_json(protocol::Heartbeat{
                           std::string(version()), counts.waiting, counts.for_staff}),
                       .headers = {}},
                      stop);
  if (!answer) {
    contact_failed(answer.error(), std::nullopt);
    return answer.error();
  }
  const auto trouble = trouble_of(*answer);
  // A refusal in the centre's own words is contact too.
  if (!trouble || trouble == CentreTrouble::refused) {
    contact_worked();
  } else {
    contact_failed(*trouble, retry_after(*answer, timing_.longest_retry_after));
  }
  return trouble;
}

void SyncEngine::contact_worked() {
  if (!online_) log(LogLevel::info, "sync: in contact with the centre");
  online_ = true;
  trouble_.reset();
  link_failures_ = 0;
  bad_answers_ = 0;
  heartbeat_due_ = clock_.steady() + timing_.heartbeat;
}

void SyncEngine::contact_failed(CentreTrouble trouble, std::optional<milliseconds> retry_after) {
  trouble_ = trouble;
  if (online_) log(LogLevel::warning, "sync: out of contact with the centre");
  online_ = false;
  const milliseconds wait = retry_after.value_or(backoff(link_failures_++, timing_.heartbeat));
  link_not_before_ = clock_.steady() + wait;
  heartbeat_due_ = link_not_before_;  // the next contact is a small one
}

milliseconds SyncEngine::backoff(int failures, milliseconds longest) const {
  const milliseconds::rep factor = 1 << std::min(failures, kMostDoublings);
  const milliseconds most = std::min(longest, timing_.first_retry * factor);
  const double jittered = random_() * static_cast<double>(most.count());
  return std::max(milliseconds{static_cast<milliseconds::rep>(jittered)},
                  std::min(kShortestRetry, most));
}

milliseconds SyncEngine::idle_time() const {
  const auto now = clock_.steady();
  auto wake = std::max(heartbeat_due_, link_not_before_);
  if (link_not_before_ <= now) {
    std::optional<base::WallTime> due;
    gate_([&](Store& store) { due = store.next_due(); });
    if (due) wake = std::min(wake, now + std::max(milliseconds{0}, *due - clock_.now()));
  }
  return std::max(milliseconds{0}, std::chrono::ceil<milliseconds>(wake - now));
}

}  // namespace linli::offline_cache
