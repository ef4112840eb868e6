#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "centre/ledger/ledger.h"

namespace linli::centre {

/// Opens the ledger that a centre's directory names, and makes it where there is
/// none: DATA/ledger.db in SQLite, or the PostgreSQL database of the line
///   postgresql = "host=/run/postgresql dbname=linli"
/// in DATA/ledger.toml. The error is for the administrator.
Expected<std::unique_ptr<Ledger>, std::string> open_ledger(const std::filesystem::path& data);

}  // namespace linli::centre
