#pragma once
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "offline_cache/store/store.h"
#include "offline_cache/sync/centre_transport.h"

namespace linli::offline_cache {

/// Runs a function with the store on the store's thread and waits for it;
/// false if there is no store to be had.
using StoreGate = std::function<bool(const std::function<void(Store&)>&)>;

enum class SendResult {
  part_arrived,   // the centre holds a part; the item goes on
  parts_missing,  // the centre misses parts; the item goes on
  accepted,       // `acceptance` proves it
  link_down,      // no contact, or a centre that is not to be trusted
  later,          // the centre asks to come back later
  bad_answer,     // an answer that proves nothing; perhaps only for this item
  hopeless,       // the centre refused it: staff look at it
  store,          // the store gave no part
};

/// What came of a request.
struct SendOutcome {
  SendResult result{};
  std::string problem;  // for staff, in English
  std::optional<CentreTrouble> trouble;
  std::optional<std::chrono::milliseconds> retry_after;
  std::optional<protocol::Acceptance> acceptance;
  std::vector<int> parts;  // that arrived or are missing

  bool goes_on() const {
    return result == SendResult::part_arrived || result == SendResult::parts_missing;
  }
};

/// One attempt to bring one item to the centre, request by request: the largest
/// parts until the rest fits into the commit, the commit, parts that the centre misses,
/// the commit again. It changes nothing in the store; what it answers is to be
/// noted there.
class ItemSender {
 public:
  /// `centre` must outlive the object.
  ItemSender(LeasedItem item, const crypto::PublicKeyBytes& centre,
             std::chrono::milliseconds longest_retry_after);

  const LeasedItem& item() const { return item_; }
  const base::Uuid& id() const { return item_.commit.link.item; }

  /// The request that comes next, with the bytes of parts out of the store;
  /// empty if it does not give them.
  std::optional<CentreRequest> next(Store& store);
  /// What the answer to that request means.
  SendOutcome judge(const CentreTransport::Contact& answer);

 private:
  /// The part that goes by itself before the commit; empty if the commit comes.
  std::optional<int> part_to_send() const;
  SendOutcome judge_commit(const CentreAnswer& answer);
  SendOutcome judge_failure(const CentreAnswer& answer) const;

  LeasedItem item_;
  const crypto::PublicKeyBytes& centre_;
  std::chrono::milliseconds longest_retry_after_;
  bool inside_ = true;  // until the centre misses what it was sent
  int commits_ = 0;
};

}  // namespace linli::offline_cache
