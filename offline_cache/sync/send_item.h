#pragma once
#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "offline_cache/store/store.h"
#include "offline_cache/sync/centre_transport.h"

namespace linli::offline_cache {

/// Runs a function with the store on the store's thread and waits for it;
/// false if there is no store to be had.
using StoreGate = std::function<bool(const std::function<void(Store&)>&)>;

enum class SendResult {
  accepted,    // `acceptance` proves it
  link_down,   // no contact, or a centre that is not to be trusted
  later,       // the centre asks to come back later
  bad_answer,  // an answer that proves nothing; perhaps only for this item
  hopeless,    // the centre refused it: staff look at it
  store,       // the store gave no part, or could not note that it was sent
};

struct SendOutcome {
  SendResult result{};
  std::string problem;  // for staff, in English
  std::optional<CentreTrouble> trouble;
  std::optional<std::chrono::milliseconds> retry_after;
  std::optional<protocol::Acceptance> acceptance;
};

/// One attempt to bring one item to the centre: parts, commit, parts that the
/// centre misses, commit again. Nothing in the store changes but the note
/// which parts were sent.
class ItemSender {
 public:
  ItemSender(const StoreGate& gate, CentreTransport& transport,
             const crypto::PublicKeyBytes& centre, std::chrono::milliseconds longest_retry_after)
      : gate_(gate),
        transport_(transport),
        centre_(centre),
        longest_retry_after_(longest_retry_after) {}

  SendOutcome send(const LeasedItem& item, const std::stop_token& stop);

 private:
  /// Empty: all of them are at the centre.
  std::optional<SendOutcome> send_parts(const base::Uuid& item, const std::vector<int>& numbers,
                                        const std::stop_token& stop);
  std::optional<SendOutcome> send_part(const base::Uuid& item, int number,
                                       const std::stop_token& stop);
  SendOutcome judge_commit(const CentreAnswer& answer, const protocol::ChainLink& link) const;
  SendOutcome judge_failure(const CentreAnswer& answer) const;

  const StoreGate& gate_;
  CentreTransport& transport_;
  const crypto::PublicKeyBytes& centre_;
  std::chrono::milliseconds longest_retry_after_;
};

}  // namespace linli::offline_cache
