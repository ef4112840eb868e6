#include "centre/ledger/sql_ledger.h"

namespace linli::centre {

namespace {

using query::Result;

struct Found {
  std::string name;
  std::string status;
};

}  // namespace

LedgerResult<void> SqlLedger::put_residents(std::span<const Resident> residents) {
  return transact([&](Database& database) -> Result<void> {
    for (const Resident& resident : residents) {
      auto stored = query::run(
          database,
          "INSERT INTO resident (number, name, status) VALUES (?, ?, ?) ON CONFLICT (number) "
          "DO UPDATE SET name = excluded.name, status = excluded.status",
          resident.number.text(), resident.name, protocol::to_json(resident.status));
      if (!stored) return stored;
    }
    return {};
  });
}

LedgerResult<std::optional<Resident>> SqlLedger::resident(const domain::IdentityNumber& number) {
  const auto row = transact([&](Database& database) {
    return query::row(
        database,
        [](const Row& s) {
          return Found{s.text(0), s.text(1)};
        },
        "SELECT name, status FROM resident WHERE number = ?", number.text());
  });
  if (!row) return unexpected(row.error());
  if (!*row) return std::nullopt;
  auto status = protocol::benefit_status_from_json((*row)->status);
  if (!status) return unexpected(LedgerError{LedgerFault::damaged, "a resident's benefits"});
  return Resident{number, (*row)->name, *std::move(status)};
}

}  // namespace linli::centre
