#pragma once
#include <optional>
#include <string_view>

#include "kiosk/database/database.h"
#include "offline_cache/api/day_close.h"

/// Between this folder's sources: what overview and report read alike.
namespace linli::offline_cache {

/// `problem` is what was noted when the item was put aside; `named`: as what the last comparison
/// named it, if at all.
ItemTrouble trouble_of(ItemState state, std::string_view problem, std::string_view named);

/// The last comparison with the centre, with what it named.
Expected<std::optional<Reconciliation>, database::Error> find_reconciliation(
    database::Database& database);

/// As the tables have it.
std::string_view name_of(SetAsideReason reason);
std::optional<SetAsideReason> set_aside_reason_from(std::string_view name);

/// As the details of AuditKind::day_close_failed have it.
std::string_view name_of(CloseError error);
std::optional<CloseError> close_error_from(std::string_view name);

}  // namespace linli::offline_cache
