#pragma once
#include <string_view>

namespace linli::offline_cache {

/// The migration that brings the order of sending (send_order.h). The index
/// alone answers what goes next, however many items wait.
inline constexpr std::string_view kUploadSchema = R"sql(
ALTER TABLE outbox_item ADD COLUMN yields INTEGER NOT NULL DEFAULT 1000 CHECK (yields >= 0);
ALTER TABLE outbox_item ADD COLUMN large INTEGER NOT NULL DEFAULT 0 CHECK (large IN (0, 1));
UPDATE outbox_item SET yields = CASE service WHEN 'temporary_relief' THEN 0
  WHEN 'marriage_booking' THEN 100 WHEN 'rating' THEN 10000 ELSE 1000 END;
UPDATE outbox_item SET large = 1, yields = yields + 200 WHERE length(sealed_manifest) +
  (SELECT coalesce(sum(size), 0) FROM outbox_part WHERE item = id) > 65536;

DROP INDEX outbox_item_by_state;
CREATE INDEX outbox_item_to_send ON outbox_item (position + yields, next_attempt, yields, large, state)
  WHERE state IN ('stored', 'exported');
CREATE INDEX outbox_item_on_its_way ON outbox_item (lease_until) WHERE state = 'sending';
)sql";

}  // namespace linli::offline_cache
