#include "offline_cache/store/store_schema.h"

#include <array>

#include "offline_cache/store/audit_schema.h"
#include "offline_cache/store/day_close_schema.h"
#include "offline_cache/store/day_report_schema.h"
#include "offline_cache/store/lean_schema.h"
#include "offline_cache/store/matter_schema.h"
#include "offline_cache/store/rating_schema.h"
#include "offline_cache/store/staff_schema.h"
#include "offline_cache/store/stick_schema.h"
#include "offline_cache/store/upload_schema.h"

namespace linli::offline_cache {
namespace {

/// Times are milliseconds since 1970 (UTC); ids 16 and digests 32 bytes.
constexpr std::string_view kVersion1 = R"sql(
-- One life of the store: one row.
CREATE TABLE meta (
  only            INTEGER PRIMARY KEY CHECK (only = 1),
  incarnation     BLOB NOT NULL CHECK (length(incarnation) = 16),
  terminal        TEXT NOT NULL DEFAULT '' CHECK (length(terminal) IN (0, 4)),
  sequence        INTEGER NOT NULL DEFAULT 0 CHECK (sequence >= 0),
  chain_head      BLOB NOT NULL CHECK (length(chain_head) = 32),
  receipt_floor   INTEGER NOT NULL DEFAULT 0 CHECK (receipt_floor >= 0),
  salt            BLOB NOT NULL CHECK (length(salt) = 32)
) STRICT;

-- The count of the month in receipt numbers.
CREATE TABLE receipt_count (
  prefix          TEXT NOT NULL CHECK (length(prefix) = 2),
  month           TEXT NOT NULL CHECK (length(month) = 4),
  count           INTEGER NOT NULL CHECK (count >= 0),
  PRIMARY KEY (prefix, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox_item (
  position         INTEGER PRIMARY KEY,
  id               BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  terminal         TEXT NOT NULL CHECK (length(terminal) = 4),
  incarnation      BLOB NOT NULL CHECK (length(incarnation) = 16),
  sequence         INTEGER NOT NULL CHECK (sequence > 0),
  previous         BLOB NOT NULL CHECK (length(previous) = 32),
  content          BLOB NOT NULL CHECK (length(content) = 32),
  chain_hash       BLOB NOT NULL UNIQUE CHECK (length(chain_hash) = 32),
  receipt_number   TEXT NOT NULL UNIQUE,
  service          TEXT NOT NULL CHECK (service <> ''),
  state            TEXT NOT NULL DEFAULT 'stored' CHECK (state IN
                     ('stored', 'sending', 'accepted', 'returned', 'refused', 'quarantined',
                      'exported')),
  sealed_manifest  BLOB NOT NULL CHECK (length(sealed_manifest) BETWEEN 1 AND 262144),
  created_earliest INTEGER NOT NULL,
  created_latest   INTEGER NOT NULL CHECK (created_latest >= created_earliest),
  attempts         INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_attempt     INTEGER NOT NULL DEFAULT 0,
  lease_until      INTEGER,
  problem          TEXT NOT NULL DEFAULT '',
  UNIQUE (incarnation, sequence),
  CHECK ((state = 'sending') = (lease_until IS NOT NULL))
) STRICT;
CREATE INDEX outbox_item_by_state ON outbox_item (state, next_attempt);

CREATE TABLE outbox_part (
  item            BLOB NOT NULL REFERENCES outbox_item (id),
  number          INTEGER NOT NULL CHECK (number BETWEEN 1 AND 400),
  field           TEXT NOT NULL,
  content_type    TEXT NOT NULL,
  sealed          BLOB NOT NULL CHECK (length(sealed) = size),
  size            INTEGER NOT NULL CHECK (size BETWEEN 1 AND 262144),
  sha256          BLOB NOT NULL CHECK (length(sha256) = 32),
  upload_offset   INTEGER NOT NULL DEFAULT 0 CHECK (upload_offset IN (0, size)),
  UNIQUE (item, number)
) STRICT;

CREATE TABLE acceptance (
  item            BLOB PRIMARY KEY REFERENCES outbox_item (id),
  chain_head      BLOB NOT NULL CHECK (length(chain_head) = 32),
  accepted_at     INTEGER NOT NULL,
  signature       BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT;

-- Seats this terminal may promise (architecture, section 6).
CREATE TABLE slot_lease (
  lease_grant     BLOB NOT NULL CHECK (length(lease_grant) = 16),
  seat            INTEGER NOT NULL CHECK (seat > 0),
  office          TEXT NOT NULL,
  slot            TEXT NOT NULL,
  incarnation     BLOB NOT NULL CHECK (length(incarnation) = 16),
  sell_by         INTEGER NOT NULL,
  state           TEXT NOT NULL CHECK (state IN ('held', 'used', 'closed')),
  PRIMARY KEY (lease_grant, seat),
  UNIQUE (office, slot, seat, incarnation)
) STRICT;

CREATE TABLE booking (
  item            BLOB PRIMARY KEY REFERENCES outbox_item (id),
  lease_grant     BLOB NOT NULL,
  seat            INTEGER NOT NULL,
  UNIQUE (lease_grant, seat),
  FOREIGN KEY (lease_grant, seat) REFERENCES slot_lease (lease_grant, seat)
) STRICT;

-- Found and opened only with the person's own number.
CREATE TABLE benefit_snapshot (
  name            BLOB PRIMARY KEY CHECK (length(name) = 32),
  sealed          BLOB NOT NULL,
  stored_at       INTEGER NOT NULL
) STRICT;

CREATE TABLE draft (
  name            BLOB PRIMARY KEY CHECK (length(name) = 32),
  sealed          BLOB NOT NULL,
  stored_at       INTEGER NOT NULL
) STRICT;

CREATE TABLE catalogue_bundle (
  version         INTEGER PRIMARY KEY CHECK (version > 0),
  etag            TEXT NOT NULL,
  content         BLOB NOT NULL,
  signature       BLOB NOT NULL CHECK (length(signature) = 64),
  fetched_at      INTEGER NOT NULL
) STRICT;

CREATE TABLE audit_event (
  number          INTEGER PRIMARY KEY CHECK (number > 0),
  at              INTEGER NOT NULL,
  kind            TEXT NOT NULL CHECK (kind <> ''),
  detail          TEXT NOT NULL CHECK (length(detail) <= 200),
  previous        BLOB NOT NULL CHECK (length(previous) = 32),
  hash            BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TABLE day_close (
  id              BLOB PRIMARY KEY CHECK (length(id) = 16),
  incarnation     BLOB NOT NULL CHECK (length(incarnation) = 16),
  first_sequence  INTEGER NOT NULL CHECK (first_sequence > 0),
  last_sequence   INTEGER NOT NULL CHECK (last_sequence >= first_sequence),
  item_count      INTEGER NOT NULL CHECK (item_count >= 0),
  chain_head      BLOB NOT NULL CHECK (length(chain_head) = 32),
  closed_at       INTEGER NOT NULL,
  state           TEXT NOT NULL CHECK (state IN ('asked', 'agreed', 'disputed')),
  UNIQUE (incarnation, last_sequence)
) STRICT;
)sql";

constexpr std::array kMigrations = {
    kVersion1,       kDayCloseSchema, kStaffTables, kStaffAttemptsByHash, kReconciliationDiffers,
    kLeanSchema,     kUploadSchema,   kStickSchema, kAuditSchema,         kDayReportSchema,
    kStaffCardTable, kRatingSchema,   kMatterSchema};

}  // namespace

std::span<const std::string_view> store_migrations() { return kMigrations; }

}  // namespace linli::offline_cache
