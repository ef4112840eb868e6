#pragma once
#include <string_view>

namespace linli::offline_cache {

/// The migration that brings the day close: books, counters, what staff set
/// aside, and what is left of an item whose content was deleted.
inline constexpr std::string_view kDayCloseSchema = R"sql(
DROP TABLE day_close;  -- of the first version, which never wrote to it

-- Ranges of the chain that the centre has agreed to.
CREATE TABLE day_close (
  incarnation     BLOB NOT NULL CHECK (length(incarnation) = 16),
  first_sequence  INTEGER NOT NULL CHECK (first_sequence > 0),
  last_sequence   INTEGER NOT NULL CHECK (last_sequence >= first_sequence),
  without         TEXT NOT NULL,
  chain_head      BLOB NOT NULL CHECK (length(chain_head) = 32),
  day             TEXT NOT NULL CHECK (length(day) = 10),
  agreed_at       INTEGER NOT NULL,           -- by the centre's clock
  closed_earliest INTEGER NOT NULL,           -- by this terminal's
  closed_latest   INTEGER NOT NULL CHECK (closed_latest >= closed_earliest),
  signature       BLOB NOT NULL CHECK (length(signature) = 64),
  emptied         INTEGER NOT NULL DEFAULT 0 CHECK (emptied IN (0, 1)),
  PRIMARY KEY (incarnation, last_sequence)
) STRICT;

-- The last comparison with the centre, agreed or not: one row, and what it named.
CREATE TABLE reconciliation (
  only            INTEGER PRIMARY KEY CHECK (only = 1),
  result          TEXT NOT NULL CHECK (result IN ('agreed', 'disputed')),
  day             TEXT NOT NULL CHECK (length(day) = 10),
  here            INTEGER NOT NULL CHECK (here >= 0),
  there           INTEGER NOT NULL CHECK (there >= 0),
  check_code      TEXT NOT NULL,
  compared_at     INTEGER NOT NULL
) STRICT;
CREATE TABLE reconciliation_name (
  kind            TEXT NOT NULL CHECK (kind IN ('missing_there', 'unknown_here')),
  name            TEXT NOT NULL,              -- a receipt number, or an item's id
  PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE set_aside (
  item            BLOB PRIMARY KEY CHECK (length(item) = 16),
  reason          TEXT NOT NULL CHECK (reason IN
                    ('handed_in_on_paper', 'duplicate', 'withdrawn', 'technical')),
  staff           TEXT NOT NULL CHECK (length(staff) BETWEEN 1 AND 8),
  at_earliest     INTEGER NOT NULL,
  at_latest       INTEGER NOT NULL CHECK (at_latest >= at_earliest)
) STRICT;

-- Acceptances of items that the centre later did not have any more.
CREATE TABLE void_acceptance (
  item            BLOB NOT NULL CHECK (length(item) = 16),
  chain_head      BLOB NOT NULL CHECK (length(chain_head) = 32),
  accepted_at     INTEGER NOT NULL,
  signature       BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT;

-- What is left of an accepted item after the retention time.
CREATE TABLE closed_item (
  id              BLOB PRIMARY KEY CHECK (length(id) = 16),
  terminal        TEXT NOT NULL CHECK (length(terminal) = 4),
  incarnation     BLOB NOT NULL CHECK (length(incarnation) = 16),
  sequence        INTEGER NOT NULL CHECK (sequence > 0),
  previous        BLOB NOT NULL CHECK (length(previous) = 32),
  content         BLOB NOT NULL CHECK (length(content) = 32),
  chain_hash      BLOB NOT NULL CHECK (length(chain_hash) = 32),
  receipt_number  TEXT NOT NULL UNIQUE,
  service         TEXT NOT NULL,
  created_earliest INTEGER NOT NULL,
  created_latest  INTEGER NOT NULL,
  chain_head      BLOB NOT NULL CHECK (length(chain_head) = 32),
  accepted_at     INTEGER NOT NULL,
  signature       BLOB NOT NULL CHECK (length(signature) = 64),
  UNIQUE (incarnation, sequence)
) STRICT;

-- Counters, so that a long queue costs the screens no scan. The hall's day is counted from
-- 1970-01-01 and begins at its midnight (UTC+8).
ALTER TABLE outbox_item ADD COLUMN kind TEXT GENERATED ALWAYS AS (
  CASE WHEN state IN ('stored', 'sending', 'exported') THEN 'waiting'
       WHEN state = 'accepted' THEN 'accepted' ELSE 'for_staff' END) VIRTUAL;
ALTER TABLE outbox_item ADD COLUMN hall_day INTEGER GENERATED ALWAYS AS (
  ((created_earliest + created_latest) / 2 + 28800000) / 86400000) VIRTUAL;
CREATE INDEX outbox_item_by_age ON outbox_item (kind);
CREATE INDEX outbox_part_progress ON outbox_part (item, size, upload_offset);

CREATE TABLE queue_count (
  kind            TEXT PRIMARY KEY CHECK (kind IN ('waiting', 'accepted', 'for_staff')),
  items           INTEGER NOT NULL DEFAULT 0 CHECK (items >= 0),
  bytes           INTEGER NOT NULL DEFAULT 0 CHECK (bytes >= 0),
  bytes_sent      INTEGER NOT NULL DEFAULT 0 CHECK (bytes_sent >= 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE day_count (
  day             INTEGER PRIMARY KEY,
  stored          INTEGER NOT NULL DEFAULT 0 CHECK (stored >= 0),
  accepted        INTEGER NOT NULL DEFAULT 0 CHECK (accepted >= 0)
) STRICT;

INSERT INTO queue_count
  SELECT k.kind, count(i.id), coalesce(sum(length(i.sealed_manifest) +
         (SELECT coalesce(sum(size), 0) FROM outbox_part WHERE item = i.id)), 0),
         coalesce(sum((SELECT coalesce(sum(upload_offset), 0) FROM outbox_part
                       WHERE item = i.id)), 0)
  FROM (SELECT 'waiting' AS kind UNION ALL SELECT 'accepted' UNION ALL SELECT 'for_staff') k
  LEFT JOIN outbox_item i ON i.kind = k.kind GROUP BY k.kind;
INSERT INTO day_count
  SELECT hall_day, count(*), count(*) FILTER (WHERE kind = 'accepted') FROM outbox_item
  GROUP BY hall_day;

CREATE TRIGGER count_item_stored AFTER INSERT ON outbox_item BEGIN
  UPDATE queue_count SET items = items + 1, bytes = bytes + length(new.sealed_manifest)
    WHERE kind = new.kind;
  INSERT INTO day_count VALUES (new.hall_day, 1, new.kind = 'accepted')
    ON CONFLICT (day) DO UPDATE SET stored = stored + 1,
    accepted = accepted + (new.kind = 'accepted');
END;
CREATE TRIGGER count_item_moved AFTER UPDATE OF state ON outbox_item WHEN old.kind <> new.kind
BEGIN
  UPDATE queue_count SET items = items + iif(kind = new.kind, 1, -1),
    bytes = bytes + iif(kind = new.kind, 1, -1) * (length(new.sealed_manifest) +
      (SELECT coalesce(sum(size), 0) FROM outbox_part WHERE item = new.id)),
    bytes_sent = bytes_sent + iif(kind = new.kind, 1, -1) *
      (SELECT coalesce(sum(upload_offset), 0) FROM outbox_part WHERE item = new.id)
    WHERE kind IN (old.kind, new.kind);
  UPDATE day_count SET accepted = accepted + (new.kind = 'accepted') - (old.kind = 'accepted')
    WHERE day = new.hall_day;
  DELETE FROM set_aside WHERE item = new.id AND new.kind <> 'for_staff';
END;
CREATE TRIGGER count_item_gone AFTER DELETE ON outbox_item BEGIN
  UPDATE queue_count SET items = items - 1, bytes = bytes - length(old.sealed_manifest)
    WHERE kind = old.kind;
END;
CREATE TRIGGER count_part_stored AFTER INSERT ON outbox_part BEGIN
  UPDATE queue_count SET bytes = bytes + new.size, bytes_sent = bytes_sent + new.upload_offset
    WHERE kind = (SELECT kind FROM outbox_item WHERE id = new.item);
END;
CREATE TRIGGER count_part_sent AFTER UPDATE OF upload_offset ON outbox_part BEGIN
  UPDATE queue_count SET bytes_sent = bytes_sent + new.upload_offset - old.upload_offset
    WHERE kind = (SELECT kind FROM outbox_item WHERE id = new.item);
END;
CREATE TRIGGER count_part_gone BEFORE DELETE ON outbox_part BEGIN
  UPDATE queue_count SET bytes = bytes - old.size, bytes_sent = bytes_sent - old.upload_offset
    WHERE kind = (SELECT kind FROM outbox_item WHERE id = old.item);
END;
)sql";

/// Items that both sides hold, but not alike, are named as such.
inline constexpr std::string_view kReconciliationDiffers = R"sql(
ALTER TABLE reconciliation_name RENAME TO former_name;
CREATE TABLE reconciliation_name (
  kind            TEXT NOT NULL CHECK (kind IN ('missing_there', 'differs', 'unknown_here')),
  name            TEXT NOT NULL,              -- a receipt number; unknown_here: an item's id
  PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
INSERT INTO reconciliation_name SELECT kind, name FROM former_name;
DROP TABLE former_name;
)sql";

}  // namespace linli::offline_cache
