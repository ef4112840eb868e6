#include <fmt/format.h>

#include "kiosk/database/query.h"
#include "offline_cache/api/staff_forms.h"
#include "offline_cache/store/audit_trail.h"
#include "offline_cache/store/day_rows.h"
#include "offline_cache/store/store.h"

namespace linli::offline_cache {
namespace {

namespace query = database::query;
using database::Database;
using Outcome = Expected<void, database::Error>;

}  // namespace

bool Store::set_aside(const base::Uuid& item, SetAsideReason reason, const std::string& staff) {
  if (!is_staff_number(staff)) return false;
  const base::ClockInterval now = clock_.interval();
  bool found = false;
  const auto done = write("setting aside", [&](Database& database) -> Outcome {
    const auto receipt = query::row(
        database, [](const auto& row) { return row.text(0); },
        "SELECT receipt_number FROM outbox_item WHERE id = ? AND kind = 'for_staff'", item);
    if (!receipt) return unexpected(receipt.error());
    found = receipt->has_value();
    if (!found) return {};
    auto kept =
        query::run(database, "INSERT INTO set_aside VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                   item, name_of(reason), staff, now.earliest, now.latest);
    if (!kept || database.changes() == 0) return kept;
    return append_event(database, now, AuditKind::item_set_aside,
                        fmt::format("{}: {}, staff {}", **receipt, name_of(reason), staff));
  });
  return done && found;
}

}  // namespace linli::offline_cache
