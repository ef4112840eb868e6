#pragma once
#include "kiosk/base/clock.h"
#include "kiosk/database/database.h"

namespace linli::offline_cache {

/// How long the sealed content of an accepted item stays after both sides agreed to the close of
/// its day.
inline constexpr auto kKeepContent = std::chrono::days{30};

/// Deletes the content of accepted items whose time is over, at most a few hundred or about 4 MiB
/// at a call, within the caller's transaction. What is left stands in closed_item: place, digests,
/// receipt, acceptance.
Expected<void, database::Error> empty_closed_items(database::Database& database,
                                                   const base::ClockInterval& now);

}  // namespace linli::offline_cache
