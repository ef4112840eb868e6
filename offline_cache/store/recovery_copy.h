#pragma once
#include <filesystem>
#include <string>
#include <system_error>

#include "offline_cache/store/terminal_identity.h"

namespace linli::offline_cache {

/// The store's key as a file that only the centre's recovery key opens, so that another terminal
/// can send what is in the store when this machine has died.
struct RecoveryCopy {
  std::string terminal;
  Bytes sealed_key;
};

inline constexpr const char* kRecoveryCopy = "store.recovery";

/// Writes DIRECTORY/store.recovery where it is missing, cut off, or made for another key (of the
/// store), terminal or recovery certificate than these.
std::error_code keep_recovery_copy(const std::filesystem::path& directory, ByteView key,
                                   const TerminalIdentity& identity);

/// Errors: what reading said, or illegal_byte_sequence for a file that is none.
Expected<RecoveryCopy, std::error_code> read_recovery_copy(const std::filesystem::path& directory);

}  // namespace linli::offline_cache
