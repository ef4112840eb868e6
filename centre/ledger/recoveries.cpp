#include <algorithm>

#include "centre/ledger/sql_ledger.h"

namespace linli::centre {

namespace {

using query::Result;

constexpr std::int64_t kMostListed = 1000;

std::optional<base::WallTime> time_if_any(const Row& s, int column) {
  return s.is_null(column) ? std::nullopt : std::optional(query::time(s, column));
}

Recovery read_recovery(const Row& s) {
  return {s.text(0),
          s.text(1),
          s.blob(2),
          s.text(3),
          query::time(s, 4),
          time_if_any(s, 5),
          time_if_any(s, 6).value_or(base::WallTime{}),
          s.is_null(7) ? Bytes() : s.blob(7),
          time_if_any(s, 8)};
}

constexpr std::string_view kOfThisRequest =
    " WHERE terminal = ? AND by = ? AND sealed_key = ? AND certificate = ? AND revoked_at IS NULL";

Result<bool> known(Database& database, const Recovery& request) {
  return query::exists(database, std::string("SELECT 1 FROM recovery").append(kOfThisRequest),
                       request.terminal, request.by, ByteView(request.sealed_key),
                       request.certificate);
}

}  // namespace

LedgerResult<void> SqlLedger::request_recovery(const Recovery& request) {
  return transact([&](Database& database) -> Result<void> {
    const auto before = known(database, request);
    if (!before) return unexpected(before.error());
    if (*before) return {};
    auto replaced = query::run(database,
                               "DELETE FROM recovery WHERE terminal = ? AND by = ? AND"
                               " authorised_at IS NULL AND revoked_at IS NULL",
                               request.terminal, request.by);
    if (!replaced) return replaced;
    return query::run(database,
                      "INSERT INTO recovery (terminal, by, sealed_key, certificate, requested_at)"
                      " VALUES (?, ?, ?, ?, ?)",
                      request.terminal, request.by, ByteView(request.sealed_key),
                      request.certificate, request.requested_at);
  });
}

LedgerResult<std::vector<Recovery>> SqlLedger::recoveries() {
  return transact([&](Database& database) {
    auto latest = query::rows(database, read_recovery,
                              "SELECT terminal, by, sealed_key, certificate, requested_at,"
                              " authorised_at, expires_at, answer, revoked_at FROM recovery"
                              " ORDER BY number DESC LIMIT ?",
                              kMostListed);
    if (latest) std::ranges::reverse(*latest);
    return latest;
  });
}

LedgerResult<bool> SqlLedger::authorise_recovery(const Recovery& granted) {
  return transact([&](Database& database) {
    return query::exists(
        database,
        std::string("UPDATE recovery SET authorised_at = ?, expires_at = ?, answer = ?")
            .append(kOfThisRequest)
            .append(" RETURNING number"),
        granted.authorised_at.value_or(base::WallTime{}), granted.expires_at,
        ByteView(granted.answer), granted.terminal, granted.by, ByteView(granted.sealed_key),
        granted.certificate);
  });
}

LedgerResult<bool> SqlLedger::revoke_recoveries(const std::string& terminal, base::WallTime now) {
  return transact([&](Database& database) {
    return query::exists(database,
                         "UPDATE recovery SET revoked_at = ? WHERE terminal = ? AND"
                         " revoked_at IS NULL RETURNING number",
                         now, terminal);
  });
}

}  // namespace linli::centre
