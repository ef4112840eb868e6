#include "offline_cache/sync/centre_transport.h"

namespace linli::offline_cache {

CentreTransport::Contact CentreTransport::send(CentreRequest request, const std::stop_token& stop) {
  const Ticket ticket = begin(std::move(request));
  while (!stop.stop_requested()) {
    for (Finished& finished : wait(std::chrono::seconds{1}, stop)) {
      if (finished.ticket == ticket) return std::move(finished.contact);
    }
  }
  abandon();
  return unexpected(CentreTrouble::unreachable);
}

}  // namespace linli::offline_cache
