#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/domain/application.h"
#include "kiosk/protocol/submission.h"
#include "offline_cache/store/terminal_identity.h"

namespace linli::offline_cache {

/// What goes into a part, or into several where it is too large for one.
struct Attachment {
  std::string field;
  std::string content_type;
  std::string content;
};

/// The plain content of an item; overwritten when it goes.
struct ItemContent {
  std::string service;
  int service_version = 1;
  std::string json;
  std::vector<Attachment> attachments;

  ItemContent() = default;
  ItemContent(ItemContent&&) = default;
  ItemContent& operator=(ItemContent&&) = delete;
  ~ItemContent();
};

/// An item on its way into the store.
struct HandedIn {
  base::Uuid id;  // of the attempt; the same when it is tried again
  base::WallTime submitted_at{};
  ItemContent content;
};

/// Overwrites what a person entered; the service and its version stay.
void wipe_application(domain::Application& application);

/// Signatures become pictures. The application is overwritten.
ItemContent take_content(domain::Application& application);
ItemContent rating_item(const std::string& receipt_number, domain::Grade grade);

/// Where an item stands, known before it is sealed; `link.content` comes from sealing.
struct ItemPlace {
  protocol::ChainLink link;
  std::string receipt_number;
  base::ClockInterval created{};
};

struct SealedItem {
  protocol::Commit commit;
  std::vector<Bytes> parts;  // in the order of commit.parts
};

/// Seals for all of the identity's sealing certificates. Errors: a certificate
/// that can't be sealed for, or a content past the protocol's limits.
Expected<SealedItem, crypto::CryptoError> seal_item(const ItemContent& content,
                                                    const ItemPlace& place,
                                                    const TerminalIdentity& identity);

}  // namespace linli::offline_cache
