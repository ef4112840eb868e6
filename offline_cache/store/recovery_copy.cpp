#include "offline_cache/store/recovery_copy.h"

#include <fmt/format.h>

#include "kiosk/base/file.h"
#include "kiosk/crypto/envelope.h"
#include "kiosk/crypto/wipe.h"
#include "kiosk/protocol/chain.h"
#include "kiosk/protocol/recovery.h"

namespace linli::offline_cache {
namespace {

constexpr std::size_t kMostBytes = 16 * 1024;
constexpr std::string_view kTitle = "linli-recovery-v1\nterminal: ";
constexpr std::string_view kSealed = "\nsealed: ";
constexpr std::size_t kTerminalDigits = 4;

/// What the file begins with while it needs no change. The digest of a random key says nothing
/// about it.
std::string beginning(const std::string& terminal, ByteView key,
                      const crypto::Certificate& recovery) {
  return fmt::format("{}{}\nkey: {}\nrecipient: {}{}", kTitle, terminal,
                     crypto::to_hex(crypto::sha256(key)), crypto::to_hex(recovery.fingerprint()),
                     kSealed);
}

}  // namespace

std::error_code keep_recovery_copy(const std::filesystem::path& directory, ByteView key,
                                   const TerminalIdentity& identity) {
  const crypto::Certificate& recovery = identity.sealing_certificates.back();
  const std::string begin = beginning(identity.terminal, key, recovery);
  const auto path = directory / kRecoveryCopy;
  const auto there = base::read_file(path, kMostBytes);
  if (there && there->starts_with(begin) && read_recovery_copy(directory)) return {};
  const crypto::Wiped text{protocol::store_key_text(identity.terminal, key)};
  const auto sealed = crypto::seal(bytes_of(text.value), {&recovery, 1});
  if (!sealed) return std::make_error_code(std::errc::invalid_argument);
  return base::write_file_durably(path, begin + crypto::to_base64url(*sealed) + "\n");
}

Expected<RecoveryCopy, std::error_code> read_recovery_copy(const std::filesystem::path& directory) {
  const auto text = base::read_file(directory / kRecoveryCopy, kMostBytes);
  if (!text) return unexpected(text.error());
  const auto at = text->find(kSealed);
  const bool fits = text->starts_with(kTitle) && at != std::string::npos && text->ends_with('\n');
  auto sealed = fits ? crypto::from_base64url(std::string_view(*text).substr(
                           at + kSealed.size(), text->size() - at - kSealed.size() - 1))
                     : std::nullopt;
  const std::string terminal = fits ? text->substr(kTitle.size(), kTerminalDigits) : std::string();
  if (!sealed || !protocol::is_terminal_number(terminal)) {
    return unexpected(std::make_error_code(std::errc::illegal_byte_sequence));
  }
  return RecoveryCopy{terminal, *std::move(sealed)};
}

}  // namespace linli::offline_cache
