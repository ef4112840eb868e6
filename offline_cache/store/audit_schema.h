#pragma once
#include <string_view>

namespace linli::offline_cache {

/// The migration that gives every event the interval of its clock, and the trail a beginning that
/// may be later than its first event. `at` is the middle of the interval; events from before this
/// migration have `at` alone, and the hash they were written with (audit_trail.cpp).
inline constexpr std::string_view kAuditSchema = R"sql(
ALTER TABLE audit_event ADD COLUMN earliest INTEGER;
ALTER TABLE audit_event ADD COLUMN latest INTEGER
  CHECK ((latest IS NULL) = (earliest IS NULL) AND (latest IS NULL OR latest >= earliest));

-- The last event that was dropped: the first that is left follows from it.
CREATE TABLE audit_anchor (
  only            INTEGER PRIMARY KEY CHECK (only = 1),
  number          INTEGER NOT NULL CHECK (number > 0),
  hash            BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
-- Stores of before dropped events without noting where.
INSERT INTO audit_anchor
  SELECT 1, number - 1, previous FROM audit_event
  WHERE number = (SELECT min(number) FROM audit_event) AND number > 1;
)sql";

}  // namespace linli::offline_cache
