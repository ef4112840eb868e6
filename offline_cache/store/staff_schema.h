#pragma once
#include <string_view>

namespace linli::offline_cache {

/// Who may open the staff screens. Wrong PINs are counted for every number that
/// was tried, entered or not, so that a pause does not tell which numbers exist.
inline constexpr std::string_view kStaffTables = R"sql(
CREATE TABLE staff (
  number          TEXT PRIMARY KEY
                    CHECK (length(number) BETWEEN 4 AND 8 AND number NOT GLOB '*[^0-9]*'),
  name            TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 20),
  role            TEXT NOT NULL CHECK (role IN ('clerk', 'supervisor')),
  salt            BLOB NOT NULL CHECK (length(salt) = 16),
  hash            BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE staff_attempt (
  number          TEXT PRIMARY KEY CHECK (length(number) BETWEEN 4 AND 8),
  failures        INTEGER NOT NULL CHECK (failures > 0),
  last_at         INTEGER NOT NULL,
  locked_until    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

/// Wrong PINs by a keyed hash of the number: a PIN typed into the wrong field is
/// a number, too. Who has the key can still try all numbers, so what is counted
/// is forgotten after a day (Store::maintain).
inline constexpr std::string_view kStaffAttemptsByHash = R"sql(
DROP TABLE staff_attempt;
CREATE TABLE staff_attempt (
  number_hash     BLOB PRIMARY KEY CHECK (length(number_hash) = 32),
  failures        INTEGER NOT NULL CHECK (failures > 0),
  last_at         INTEGER NOT NULL,
  locked_until    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

/// The migration that lets staff show their own ID card instead of typing their number. `name` is
/// the one that only the card's number and this store's salt give (crypto::PersonalCipher).
inline constexpr std::string_view kStaffCardTable = R"sql(
CREATE TABLE staff_card (
  name            BLOB PRIMARY KEY CHECK (length(name) = 32),
  number          TEXT NOT NULL UNIQUE REFERENCES staff (number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace linli::offline_cache
