#include "offline_cache/store/store_key.h"

#include <cstdlib>
#include <string_view>

#include "kiosk/base/file.h"
#include "kiosk/base/log.h"
#include "kiosk/base/run_program.h"
#include "kiosk/crypto/digest.h"
#include "kiosk/crypto/wipe.h"

namespace linli::offline_cache {
namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kMostSealedBytes = 16 * 1024;
constexpr std::string_view kName = "linli-store-key";
/// A TPM takes its time; a vault that hangs must not keep the terminal from starting for ever.
constexpr std::chrono::seconds kPatience{20};

std::filesystem::path plain_file(const std::filesystem::path& directory) {
  return directory / "store.key";
}
std::filesystem::path sealed_file(const std::filesystem::path& directory) {
  return directory / "store.key.sealed";
}

bool there(const std::filesystem::path& file) {
  std::error_code ignored;
  return std::filesystem::exists(file, ignored);
}

Expected<Bytes, std::error_code> key_from(Expected<std::string, std::error_code> text) {
  if (!text) return unexpected(text.error());
  const ByteView key = bytes_of(*text);
  Bytes copy(key.begin(), key.end());
  crypto::wipe(*text);
  if (copy.size() != kKeyBytes) return unexpected(std::make_error_code(std::errc::io_error));
  return copy;
}

std::string name_option() { return "--name=" + std::string(kName); }

/// What the unit's LoadCredentialEncrypted= has opened; empty path: nothing.
std::filesystem::path given_credential() {
  const char* const folder = std::getenv("CREDENTIALS_DIRECTORY");
  if (folder == nullptr) return {};
  auto file = std::filesystem::path(folder) / kName;
  return there(file) ? file : std::filesystem::path();
}

Expected<Bytes, std::error_code> open_with_vault(const std::string& sealed,
                                                 const MachineVault& vault) {
  const std::string program = vault.program.empty() ? "systemd-creds" : vault.program;
  return key_from(base::run_program({program, "decrypt", name_option(), "-", "-"}, sealed,
                                    kKeyBytes, kPatience));
}

Expected<Bytes, std::error_code> open_sealed_key(const std::filesystem::path& file,
                                                 const MachineVault& vault) {
  if (const auto given = given_credential(); !given.empty()) {
    return key_from(base::read_file(given, kKeyBytes));
  }
  const auto sealed = base::read_file(file, kMostSealedBytes);
  if (!sealed) return unexpected(sealed.error());
  return open_with_vault(*sealed, vault);
}

/// Empty: the machine has nothing to seal with.
Expected<std::string, std::error_code> seal_key(const Bytes& key, const MachineVault& vault) {
  const bool asks_for_tpm = vault.with_key.starts_with("tpm2");
  if (asks_for_tpm && !base::run_program({vault.program, "has-tpm2"}, {}, 4096, kPatience)) {
    return std::string();
  }
  return base::run_program(
      {vault.program, "encrypt", "--with-key=" + vault.with_key, name_option(), "-", "-"},
      text_of(key), kMostSealedBytes, kPatience);
}

Expected<Bytes, std::error_code> make_key(const std::filesystem::path& directory,
                                          const MachineVault& vault) {
  Bytes key = crypto::random_bytes(kKeyBytes);
  if (!vault.program.empty()) {
    const auto sealed = seal_key(key, vault);
    if (sealed && !sealed->empty()) {
      // Only a key that comes out of the vault again may encrypt anything; it is not on the disk
      // before that.
      if (const auto opened = open_with_vault(*sealed, vault); opened == key) {
        const auto error = base::write_file_durably(sealed_file(directory), *sealed);
        if (error) return unexpected(error);
        return key;
      }
    }
    base::log(base::LogLevel::warning, "store: no TPM seals the key; it is kept in a file");
  }
  if (const auto error = base::write_file_durably(plain_file(directory), text_of(key))) {
    return unexpected(error);
  }
  return key;
}

}  // namespace

KeyGuard key_guard(const std::filesystem::path& directory) {
  if (there(sealed_file(directory))) return KeyGuard::machine;
  return there(plain_file(directory)) ? KeyGuard::file : KeyGuard::none_yet;
}

Expected<Bytes, std::error_code> store_key(const std::filesystem::path& directory,
                                           const MachineVault& vault) {
  switch (key_guard(directory)) {
    case KeyGuard::machine:
      return open_sealed_key(sealed_file(directory), vault);
    case KeyGuard::file:
      return key_from(base::read_file(plain_file(directory), kKeyBytes));
    case KeyGuard::none_yet:
      break;
  }
  return make_key(directory, vault);
}

}  // namespace linli::offline_cache
