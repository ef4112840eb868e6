#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <system_error>

#include "kiosk/base/expected.h"
#include "kiosk/base/uuid.h"
#include "kiosk/crypto/digest.h"

namespace linli::offline_cache {

/// How far a terminal's chain has come. Kept in the database and again in a
/// file beside it, because SQLite can lose an acknowledged end of its WAL to
/// damage and still report a sound database.
struct HighWaterMark {
  base::Uuid incarnation;
  std::uint64_t sequence = 0;  // of the newest item, 0 for none
  crypto::Digest head{};       // hash of the newest link, zeros for none
  bool operator==(const HighWaterMark&) const = default;
};

/// Empty optional: there is no such file. An error: it can't be read, or is no mark.
Expected<std::optional<HighWaterMark>, std::error_code> read_mark(
    const std::filesystem::path& file);

std::error_code write_mark(const std::filesystem::path& file, const HighWaterMark& mark);

}  // namespace linli::offline_cache
