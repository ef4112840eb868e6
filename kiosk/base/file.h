#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <system_error>

#include "kiosk/base/expected.h"

namespace linli::base {

/// Reads a whole file. Errors: what open/read said, or file_too_large past `limit` bytes.
Expected<std::string, std::error_code> read_file(const std::filesystem::path& path,
                                                 std::size_t limit);

/// Replaces a file so that after any crash either the old or the new content
/// is there: temporary file, fsync, rename, fsync of the directory. The file
/// is readable by its owner only.
std::error_code write_file_durably(const std::filesystem::path& path, std::string_view content);

/// Replaces bytes within a file that is there. Until sync_file() a crash of the
/// machine may leave any mixture of the old and the new bytes.
std::error_code overwrite(const std::filesystem::path& path, std::size_t offset,
                          std::string_view content);

/// Brings the content of a file that is there to the disk, whoever wrote it.
std::error_code sync_file(const std::filesystem::path& path);

}  // namespace linli::base
