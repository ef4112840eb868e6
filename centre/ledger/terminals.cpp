#include "centre/ledger/sql_ledger.h"

namespace linli::centre {

namespace {

using query::Result;

constexpr std::string_view kTerminalColumns =
    "SELECT number, certificate, receipt_key, enrolled_at, seen_at, version, waiting, for_staff,"
    " CASE WHEN EXISTS (SELECT 1 FROM recovery r WHERE r.terminal = terminal.number"
    " AND r.by <> r.terminal AND r.revoked_at IS NULL AND r.authorised_at >= enrolled_at)"
    " THEN 1 ELSE 0 END FROM terminal ";

Terminal read_terminal(const Row& s) {
  Terminal terminal;
  terminal.number = s.text(0);
  terminal.certificate = query::array<crypto::Digest>(s, 1);
  terminal.receipt_key = query::array<crypto::PublicKeyBytes>(s, 2);
  terminal.enrolled_at = query::time(s, 3);
  if (!s.is_null(4)) terminal.seen_at = query::time(s, 4);
  terminal.heartbeat = {s.text(5), static_cast<int>(s.integer(6)), static_cast<int>(s.integer(7))};
  terminal.shut_out = s.integer(8) != 0;
  return terminal;
}

EnrolmentCode read_code(const Row& s) {
  return {s.text(0), query::array<crypto::Digest>(s, 1), query::time(s, 2),
          static_cast<int>(s.integer(3))};
}

Result<void> store_terminal(Database& database, const Terminal& terminal) {
  auto used =
      query::run(database, "DELETE FROM enrolment_code WHERE terminal = ?", terminal.number);
  if (!used) return used;
  return query::run(database,
                    "INSERT INTO terminal (number, certificate, receipt_key, enrolled_at) "
                    "VALUES (?, ?, ?, ?) ON CONFLICT (number) DO UPDATE SET "
                    "certificate = excluded.certificate, receipt_key = excluded.receipt_key, "
                    "enrolled_at = excluded.enrolled_at",
                    terminal.number, terminal.certificate, terminal.receipt_key,
                    terminal.enrolled_at);
}

}  // namespace

Result<void> lock_terminal(Database& database, const std::string& number) {
  return query::locked_row(
             database, [](const Row&) { return true; }, "SELECT 1 FROM terminal WHERE number = ?",
             number)
      .map([](const auto&) {});
}

LedgerResult<void> SqlLedger::keep_code(const EnrolmentCode& code) {
  return transact([&](Database& database) {
    return query::run(
        database,
        "INSERT INTO enrolment_code (terminal, hash, expires_at, attempts) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (terminal) DO UPDATE SET hash = excluded.hash, "
        "expires_at = excluded.expires_at, attempts = excluded.attempts",
        code.terminal, code.hash, code.expires_at, std::int64_t{code.attempts});
  });
}

LedgerResult<EnrolmentOutcome> SqlLedger::enrol(const Terminal& terminal,
                                                const crypto::Digest& code_hash) {
  return transact([&](Database& database) -> Result<EnrolmentOutcome> {
    const auto code =
        query::locked_row(database, read_code,
                          "SELECT terminal, hash, expires_at, attempts FROM enrolment_code "
                          "WHERE terminal = ? AND attempts > 0",
                          terminal.number);
    if (!code) return unexpected(code.error());
    if (!*code) return EnrolmentOutcome::no_code;
    if ((*code)->expires_at <= terminal.enrolled_at) return EnrolmentOutcome::expired;
    const bool fits = (*code)->hash == code_hash;
    const auto written =
        fits ? store_terminal(database, terminal)
             : query::run(database,
                          "UPDATE enrolment_code SET attempts = attempts - 1 WHERE terminal = ?",
                          terminal.number);
    if (!written) return unexpected(written.error());
    return fits ? EnrolmentOutcome::enrolled : EnrolmentOutcome::wrong_code;
  });
}

LedgerResult<std::optional<Terminal>> SqlLedger::terminal(const std::string& number) {
  return transact([&](Database& database) {
    return query::row(database, read_terminal, std::string(kTerminalColumns) + "WHERE number = ?",
                      number);
  });
}

LedgerResult<std::vector<Terminal>> SqlLedger::terminals() {
  return transact([&](Database& database) {
    return query::rows(database, read_terminal, std::string(kTerminalColumns) + "ORDER BY number");
  });
}

LedgerResult<void> SqlLedger::record_heartbeat(const std::string& terminal,
                                               const protocol::Heartbeat& heartbeat,
                                               base::WallTime now) {
  return transact([&](Database& database) {
    return query::run(database,
                      "UPDATE terminal SET seen_at = ?, version = ?, waiting = ?, for_staff = ? "
                      "WHERE number = ?",
                      now, heartbeat.version, std::int64_t{heartbeat.waiting},
                      std::int64_t{heartbeat.for_staff}, terminal);
  });
}

}  // namespace linli::centre
