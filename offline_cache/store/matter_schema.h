#pragma once
#include <string_view>

namespace linli::offline_cache {

/// The migration for what people have handed in at this terminal: apart from the snapshots of
/// benefits, so that neither crowds out the other.
inline constexpr std::string_view kMatterSchema = R"sql(
-- Found and opened only with the person's own number.
CREATE TABLE matter_list (
  name            BLOB PRIMARY KEY CHECK (length(name) = 32),
  sealed          BLOB NOT NULL CHECK (length(sealed) > 0),
  stored_at       INTEGER NOT NULL
) STRICT;
)sql";

}  // namespace linli::offline_cache
