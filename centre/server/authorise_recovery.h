#pragma once
#include <filesystem>
#include <string>

namespace linli::centre {

/// Lets terminal `by` recover terminal `terminal`: opens the key that it asked about with the
/// recovery key (a PEM file, which may lie on a medium of its own) and seals it again to the
/// certificate of who asked. The recovery key is read by this process and no other. Prints a line;
/// answers the exit status.
int authorise_recovery_with_key(const std::filesystem::path& data, const std::string& terminal,
                                const std::string& by, const std::filesystem::path& recovery_key);

}  // namespace linli::centre
