#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/uuid.h"
#include "kiosk/protocol/acceptance.h"
#include "kiosk/protocol/submission.h"

/// What a record says: entries, one after the other. Each is a kind (1 byte),
/// a length (4 bytes, the highest first) and that many bytes.
namespace linli::package {

enum class EntryKind : std::uint8_t {
  part = 1,      // item (16 bytes), number (2 bytes), the sealed part
  commit = 2,    // JSON as in PUT /v1/submissions/{id}; its parts come before it
  accepted = 3,  // JSON of the acceptance
  known = 4,     // the same, of an item that the centre had before
  refused = 5,   // item (16 bytes), type of the problem: urn:linli:problem:…
};

struct Entry {
  EntryKind kind{};
  ByteView content;  // within the record
};

void append_part(Bytes& record, const base::Uuid& item, int number, ByteView sealed);
void append_commit(Bytes& record, const protocol::Commit& commit);
void append_acceptance(Bytes& record, const protocol::Acceptance& acceptance, bool known);
void append_refusal(Bytes& record, const base::Uuid& item, std::string_view problem);

/// Empty if the record is not of this form to its last byte.
std::optional<std::vector<Entry>> entries_of(ByteView record);

struct PartEntry {
  base::Uuid item;
  int number = 0;
  ByteView sealed;  // within the record
};
std::optional<PartEntry> part_from(const Entry& entry);

struct Refusal {
  base::Uuid item;
  std::string problem;  // at most 128 bytes, nothing but lower-case letters, ':' and '-'
};
std::optional<Refusal> refusal_from(const Entry& entry);

}  // namespace linli::package
