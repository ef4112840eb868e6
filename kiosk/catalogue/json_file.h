#pragma once
#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>
#include <vector>

#include "kiosk/base/expected.h"
#include "kiosk/catalogue/faults.h"

/// JSON files that people wrote.
namespace linli::catalogue {

/// The files of a folder whose names end with .json, in order of name.
Expected<std::vector<std::filesystem::path>, std::error_code> json_files_in(
    const std::filesystem::path& folder);

inline constexpr std::size_t kMostFileBytes = 256 * 1024;

/// A JSON file of at most so many bytes without a name twice in one object. Discarded, with the
/// fault noted, if it is anything else. `place` knows the lines afterwards.
nlohmann::json parse_json_file(const std::filesystem::path& path, Place& place,
                               std::size_t most_bytes = kMostFileBytes);

}  // namespace linli::catalogue
