#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/bytes.h"
#include "kiosk/domain/application.h"
#include "kiosk/domain/receipt.h"
#include "kiosk/protocol/chain.h"

namespace linli::protocol {

/// One sealed attachment part as the manifest names it.
struct PartDigest {
  int number = 0;            // from 1
  crypto::Digest digest{};   // of the sealed bytes
  std::size_t size = 0;      // sealed bytes, at most 256 KiB
  std::string content_type;  // of what is inside: image/svg+xml
  std::string field;         // id of the field it answers
  bool operator==(const PartDigest&) const = default;
};

inline constexpr std::size_t kMaxPartBytes = 256 * 1024;
inline constexpr std::size_t kMaxManifestBytes = 256 * 1024;
inline constexpr int kMaxParts = 400;
/// What may stand in one commit: the sealed manifest and the parts inside it. A
/// round trip over 50 ms and 10 Mbit/s carries as much, and base64 costs a third.
inline constexpr std::size_t kMaxInsideBytes = 64 * 1024;
/// A commit as JSON: the manifest grows by a third, each part takes up to 512 bytes.
inline constexpr std::size_t kMaxCommitBytes = kMaxManifestBytes / 3 * 4 + kMaxParts * 512 + 4096;

/// What is sealed as the manifest. It repeats id, terminal and sequence, so that
/// sealed content can't be passed off as another item's.
struct Manifest {
  base::Uuid item;
  std::string terminal;
  base::Uuid incarnation;
  std::uint64_t sequence = 0;
  std::string receipt_number;
  std::string service;  // temporary_relief, or rating
  int service_version = 1;
  std::string content;  // JSON: application_content() or rating_content()
  std::vector<PartDigest> parts;
  std::set<int> packed = {};  // parts whose content is gzip (packing.h)
};

std::string to_json(const Manifest& manifest);
std::optional<Manifest> manifest_from_json(std::string_view text);

/// The application as JSON (schema ApplicationContent): applicant as on the
/// card, answers by field, and that it is an emergency where it is one. Signatures are not in it:
/// they are parts of type image/svg+xml, made by the outbox; those of authorisations in the order
/// of the people who have signed. Pages of photos are parts of type image/jpeg.
std::string application_content(const domain::Application& application);

/// What the content of an item says it is added to; empty: nothing, or nothing that can be read.
std::optional<domain::AddsTo> adds_to_in(std::string_view content);

/// Whether the content says that it is an emergency; what can't be read does not.
bool is_urgent_in(std::string_view content);

/// Whose application it is, and the order that it changes or cancels, where it does. Empty for
/// content that is no application.
struct OrderReference {
  std::string applicant;  // number
  std::optional<domain::OrderChange> changes;
};
std::optional<OrderReference> order_reference_in(std::string_view content);

/// {"receipt_number": …, "grade": 1…5}
std::string rating_content(const std::string& receipt_number, domain::Grade grade);

/// The body of PUT /v1/submissions/{id}: what the centre must see unopened.
struct Commit {
  ChainLink link;
  std::string receipt_number;
  std::string service;
  base::WallTime created_earliest{};  // the clock interval when it was stored
  base::WallTime created_latest{};
  Bytes sealed_manifest;
  std::vector<PartDigest> parts;  // digests and sizes; the centre compares after opening
  /// Sealed bytes of parts by number, so that a small item is one request; with
  /// the manifest at most kMaxInsideBytes. The others have been sent before.
  std::map<int, Bytes> inside = {};
};

std::string to_json(const Commit& commit);
std::optional<Commit> commit_from_json(std::string_view text);

}  // namespace linli::protocol
