#include "offline_cache/sync/centre_transport.h"

#include <algorithm>

namespace linli::offline_cache {
namespace {

constexpr std::chrono::milliseconds kLongestWait{1000};

std::chrono::milliseconds next_wait(const CentreTransport::Deadline* deadline) {
  if (deadline == nullptr) return kLongestWait;
  const auto left = deadline->at - deadline->clock.steady();
  return std::min(kLongestWait, std::chrono::ceil<std::chrono::milliseconds>(left));
}

}  // namespace

CentreTransport::Contact CentreTransport::send(CentreRequest request, const std::stop_token& stop,
                                               const Deadline* deadline) {
  const Ticket ticket = begin(std::move(request));
  while (!stop.stop_requested() && (deadline == nullptr || !deadline->is_over())) {
    for (Finished& finished : wait(next_wait(deadline), stop)) {
      if (finished.ticket == ticket) return std::move(finished.contact);
    }
  }
  abandon();
  return unexpected(CentreTrouble::unreachable);
}

}  // namespace linli::offline_cache
