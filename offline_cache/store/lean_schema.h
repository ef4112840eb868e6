#pragma once
#include <string_view>

namespace linli::offline_cache {

/// The migration that lets an item touch fewer pages (each is encrypted and
/// synced): what is large stands last in its row, so that nothing is read past it;
/// no index that only repeats what another one promises; parts before their item,
/// so that they can be sealed one at a time and the manifest after them.
inline constexpr std::string_view kLeanSchema = R"sql(
CREATE TABLE lean_item (
  position         INTEGER PRIMARY KEY,
  id               BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  terminal         TEXT NOT NULL CHECK (length(terminal) = 4),
  incarnation      BLOB NOT NULL CHECK (length(incarnation) = 16),
  sequence         INTEGER NOT NULL CHECK (sequence > 0),
  previous         BLOB NOT NULL CHECK (length(previous) = 32),
  content          BLOB NOT NULL CHECK (length(content) = 32),
  chain_hash       BLOB NOT NULL CHECK (length(chain_hash) = 32),
  receipt_number   TEXT NOT NULL UNIQUE,
  service          TEXT NOT NULL CHECK (service <> ''),
  state            TEXT NOT NULL DEFAULT 'stored' CHECK (state IN
                     ('stored', 'sending', 'accepted', 'returned', 'refused', 'quarantined',
                      'exported')),
  created_earliest INTEGER NOT NULL,
  created_latest   INTEGER NOT NULL CHECK (created_latest >= created_earliest),
  attempts         INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_attempt     INTEGER NOT NULL DEFAULT 0,
  lease_until      INTEGER,
  problem          TEXT NOT NULL DEFAULT '',
  kind             TEXT GENERATED ALWAYS AS (
                     CASE WHEN state IN ('stored', 'sending', 'exported') THEN 'waiting'
                          WHEN state = 'accepted' THEN 'accepted' ELSE 'for_staff' END) VIRTUAL,
  hall_day         INTEGER GENERATED ALWAYS AS (
                     ((created_earliest + created_latest) / 2 + 28800000) / 86400000) VIRTUAL,
  sealed_manifest  BLOB NOT NULL CHECK (length(sealed_manifest) BETWEEN 1 AND 262144),
  UNIQUE (incarnation, sequence),
  CHECK ((state = 'sending') = (lease_until IS NOT NULL))
) STRICT;
INSERT INTO lean_item
  SELECT position, id, terminal, incarnation, sequence, previous, content, chain_hash,
    receipt_number, service, state, created_earliest, created_latest, attempts, next_attempt,
    lease_until, problem, sealed_manifest FROM outbox_item;

CREATE TABLE lean_part (
  item            BLOB NOT NULL REFERENCES lean_item (id) DEFERRABLE INITIALLY DEFERRED,
  number          INTEGER NOT NULL CHECK (number BETWEEN 1 AND 400),
  size            INTEGER NOT NULL CHECK (size BETWEEN 1 AND 262144),
  upload_offset   INTEGER NOT NULL DEFAULT 0 CHECK (upload_offset IN (0, size)),
  sha256          BLOB NOT NULL CHECK (length(sha256) = 32),
  field           TEXT NOT NULL,
  content_type    TEXT NOT NULL,
  sealed          BLOB NOT NULL CHECK (length(sealed) = size),
  UNIQUE (item, number)
) STRICT;
INSERT INTO lean_part
  SELECT item, number, size, upload_offset, sha256, field, content_type, sealed FROM outbox_part;

CREATE TABLE lean_acceptance (
  item            BLOB PRIMARY KEY REFERENCES lean_item (id),
  chain_head      BLOB NOT NULL CHECK (length(chain_head) = 32),
  accepted_at     INTEGER NOT NULL,
  signature       BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT, WITHOUT ROWID;
INSERT INTO lean_acceptance SELECT * FROM acceptance;

CREATE TABLE lean_booking (
  item            BLOB PRIMARY KEY REFERENCES lean_item (id),
  lease_grant     BLOB NOT NULL,
  seat            INTEGER NOT NULL,
  UNIQUE (lease_grant, seat),
  FOREIGN KEY (lease_grant, seat) REFERENCES slot_lease (lease_grant, seat)
) STRICT;
INSERT INTO lean_booking SELECT * FROM booking;

-- What points goes before what it points to. Renaming corrects the references.
DROP TABLE booking;
DROP TABLE acceptance;
DROP TABLE outbox_part;
DROP TABLE outbox_item;
ALTER TABLE lean_item RENAME TO outbox_item;
ALTER TABLE lean_part RENAME TO outbox_part;
ALTER TABLE lean_acceptance RENAME TO acceptance;
ALTER TABLE lean_booking RENAME TO booking;
CREATE INDEX outbox_item_by_state ON outbox_item (state, next_attempt);
CREATE INDEX outbox_item_by_age ON outbox_item (kind);

CREATE TRIGGER count_item_stored AFTER INSERT ON outbox_item BEGIN
  UPDATE queue_count SET items = items + 1, (bytes, bytes_sent) =
    (SELECT queue_count.bytes + length(new.sealed_manifest) + coalesce(sum(size), 0),
            queue_count.bytes_sent + coalesce(sum(upload_offset), 0)
     FROM outbox_part WHERE item = new.id)
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
CREATE TRIGGER count_part_sent AFTER UPDATE OF upload_offset ON outbox_part BEGIN
  UPDATE queue_count SET bytes_sent = bytes_sent + new.upload_offset - old.upload_offset
    WHERE kind = (SELECT kind FROM outbox_item WHERE id = new.item);
END;
CREATE TRIGGER count_part_gone BEFORE DELETE ON outbox_part BEGIN
  UPDATE queue_count SET bytes = bytes - old.size, bytes_sent = bytes_sent - old.upload_offset
    WHERE kind = (SELECT kind FROM outbox_item WHERE id = old.item);
END;
)sql";

}  // namespace linli::offline_cache
