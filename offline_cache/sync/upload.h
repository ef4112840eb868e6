#pragma once
#include <list>

#include "offline_cache/sync/line_state.h"
#include "offline_cache/sync/pace.h"
#include "offline_cache/sync/send_item.h"

namespace linli::offline_cache {

/// What a pass over the outbox did.
struct SyncReport {
  int accepted = 0;
  int quarantined = 0;
  int waiting = 0;                       // still to be sent afterwards
  std::optional<CentreTrouble> trouble;  // what ended the pass, or the last item's
  bool store_failed = false;             // the store could not be used
  bool more = false;  // it ended for a heartbeat: something may be left that is due
};

/// One pass over the outbox. Several items are under way at a time: one at
/// first, one more after each answer that helped. Requests take turns in the
/// order of sending; a large one goes alone, and of large items one at a time,
/// so that small and urgent ones pass between its parts. What has finished
/// together is noted in the store in one commit, in which the next items are leased.
class Upload {
 public:
  /// Everything must outlive the object.
  struct Means {
    const StoreGate& gate;
    CentreTransport& transport;
    const crypto::PublicKeyBytes& centre;
    const base::Clock& clock;
    const SyncTiming& timing;
    LineState& line;
    Pace& pace;
  };

  Upload(const Means& means, bool urgent_only)
      : means_(means),
        urgent_only_(urgent_only),
        until_(means.clock.steady() + means.timing.heartbeat) {}

  /// Until nothing is due, the line has to rest, or a heartbeat is due. Adds
  /// what it did to the report.
  void run(SyncReport& report, const std::stop_token& stop);

 private:
  struct Flight {
    ItemSender sender;
    std::optional<CentreRequest> next;              // waits for its turn
    std::optional<CentreTransport::Ticket> ticket;  // is under way
    std::size_t body_bytes = 0;                     // with so many
    std::optional<SendOutcome> outcome;             // is to be noted
    std::chrono::milliseconds rest{0};              // of the item, after that
  };

  /// Notes what has finished and leases more; false if the store failed.
  bool exchange(SyncReport& report);
  void note(Store& store, const Flight& flight) const;
  void lease(Store& store, std::vector<LeasedItem>& leased) const;
  void forget_settled(SyncReport& report);
  void load_requests();
  void begin_requests();
  bool has_room(std::size_t body_bytes) const;
  std::chrono::milliseconds patience() const;
  void hear(const CentreTransport::Finished& finished, SyncReport& report);
  /// What an outcome means for the item's rest, the line and the others.
  void weigh(Flight& flight);
  void widen();
  void pause_line(const SendOutcome& outcome);
  /// Notes what has finished and gives back the rest.
  void leave(SyncReport& report);
  /// Nothing begins any more.
  bool ends() const { return paused_ || means_.clock.steady() >= until_; }
  std::ptrdiff_t under_way() const;

  Means means_;
  bool urgent_only_;
  base::SteadyTime until_;
  std::list<Flight> flights_;  // in the order of their turns
  int window_ = 1;
  int bad_answers_ = 0;  // items in a row that the centre could not handle
  bool paused_ = false;
};

}  // namespace linli::offline_cache
