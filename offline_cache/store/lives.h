#pragma once
#include <string_view>

namespace linli::offline_cache {

/// Begins a query over `life`: every incarnation in which the terminal number ?1 stored something,
/// the oldest first, with the last sequence that is here and the last that an agreed day close
/// covers (0: none). One step of the index for each incarnation, not one for each item.
inline constexpr std::string_view kLives =
    "WITH RECURSIVE step (incarnation) AS (SELECT min(incarnation) FROM outbox_item UNION ALL"
    " SELECT (SELECT min(incarnation) FROM outbox_item WHERE incarnation > step.incarnation)"
    " FROM step WHERE step.incarnation IS NOT NULL),"
    " life (incarnation, stored, closed) AS (SELECT incarnation,"
    " (SELECT max(sequence) FROM outbox_item i WHERE i.incarnation = step.incarnation),"
    " (SELECT coalesce(max(last_sequence), 0) FROM day_close c"
    " WHERE c.incarnation = step.incarnation) FROM step WHERE incarnation IS NOT NULL AND"
    " (SELECT terminal FROM outbox_item i WHERE i.incarnation = step.incarnation LIMIT 1) = ?1) ";

}  // namespace linli::offline_cache
