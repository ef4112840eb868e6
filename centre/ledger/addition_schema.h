#pragma once
#include <string_view>

namespace linli::centre {

/// The migration (of a ledger in SQLite; postgres_schema.h says the same) for what is added to an
/// application: signatures of the household, and supplements with what they were asked for.
inline constexpr std::string_view kAdditionSchema = R"sql(
-- The application may arrive later, from another terminal.
CREATE TABLE addition (
  item           BLOB PRIMARY KEY REFERENCES item (id),
  adds_to        BLOB NOT NULL CHECK (length(adds_to) = 16),
  receipt_number TEXT NOT NULL,
  what           TEXT NOT NULL CHECK (what IN ('supplement', 'authorisation'))
) STRICT;
CREATE INDEX addition_by_application ON addition (adds_to);

-- The Supplement of the API: it comes and goes as a whole. Empty: nothing is asked for.
ALTER TABLE stage_event ADD COLUMN supplement TEXT NOT NULL DEFAULT '';
)sql";

}  // namespace linli::centre
