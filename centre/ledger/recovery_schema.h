#pragma once
#include <string_view>

namespace linli::centre {

/// The migration (of a ledger in SQLite; postgres_schema.h says the same) that lets one terminal
/// send what another one, which died, has left on its disk.
inline constexpr std::string_view kRecoverySchema = R"sql(
CREATE TABLE recovery (
  number         INTEGER PRIMARY KEY AUTOINCREMENT,
  terminal       TEXT NOT NULL REFERENCES terminal (number),
  by             TEXT NOT NULL REFERENCES terminal (number),
  sealed_key     BLOB NOT NULL,
  certificate    TEXT NOT NULL,
  requested_at   INTEGER NOT NULL,
  authorised_at  INTEGER,
  expires_at     INTEGER,
  answer         BLOB,
  revoked_at     INTEGER,
  CHECK ((authorised_at IS NULL) = (answer IS NULL)),
  CHECK ((authorised_at IS NULL) = (expires_at IS NULL))
) STRICT;
-- One request of a terminal for another waits at a time.
CREATE UNIQUE INDEX recovery_waiting ON recovery (terminal, by)
  WHERE authorised_at IS NULL AND revoked_at IS NULL;
)sql";

}  // namespace linli::centre
