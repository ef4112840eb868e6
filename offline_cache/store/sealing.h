#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "kiosk/crypto/sealer.h"
#include "kiosk/database/database.h"
#include "kiosk/domain/application.h"
#include "kiosk/protocol/submission.h"

namespace linli::offline_cache {

/// The content of an attachment. It is read piece by piece, so that a photograph
/// never stands in memory whole, and once more from the start where storing is tried again.
class AttachmentSource {
 public:
  virtual ~AttachmentSource() = default;
  /// Bytes; the same at every call.
  virtual std::uint64_t size() const = 0;
  /// Fills `into` with what begins at `offset`; false: it can't be read.
  virtual bool read(std::uint64_t offset, std::span<std::uint8_t> into) = 0;
};

/// A content in memory, overwritten when it goes.
std::unique_ptr<AttachmentSource> content_in_memory(std::string content);

/// What goes into a part, or into several where it is too large for one.
struct Attachment {
  std::string field;
  std::string content_type;
  std::unique_ptr<AttachmentSource> source;
};

/// The plain content of an item; overwritten when it goes.
struct ItemContent {
  std::string service;
  int service_version = 1;
  std::string receipt_prefix;  // two capital letters
  bool urgent = false;         // sent before others
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

/// Signatures become pictures, pages attachments of their own. The application is overwritten.
ItemContent take_content(domain::Application& application);
ItemContent rating_item(const std::string& receipt_number, domain::Grade grade);

/// Where an item stands, known before it is sealed; `link.content` comes from sealing.
struct ItemPlace {
  protocol::ChainLink link;
  std::string receipt_number;
  base::ClockInterval created{};
};

/// Takes a sealed part; what it answers with an error ends the sealing.
using PartSink = std::function<Expected<void, database::Error>(const protocol::PartDigest& part,
                                                               ByteView sealed)>;

/// Seals the parts one at a time, then the manifest that names them. Besides the
/// sink's errors: an attachment that can't be read, or a content past the
/// protocol's limits (ErrorKind::other).
Expected<protocol::Commit, database::Error> seal_item(const ItemContent& content,
                                                      const ItemPlace& place,
                                                      const crypto::Sealer& sealer,
                                                      const PartSink& keep_part);

}  // namespace linli::offline_cache
