#pragma once
#include <filesystem>
#include <string>
#include <system_error>

#include "kiosk/base/bytes.h"
#include "kiosk/base/expected.h"

namespace linli::offline_cache {

/// How the machine itself guards a secret: systemd-creds(1), which seals it to the
/// TPM. Secrets pass through standard input and output, never through arguments.
struct MachineVault {
  std::string program;            // "systemd-creds"; empty: the machine is not asked
  std::string with_key = "tpm2";  // --with-key: what seals
};

/// What keeps the store's key from whoever takes the disk.
enum class KeyGuard {
  none_yet,  // there is no key
  machine,   // store.key.sealed: only this machine's TPM opens it
  file,      // store.key: whoever reads the file has it
};

KeyGuard key_guard(const std::filesystem::path& directory);

/// The store's key: 32 random bytes, made once. It is in DIRECTORY/store.key.sealed where the
/// machine has a TPM that seals, else in DIRECTORY/store.key (mode 0600). A unit that gives
/// the opened key as the credential `linli-store-key` (LoadCredentialEncrypted=) is preferred to
/// asking the vault. A file that is not what it should be, or that can't be opened, is an
/// error (io_error for one of another size): it is never replaced.
Expected<Bytes, std::error_code> store_key(const std::filesystem::path& directory,
                                           const MachineVault& vault);

}  // namespace linli::offline_cache
