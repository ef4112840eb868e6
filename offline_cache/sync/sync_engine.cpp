#include "offline_cache/sync/sync_engine.h"

#include <algorithm>

#include "kiosk/base/worker.h"
#include "kiosk/protocol/messages.h"
#include "offline_cache/sync/centre_answer.h"
#include "offline_cache/sync/version.h"

namespace linli::offline_cache {

using std::chrono::milliseconds;

SyncEngine::SyncEngine(StoreGate gate, CentreTransport& transport,
                       const crypto::PublicKeyBytes& centre, const base::Clock& clock,
                       SyncTiming timing, Random random)
    : gate_(std::move(gate)),
      transport_(transport),
      centre_(centre),
      clock_(clock),
      timing_(timing),
      line_(clock, timing, std::move(random)),
      pace_(clock, timing),
      heartbeat_due_(clock.steady()) {}

SyncReport SyncEngine::run_due(const std::stop_token& stop) {
  SyncReport report;
  if (line_.rests()) return report;
  // Out of contact, something small goes first.
  if (!online()) report.trouble = send_heartbeat(stop);
  if (!report.trouble) pass(report, quiet(), stop);
  if (online() && heartbeat_is_due()) report.trouble = send_heartbeat(stop);
  return report;
}

SyncReport SyncEngine::sync_once(const std::stop_token& stop) {
  gate_([](Store& store) { store.make_all_due(); });
  SyncReport report;
  for (pass(report, false, stop); report.more; pass(report, false, stop)) {
    const auto trouble = heartbeat_is_due() ? send_heartbeat(stop) : std::nullopt;
    if (trouble) report.trouble = trouble;
    if (!online() || stop.stop_requested()) break;
  }
  const bool in_contact = report.accepted + report.quarantined > 0;
  if (!in_contact && !report.trouble) report.trouble = send_heartbeat(stop);
  return report;
}

void SyncEngine::pass(SyncReport& report, bool urgent_only, const std::stop_token& stop) {
  Upload({gate_, transport_, centre_, clock_, timing_, line_, pace_}, urgent_only)
      .run(report, stop);
  std::optional<QueueCounts> counts;
  gate_([&](Store& store) { counts = store.counts(); });
  report.waiting = counts ? counts->waiting : 0;
  if (!counts) report.store_failed = true;
}

std::optional<CentreTrouble> SyncEngine::send_heartbeat(const std::stop_token& stop) {
  gate_([&](Store& store) { last_counts_ = store.counts().value_or(last_counts_); });
  const auto answer =
      transport_.send({.method = HttpMethod::post,
                       .path = "/v1/heartbeats",
                       .content_type = "application/json",
                       .body = protocol::to_json(protocol::Heartbeat{
                           std::string(version()), last_counts_.waiting, last_counts_.for_staff}),
                       .headers = {}},
                      stop);
  const auto trouble = answer ? trouble_of(*answer) : std::optional(answer.error());
  heartbeat_due_ = clock_.steady() + timing_.heartbeat;
  // A refusal in the centre's own words is contact too.
  if (trouble && trouble != CentreTrouble::refused) {
    line_.failed(*trouble,
                 answer ? retry_after(*answer, timing_.longest_retry_after) : std::nullopt);
    return trouble;
  }
  line_.worked();
  pace_.ask(protocol::pacing_from_json(answer->body).value_or(protocol::Pacing{}));
  return trouble;
}

bool SyncEngine::may_ask() const {
  return online() && !line_.rests() && !quiet() && pace_.wait() == milliseconds{0};
}

bool SyncEngine::await_pace(milliseconds longest, const std::stop_token& stop) const {
  const milliseconds wait = pace_.wait();
  if (wait > longest) return false;
  return (wait == milliseconds{0} || base::sleep_unless_stopped(stop, wait)) &&
         !stop.stop_requested() && may_ask();
}

Expected<CentreAnswer, CentreTrouble> SyncEngine::ask(const std::string& path,
                                                      const std::stop_token& stop) {
  pace_.begun(0);
  auto answer = transport_.send(
      {.method = HttpMethod::get, .path = path, .content_type = {}, .body = {}, .headers = {}},
      stop);
  if (!answer && !stop.stop_requested()) line_.failed(answer.error(), std::nullopt);
  return answer;
}

milliseconds SyncEngine::idle_time() const {
  const auto now = clock_.steady();
  // Out of contact the line's rest decides: the next contact is a heartbeat.
  auto wake = online() ? heartbeat_due_ : line_.not_before();
  if (!line_.rests()) {
    std::optional<base::WallTime> due;
    gate_([&](Store& store) { due = store.next_due(quiet()); });
    if (due) wake = std::min(wake, now + std::max(milliseconds{0}, *due - clock_.now()));
  }
  return std::max(milliseconds{0}, std::chrono::ceil<milliseconds>(wake - now));
}

}  // namespace linli::offline_cache
