#include "offline_cache/sync/line_state.h"

#include <algorithm>

#include "kiosk/base/log.h"

namespace linli::offline_cache {
namespace {

using base::log;
using base::LogLevel;
using std::chrono::milliseconds;

/// No retry is closer than this, whatever chance says.
constexpr milliseconds kShortestRetry{200};
constexpr int kMostDoublings = 16;

}  // namespace

LineState::LineState(const base::Clock& clock, const SyncTiming& timing, Random random)
    : clock_(clock), timing_(timing), random_(std::move(random)), not_before_(clock.steady()) {}

void LineState::worked() {
  heard_at_ = clock_.now();
  trouble_.reset();
  set_online(true);
  failures_ = 0;
  not_before_ = clock_.steady();
}

void LineState::failed(CentreTrouble trouble, std::optional<milliseconds> retry_after) {
  trouble_ = trouble;
  set_online(false);
  not_before_ = clock_.steady() + retry_after.value_or(backoff(failures_++, timing_.heartbeat));
}

void LineState::set_online(bool online) {
  if (online_ == online) return;
  online_ = online;
  if (online) log(LogLevel::info, "sync: in contact with the centre");
  if (!online) log(LogLevel::warning, "sync: out of contact with the centre");
  told_();
}

milliseconds LineState::backoff(int failures, milliseconds longest) const {
  const milliseconds::rep factor = 1 << std::min(failures, kMostDoublings);
  const milliseconds most = std::min(longest, timing_.first_retry * factor);
  const double jittered = random_() * static_cast<double>(most.count());
  return std::max(milliseconds{static_cast<milliseconds::rep>(jittered)},
                  std::min(kShortestRetry, most));
}

}  // namespace linli::offline_cache
