#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/crypto/certificate.h"
#include "kiosk/crypto/signature.h"

namespace linli::centre {

/// The centre's keys, as PEM files that only the owner can read:
///   ca-key.pem, ca.pem            issues every certificate; terminals trust ca.pem
///   signing-key.pem               signs acceptances and vouchers (Ed25519)
///   sealing-key.pem, sealing.pem  what terminals seal for, and what opens it
///   recovery-key.pem, recovery.pem  the second recipient of everything sealed: the
///                                 key can be taken offline, the certificate stays
struct Keys {
  crypto::PrivateKey ca_key;
  crypto::Certificate ca;
  crypto::SigningKey signing;
  crypto::PrivateKey sealing_key;
  crypto::Certificate sealing;
  crypto::Certificate recovery;

  /// Reads the files of `directory`; makes what is not there yet. A start that
  /// was cut short is completed by the next. The error names the file.
  static Expected<Keys, std::string> load_or_create(const std::filesystem::path& directory,
                                                    base::WallTime now);
};

/// Names the certificate is valid for: localhost, 127.0.0.1, ::1 and `names`.
/// Made new at every start, so it never lacks a name and is never stored.
struct TlsIdentity {
  std::string key_pem;
  std::string certificate_pem;
};
Expected<TlsIdentity, std::string> make_tls_identity(const Keys& keys,
                                                     const std::vector<std::string>& names,
                                                     base::WallTime now);

/// The client certificate of a terminal, from its signing request.
Expected<crypto::Certificate, crypto::CryptoError> issue_terminal_certificate(
    const Keys& keys, const std::string& terminal, std::string_view signing_request,
    base::WallTime now);

}  // namespace linli::centre
