#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
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

/// Writes the marks of one opening of the store. Belongs to one thread.
class MarkFile {
 public:
  explicit MarkFile(std::filesystem::path path) : path_(std::move(path)) {}

  /// After this the mark outlives the process. It outlives the machine, too, after settle() or
  /// three more marks; a power cut before that leaves an earlier one, from which the chain goes on.
  std::error_code write(const HighWaterMark& mark);
  /// Waits for the disk if a mark is not on it yet.
  std::error_code settle();

 private:
  std::error_code write_whole(const std::string& slot);

  std::filesystem::path path_;
  std::size_t written_ = 0;  // since the file was written whole, that included
  bool settled_ = true;
};

}  // namespace linli::offline_cache
