#pragma once
#include <string_view>

namespace linli::offline_cache {

/// The migration that counts each day by service, and finds what staff did on a day without a scan
/// of the trail.
inline constexpr std::string_view kDayReportSchema = R"sql(
DROP TRIGGER count_item_stored;
DROP TRIGGER count_item_moved;
DROP TABLE day_count;

-- Stays when the content of the items is deleted.
CREATE TABLE day_count (
  day             INTEGER NOT NULL,           -- the hall's, from 1970-01-01
  service         TEXT NOT NULL,
  stored          INTEGER NOT NULL DEFAULT 0 CHECK (stored >= 0),
  accepted        INTEGER NOT NULL DEFAULT 0 CHECK (accepted >= 0),
  first_receipt   TEXT NOT NULL,
  last_receipt    TEXT NOT NULL,
  PRIMARY KEY (day, service)
) STRICT, WITHOUT ROWID;

WITH item AS (
  SELECT hall_day AS day, service, receipt_number, kind = 'accepted' AS accepted,
         created_latest AS at, sequence FROM outbox_item
  UNION ALL
  SELECT ((created_earliest + created_latest) / 2 + 28800000) / 86400000, service, receipt_number,
         1, created_latest, sequence FROM closed_item)
INSERT INTO day_count
  SELECT DISTINCT day, service, count(*) OVER whole, sum(accepted) OVER whole,
         first_value(receipt_number) OVER whole, last_value(receipt_number) OVER whole FROM item
  WINDOW whole AS (PARTITION BY day, service ORDER BY at, sequence
                   ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);

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

-- The kinds are those of kActs (day_report.cpp).
CREATE INDEX audit_event_of_staff ON audit_event (at) WHERE kind IN
  ('staff_signed_in', 'staff_closes_day', 'staff_retries_item', 'item_set_aside', 'day_closed',
   'day_disputed', 'items_sent_again');
)sql";

}  // namespace linli::offline_cache
