#pragma once
#include <array>
#include <string_view>

#include "centre/ledger/addition_schema.h"
#include "centre/ledger/recovery_schema.h"

namespace linli::centre {

/// Script i takes a ledger in SQLite from version i to i+1; postgres_schema.h says the same for
/// PostgreSQL.
inline constexpr std::array<std::string_view, 5> kSqliteSchema{
    R"sql(
CREATE TABLE enrolment_code (
  terminal      TEXT PRIMARY KEY CHECK (length(terminal) = 4),
  hash          BLOB NOT NULL CHECK (length(hash) = 32),
  expires_at    INTEGER NOT NULL,
  attempts      INTEGER NOT NULL CHECK (attempts >= 0)
) STRICT;

CREATE TABLE terminal (
  number        TEXT PRIMARY KEY CHECK (length(number) = 4),
  certificate   BLOB NOT NULL CHECK (length(certificate) = 32),
  receipt_key   BLOB NOT NULL CHECK (length(receipt_key) = 32),
  enrolled_at   INTEGER NOT NULL,
  seen_at       INTEGER,
  version       TEXT NOT NULL DEFAULT '',
  waiting       INTEGER NOT NULL DEFAULT 0 CHECK (waiting >= 0),
  for_staff     INTEGER NOT NULL DEFAULT 0 CHECK (for_staff >= 0)
) STRICT;

-- arrival is the order of arrival: rowid of a table whose rows never go.
CREATE TABLE item (
  arrival          INTEGER PRIMARY KEY AUTOINCREMENT,
  id               BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  terminal         TEXT NOT NULL REFERENCES terminal (number),
  incarnation      BLOB NOT NULL CHECK (length(incarnation) = 16),
  sequence         INTEGER NOT NULL CHECK (sequence >= 1),
  content          BLOB NOT NULL CHECK (length(content) = 32),
  previous         BLOB NOT NULL CHECK (length(previous) = 32),
  hash             BLOB NOT NULL CHECK (length(hash) = 32),
  receipt_number   TEXT NOT NULL,
  service          TEXT NOT NULL,
  created_earliest INTEGER NOT NULL,
  created_latest   INTEGER NOT NULL CHECK (created_latest >= created_earliest),
  sealed_manifest  BLOB NOT NULL,
  chain_head       BLOB NOT NULL CHECK (length(chain_head) = 32),
  accepted_at      INTEGER NOT NULL,
  signature        BLOB NOT NULL CHECK (length(signature) = 64),
  UNIQUE (terminal, incarnation, sequence)
) STRICT;
CREATE INDEX item_by_receipt ON item (receipt_number);

-- Parts arrive before the item that names them.
CREATE TABLE part (
  item          BLOB NOT NULL CHECK (length(item) = 16),
  number        INTEGER NOT NULL CHECK (number BETWEEN 1 AND 400),
  terminal      TEXT NOT NULL REFERENCES terminal (number),
  digest        BLOB NOT NULL CHECK (length(digest) = 32),
  sealed        BLOB NOT NULL CHECK (length(sealed) <= 262144),
  committed     INTEGER NOT NULL DEFAULT 0 CHECK (committed IN (0, 1)),
  PRIMARY KEY (item, number)
) STRICT;
CREATE INDEX part_without_item ON part (terminal) WHERE committed = 0;

CREATE TABLE stage_event (
  number        INTEGER PRIMARY KEY AUTOINCREMENT,
  item          BLOB NOT NULL REFERENCES item (id),
  stage         TEXT NOT NULL,
  note          TEXT NOT NULL,
  at            INTEGER NOT NULL
) STRICT;
CREATE INDEX stage_event_by_item ON stage_event (item, number);

-- status is the BenefitStatus of the API: it comes and goes as a whole.
CREATE TABLE resident (
  number        TEXT PRIMARY KEY CHECK (length(number) = 18),
  name          TEXT NOT NULL,
  status        TEXT NOT NULL CHECK (json_valid(status))
) STRICT;
)sql",
    R"sql(
-- When the content of an item was deleted; what is left is its place, its digests and its acceptance.
ALTER TABLE item ADD COLUMN expired_at INTEGER;

-- What both sides agreed on. A range may be closed again, alone or within a larger one.
CREATE TABLE day_close (
  number         INTEGER PRIMARY KEY AUTOINCREMENT,
  terminal       TEXT NOT NULL REFERENCES terminal (number),
  incarnation    BLOB NOT NULL CHECK (length(incarnation) = 16),
  first_sequence INTEGER NOT NULL CHECK (first_sequence >= 1),
  last_sequence  INTEGER NOT NULL CHECK (last_sequence >= first_sequence),
  without        TEXT NOT NULL,
  chain_head     BLOB NOT NULL CHECK (length(chain_head) = 32),
  day            TEXT NOT NULL CHECK (length(day) = 10),
  agreed_at      INTEGER NOT NULL,
  signature      BLOB NOT NULL CHECK (length(signature) = 64),
  UNIQUE (terminal, incarnation, first_sequence, last_sequence)
) STRICT;
)sql",
    kRecoverySchema, kAdditionSchema,
    R"sql(
-- An emergency, as the content says: whoever lists the items needs no key for it.
ALTER TABLE item ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0 CHECK (urgent IN (0, 1));
)sql"};

}  // namespace linli::centre
