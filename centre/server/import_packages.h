#pragma once
#include <filesystem>

namespace linli::centre {

/// Takes every package of terminals in a folder (a USB stick), writes the centre's answers beside
/// each, and prints a line each. Runs in the command's own process, which is the one that may see
/// the stick; the centre is asked record by record. Coming twice changes nothing. Answers the exit
/// status: 0 if every package was taken whole.
int import_packages(const std::filesystem::path& data, const std::filesystem::path& folder);

}  // namespace linli::centre
