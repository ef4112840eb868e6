CREATE TABLE "acceptance" (
  item            BLOB PRIMARY KEY REFERENCES "outbox_item" (id),
  chain_head      BLOB NOT NULL CHECK (length(chain_head) = 32),
  accepted_at     INTEGER NOT NULL,
  signature       BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT, WITHOUT ROWID;
INSERT INTO "acceptance" VALUES(X'019AA000000070009000000000000001',X'EF5EDDCF5B8EDDE3E635623156DB9B9FC8348E078680F6B64F5DDBA71901A700',1763776865000,X'00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
CREATE TABLE audit_anchor (
  only            INTEGER PRIMARY KEY CHECK (only = 1),
  number          INTEGER NOT NULL CHECK (number > 0),
  hash            BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE TABLE audit_event (
  number          INTEGER PRIMARY KEY CHECK (number > 0),
  at              INTEGER NOT NULL,
  kind            TEXT NOT NULL CHECK (kind <> ''),
  detail          TEXT NOT NULL CHECK (length(detail) <= 200),
  previous        BLOB NOT NULL CHECK (length(previous) = 32),
  hash            BLOB NOT NULL CHECK (length(hash) = 32)
, earliest INTEGER, latest INTEGER
  CHECK ((latest IS NULL) = (earliest IS NULL) AND (latest IS NULL OR latest >= earliest))) STRICT;
CREATE TABLE benefit_snapshot (
  name            BLOB PRIMARY KEY CHECK (length(name) = 32),
  sealed          BLOB NOT NULL,
  stored_at       INTEGER NOT NULL
) STRICT;
CREATE TABLE "booking" (
  item            BLOB PRIMARY KEY REFERENCES "outbox_item" (id),
  lease_grant     BLOB NOT NULL,
  seat            INTEGER NOT NULL,
  UNIQUE (lease_grant, seat),
  FOREIGN KEY (lease_grant, seat) REFERENCES slot_lease (lease_grant, seat)
) STRICT;
CREATE TABLE catalogue_bundle (
  version         INTEGER PRIMARY KEY CHECK (version > 0),
  etag            TEXT NOT NULL,
  content         BLOB NOT NULL,
  signature       BLOB NOT NULL CHECK (length(signature) = 64),
  fetched_at      INTEGER NOT NULL
) STRICT;
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
CREATE TABLE day_count (
  day             INTEGER NOT NULL,           -- the hall's, from 1970-01-01
  service         TEXT NOT NULL,
  stored          INTEGER NOT NULL DEFAULT 0 CHECK (stored >= 0),
  accepted        INTEGER NOT NULL DEFAULT 0 CHECK (accepted >= 0),
  first_receipt   TEXT NOT NULL,
  last_receipt    TEXT NOT NULL,
  PRIMARY KEY (day, service)
) STRICT, WITHOUT ROWID;
INSERT INTO "day_count" VALUES(20414,'temporary_relief',4,1,'LS-0417-2511-0001','LS-0417-2511-0004');
CREATE TABLE draft (
  name            BLOB PRIMARY KEY CHECK (length(name) = 32),
  sealed          BLOB NOT NULL,
  stored_at       INTEGER NOT NULL
) STRICT;
INSERT INTO "draft" VALUES(X'0000000000000000000000000000000000000000000000000000000000000000',X'6472616674',1763776860000);
CREATE TABLE exported_item (
  item            BLOB PRIMARY KEY CHECK (length(item) = 16),
  at              INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "exported_item" VALUES(X'019AA000000070009000000000000004',1763776866000);
CREATE TABLE meta (
  only            INTEGER PRIMARY KEY CHECK (only = 1),
  incarnation     BLOB NOT NULL CHECK (length(incarnation) = 16),
  terminal        TEXT NOT NULL DEFAULT '' CHECK (length(terminal) IN (0, 4)),
  sequence        INTEGER NOT NULL DEFAULT 0 CHECK (sequence >= 0),
  chain_head      BLOB NOT NULL CHECK (length(chain_head) = 32),
  receipt_floor   INTEGER NOT NULL DEFAULT 0 CHECK (receipt_floor >= 0),
  salt            BLOB NOT NULL CHECK (length(salt) = 32)
) STRICT;
INSERT INTO "meta" VALUES(1,X'019AA0000000700080000000000000AA','0417',4,X'8E007FFA7327D2C34069C38EC6FD4E0CEFC443FA3E816CAACB741F3669D1A97D',0,X'000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F');
CREATE TABLE "outbox_item" (
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
  sealed_manifest  BLOB NOT NULL CHECK (length(sealed_manifest) BETWEEN 1 AND 262144), yields INTEGER NOT NULL DEFAULT 1000 CHECK (yields >= 0), large INTEGER NOT NULL DEFAULT 0 CHECK (large IN (0, 1)),
  UNIQUE (incarnation, sequence),
  CHECK ((state = 'sending') = (lease_until IS NOT NULL))
) STRICT;
INSERT INTO "outbox_item" VALUES(1,X'019AA000000070009000000000000001','0417',X'019AA0000000700080000000000000AA',1,X'0000000000000000000000000000000000000000000000000000000000000000',X'AB95747A853EA5C0FD212B9320A32B893FB9F6A03C780D3411566C33E590E383',X'EF5EDDCF5B8EDDE3E635623156DB9B9FC8348E078680F6B64F5DDBA71901A700','LS-0417-2511-0001','temporary_relief','accepted',1763776860000,1763776860010,0,0,NULL,'',X'7365616C6564206D616E69666573742031',0,0);
INSERT INTO "outbox_item" VALUES(2,X'019AA000000070009000000000000002','0417',X'019AA0000000700080000000000000AA',2,X'EF5EDDCF5B8EDDE3E635623156DB9B9FC8348E078680F6B64F5DDBA71901A700',X'1ADE1491D72575E26CE68EF0745D988A9D1F5D0036F62E42F9CD5C1E9E776571',X'727874D2B50F8080C2DE78FD611A063BF6873BBD62FBF6F3DE4389BBA9D33ED4','LS-0417-2511-0002','temporary_relief','stored',1763776860000,1763776860010,0,0,NULL,'',X'7365616C6564206D616E69666573742032',0,0);
INSERT INTO "outbox_item" VALUES(3,X'019AA000000070009000000000000003','0417',X'019AA0000000700080000000000000AA',3,X'727874D2B50F8080C2DE78FD611A063BF6873BBD62FBF6F3DE4389BBA9D33ED4',X'30E376CA09AD5EEA9641E7BD896C25B7BBBC4DCB9C439358A576B2E398609018',X'4D37CEEC094C378C43D5C761F017FC7014C1238E592BBFF77BF592EFAA94C527','LS-0417-2511-0003','temporary_relief','quarantined',1763776860000,1763776860010,0,0,NULL,'',X'7365616C6564206D616E69666573742033',0,0);
INSERT INTO "outbox_item" VALUES(4,X'019AA000000070009000000000000004','0417',X'019AA0000000700080000000000000AA',4,X'4D37CEEC094C378C43D5C761F017FC7014C1238E592BBFF77BF592EFAA94C527',X'E3E9350CF761A83E6C2C428ED133966BEC5A002488EAD9F08ACB41C25C7B7A8C',X'8E007FFA7327D2C34069C38EC6FD4E0CEFC443FA3E816CAACB741F3669D1A97D','LS-0417-2511-0004','temporary_relief','exported',1763776860000,1763776860010,0,0,NULL,'',X'7365616C6564206D616E69666573742034',0,0);
CREATE TABLE "outbox_part" (
  item            BLOB NOT NULL REFERENCES "outbox_item" (id) DEFERRABLE INITIALLY DEFERRED,
  number          INTEGER NOT NULL CHECK (number BETWEEN 1 AND 400),
  size            INTEGER NOT NULL CHECK (size BETWEEN 1 AND 262144),
  upload_offset   INTEGER NOT NULL DEFAULT 0 CHECK (upload_offset IN (0, size)),
  sha256          BLOB NOT NULL CHECK (length(sha256) = 32),
  field           TEXT NOT NULL,
  content_type    TEXT NOT NULL,
  sealed          BLOB NOT NULL CHECK (length(sealed) = size),
  UNIQUE (item, number)
) STRICT;
INSERT INTO "outbox_part" VALUES(X'019AA000000070009000000000000001',1,13,13,X'804A1C1B876E967ADE3C65CE9FFB60AE8D003EDE75F475D0CD85A1DC3E13BEF1','signature','image/svg+xml',X'7365616C656420706172742031');
INSERT INTO "outbox_part" VALUES(X'019AA000000070009000000000000002',1,13,0,X'0457B674029BA1B90AC952917C13E06E99D1807470ABC9535C0E92A628FBA6B1','signature','image/svg+xml',X'7365616C656420706172742032');
INSERT INTO "outbox_part" VALUES(X'019AA000000070009000000000000003',1,13,0,X'692B6A49B7F666558FA0608374D1C611E89639D9D1A9754D05A088484617C5C1','signature','image/svg+xml',X'7365616C656420706172742033');
INSERT INTO "outbox_part" VALUES(X'019AA000000070009000000000000004',1,13,0,X'BF24BE37D596DD099DA840677D093694EEAAA92E22BA0CEEE17E3060AC703ADA','signature','image/svg+xml',X'7365616C656420706172742034');
CREATE TABLE queue_count (
  kind            TEXT PRIMARY KEY CHECK (kind IN ('waiting', 'accepted', 'for_staff')),
  items           INTEGER NOT NULL DEFAULT 0 CHECK (items >= 0),
  bytes           INTEGER NOT NULL DEFAULT 0 CHECK (bytes >= 0),
  bytes_sent      INTEGER NOT NULL DEFAULT 0 CHECK (bytes_sent >= 0)
) STRICT, WITHOUT ROWID;
INSERT INTO "queue_count" VALUES('accepted',1,30,13);
INSERT INTO "queue_count" VALUES('for_staff',1,30,0);
INSERT INTO "queue_count" VALUES('waiting',2,60,0);
CREATE TABLE receipt_count (
  prefix          TEXT NOT NULL CHECK (length(prefix) = 2),
  month           TEXT NOT NULL CHECK (length(month) = 4),
  count           INTEGER NOT NULL CHECK (count >= 0),
  PRIMARY KEY (prefix, month)
) STRICT, WITHOUT ROWID;
INSERT INTO "receipt_count" VALUES('LS','2511',4);
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
  kind            TEXT NOT NULL CHECK (kind IN ('missing_there', 'differs', 'unknown_here')),
  name            TEXT NOT NULL,              -- a receipt number; unknown_here: an item's id
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
INSERT INTO "set_aside" VALUES(X'019AA000000070009000000000000003','technical','1001',1763776860000,1763776860010);
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
CREATE TABLE staff (
  number          TEXT PRIMARY KEY
                    CHECK (length(number) BETWEEN 4 AND 8 AND number NOT GLOB '*[^0-9]*'),
  name            TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 20),
  role            TEXT NOT NULL CHECK (role IN ('clerk', 'supervisor')),
  salt            BLOB NOT NULL CHECK (length(salt) = 16),
  hash            BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT, WITHOUT ROWID;
INSERT INTO "staff" VALUES('1001','李静','clerk',X'00000000000000000000000000000000',X'0000000000000000000000000000000000000000000000000000000000000000');
CREATE TABLE staff_attempt (
  number_hash     BLOB PRIMARY KEY CHECK (length(number_hash) = 32),
  failures        INTEGER NOT NULL CHECK (failures > 0),
  last_at         INTEGER NOT NULL,
  locked_until    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE staff_card (
  name            BLOB PRIMARY KEY CHECK (length(name) = 32),
  number          TEXT NOT NULL UNIQUE REFERENCES staff (number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE void_acceptance (
  item            BLOB NOT NULL CHECK (length(item) = 16),
  chain_head      BLOB NOT NULL CHECK (length(chain_head) = 32),
  accepted_at     INTEGER NOT NULL,
  signature       BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT;
CREATE INDEX outbox_item_by_age ON outbox_item (kind);
CREATE INDEX outbox_item_to_send ON outbox_item (position + yields, next_attempt, yields, large, state)
  WHERE state IN ('stored', 'exported');
CREATE INDEX outbox_item_on_its_way ON outbox_item (lease_until) WHERE state = 'sending';
CREATE INDEX audit_event_of_staff ON audit_event (at) WHERE kind IN
  ('staff_signed_in', 'staff_closes_day', 'staff_retries_item', 'item_set_aside', 'day_closed',
   'day_disputed', 'items_sent_again');
CREATE INDEX day_count_of_open_ratings ON day_count (stored - accepted)
  WHERE service = 'rating' AND stored <> accepted;
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
CREATE TRIGGER still_on_stick AFTER UPDATE OF state ON outbox_item
  WHEN new.state = 'stored' AND EXISTS (SELECT 1 FROM exported_item WHERE item = new.id)
BEGIN
  UPDATE outbox_item SET state = 'exported' WHERE id = new.id AND old.state = 'sending';
  DELETE FROM exported_item WHERE item = new.id AND old.state <> 'sending';
END;
CREATE TRIGGER off_stick AFTER UPDATE OF state ON outbox_item WHEN new.state = 'accepted'
BEGIN
  DELETE FROM exported_item WHERE item = new.id;
END;
CREATE TRIGGER count_item_stored AFTER INSERT ON outbox_item BEGIN
  UPDATE queue_count SET items = items + 1, (bytes, bytes_sent) =
    (SELECT queue_count.bytes + length(new.sealed_manifest) + coalesce(sum(size), 0),
            queue_count.bytes_sent + coalesce(sum(upload_offset), 0)
     FROM outbox_part WHERE item = new.id)
    WHERE kind = new.kind;
  INSERT INTO day_count VALUES (new.hall_day, new.service, 1, new.kind = 'accepted',
                                new.receipt_number, new.receipt_number)
    ON CONFLICT (day, service) DO UPDATE SET stored = stored + 1,
    accepted = accepted + (new.kind = 'accepted'), last_receipt = new.receipt_number;
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
    WHERE day = new.hall_day AND service = new.service;
  DELETE FROM set_aside WHERE item = new.id AND new.kind <> 'for_staff';
END;
PRAGMA user_version = 12;
