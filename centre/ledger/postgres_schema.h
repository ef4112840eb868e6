#pragma once
#include <array>
#include <string_view>

#include "centre/ledger/sqlite_schema.h"

namespace linli::centre {

/// Script i takes a ledger in PostgreSQL from version i to i+1: the same tables and columns as
/// sqlite_schema.h, so that the statements of the ledger fit both (a test compares them).
inline constexpr std::array<std::string_view, 5> kPostgresSchema{
    R"sql(
CREATE TABLE enrolment_code (
  terminal      text PRIMARY KEY CHECK (length(terminal) = 4),
  hash          bytea NOT NULL CHECK (length(hash) = 32),
  expires_at    bigint NOT NULL,
  attempts      bigint NOT NULL CHECK (attempts >= 0)
);

CREATE TABLE terminal (
  number        text PRIMARY KEY CHECK (length(number) = 4),
  certificate   bytea NOT NULL CHECK (length(certificate) = 32),
  receipt_key   bytea NOT NULL CHECK (length(receipt_key) = 32),
  enrolled_at   bigint NOT NULL,
  seen_at       bigint,
  version       text NOT NULL DEFAULT '',
  waiting       bigint NOT NULL DEFAULT 0 CHECK (waiting >= 0),
  for_staff     bigint NOT NULL DEFAULT 0 CHECK (for_staff >= 0)
);

-- arrival is the order of arrival; numbers are left out where a transaction was repeated.
CREATE TABLE item (
  arrival          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id               bytea NOT NULL UNIQUE CHECK (length(id) = 16),
  terminal         text NOT NULL REFERENCES terminal (number),
  incarnation      bytea NOT NULL CHECK (length(incarnation) = 16),
  sequence         bigint NOT NULL CHECK (sequence >= 1),
  content          bytea NOT NULL CHECK (length(content) = 32),
  previous         bytea NOT NULL CHECK (length(previous) = 32),
  hash             bytea NOT NULL CHECK (length(hash) = 32),
  receipt_number   text NOT NULL,
  service          text NOT NULL,
  created_earliest bigint NOT NULL,
  created_latest   bigint NOT NULL CHECK (created_latest >= created_earliest),
  sealed_manifest  bytea NOT NULL,
  chain_head       bytea NOT NULL CHECK (length(chain_head) = 32),
  accepted_at      bigint NOT NULL,
  signature        bytea NOT NULL CHECK (length(signature) = 64),
  UNIQUE (terminal, incarnation, sequence)
);
CREATE INDEX item_by_receipt ON item (receipt_number);

-- Parts arrive before the item that names them. What is sealed does not compress.
CREATE TABLE part (
  item          bytea NOT NULL CHECK (length(item) = 16),
  number        bigint NOT NULL CHECK (number BETWEEN 1 AND 400),
  terminal      text NOT NULL REFERENCES terminal (number),
  digest        bytea NOT NULL CHECK (length(digest) = 32),
  sealed        bytea NOT NULL CHECK (length(sealed) <= 262144),
  committed     bigint NOT NULL DEFAULT 0 CHECK (committed IN (0, 1)),
  PRIMARY KEY (item, number)
);
ALTER TABLE part ALTER COLUMN sealed SET STORAGE EXTERNAL;
CREATE INDEX part_without_item ON part (terminal) WHERE committed = 0;

CREATE TABLE stage_event (
  number        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  item          bytea NOT NULL REFERENCES item (id),
  stage         text NOT NULL,
  note          text NOT NULL,
  at            bigint NOT NULL
);
CREATE INDEX stage_event_by_item ON stage_event (item, number);

-- status is the BenefitStatus of the API: it comes and goes as a whole.
CREATE TABLE resident (
  number        text PRIMARY KEY CHECK (length(number) = 18),
  name          text NOT NULL,
  status        json NOT NULL
);
)sql",
    R"sql(
-- When the content of an item was deleted; what is left is its place, its digests and its acceptance.
ALTER TABLE item ADD COLUMN expired_at bigint;

-- What both sides agreed on. A range may be closed again, alone or within a larger one.
CREATE TABLE day_close (
  number         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  terminal       text NOT NULL REFERENCES terminal (number),
  incarnation    bytea NOT NULL CHECK (length(incarnation) = 16),
  first_sequence bigint NOT NULL CHECK (first_sequence >= 1),
  last_sequence  bigint NOT NULL CHECK (last_sequence >= first_sequence),
  without        text NOT NULL,
  chain_head     bytea NOT NULL CHECK (length(chain_head) = 32),
  day            text NOT NULL CHECK (length(day) = 10),
  agreed_at      bigint NOT NULL,
  signature      bytea NOT NULL CHECK (length(signature) = 64),
  UNIQUE (terminal, incarnation, first_sequence, last_sequence)
);
)sql",
    R"sql(
-- recovery_schema.h says the same for SQLite.
CREATE TABLE recovery (
  number         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  terminal       text NOT NULL REFERENCES terminal (number),
  by             text NOT NULL REFERENCES terminal (number),
  sealed_key     bytea NOT NULL,
  certificate    text NOT NULL,
  requested_at   bigint NOT NULL,
  authorised_at  bigint,
  expires_at     bigint,
  answer         bytea,
  revoked_at     bigint,
  CHECK ((authorised_at IS NULL) = (answer IS NULL)),
  CHECK ((authorised_at IS NULL) = (expires_at IS NULL))
);
-- One request of a terminal for another waits at a time.
CREATE UNIQUE INDEX recovery_waiting ON recovery (terminal, by)
  WHERE authorised_at IS NULL AND revoked_at IS NULL;
)sql",
    R"sql(
-- addition_schema.h says the same for SQLite.
CREATE TABLE addition (
  item           bytea PRIMARY KEY REFERENCES item (id),
  adds_to        bytea NOT NULL CHECK (length(adds_to) = 16),
  receipt_number text NOT NULL,
  what           text NOT NULL CHECK (what IN ('supplement', 'authorisation'))
);
CREATE INDEX addition_by_application ON addition (adds_to);
ALTER TABLE stage_event ADD COLUMN supplement text NOT NULL DEFAULT '';
)sql",
    R"sql(
-- An emergency, as the content says: whoever lists the items needs no key for it.
ALTER TABLE item ADD COLUMN urgent bigint NOT NULL DEFAULT 0 CHECK (urgent IN (0, 1));
)sql"};

static_assert(kPostgresSchema.size() == kSqliteSchema.size(), "both databases change together");

}  // namespace linli::centre
