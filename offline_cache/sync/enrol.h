#pragma once
#include <filesystem>
#include <stop_token>
#include <string>

#include "kiosk/base/clock.h"
#include "kiosk/base/expected.h"
#include "offline_cache/store/terminal_identity.h"

namespace linli::offline_cache {

struct EnrolOptions {
  std::filesystem::path directory;  // where the identity goes: /var/lib/linli
  std::string centre_url;
  std::string ca_certificate;  // PEM, brought along by the one who installs
  std::string terminal;        // 4 digits
};

enum class EnrolError {
  unreachable,
  not_trusted,       // the centre's certificate is not of that CA
  misbehaving,       // no answer that makes sense, or a voucher that does not hold
  refused,           // wrong or used code, unknown terminal
  wrong_input,       // no certificate, no terminal number
  already_enrolled,  // an identity is there already; it is kept
  damaged,           // an identity is there that can't be used; it is kept
  not_saved,         // the disk
};

/// Makes the terminal's keys, has the centre certify them for a one-time code,
/// and saves the identity. Blocks; a linlictl command, not for the UI thread.
Expected<TerminalIdentity, EnrolError> enrol(const EnrolOptions& options, const std::string& code,
                                             std::stop_token stop);

}  // namespace linli::offline_cache
