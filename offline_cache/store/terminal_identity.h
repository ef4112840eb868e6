#pragma once
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include "kiosk/base/expected.h"
#include "kiosk/crypto/certificate.h"
#include "kiosk/protocol/receipt_code.h"

namespace linli::offline_cache {

/// Who this terminal is and which centre it trusts, as agreed at enrolment.
struct TerminalIdentity {
  std::string terminal;        // the hall's number, 4 digits
  std::string tls_key;         // PEM, EC P-256
  std::string certificate;     // PEM, issued by the centre's CA
  std::string ca_certificate;  // PEM; the only CA that is trusted
  crypto::SigningKey receipt_key;
  crypto::PublicKeyBytes centre_key{};                    // signs acceptances and vouchers
  std::vector<crypto::Certificate> sealing_certificates;  // current, then recovery
  crypto::Signature voucher{};                            // the centre's word for receipt_key
  std::string public_page;                                // where receipt codes point

  protocol::ReceiptVoucher receipt_voucher() const {
    return {terminal, receipt_key.public_key(), voucher};
  }
};

enum class IdentityError {
  absent,   // never enrolled
  damaged,  // a file is missing, unreadable or not what it should be
};

/// The files of DIRECTORY/identity: tls_key.pem, certificate.pem, ca.pem,
/// receipt_key.pem, centre.json. Also checks that the voucher holds.
Expected<TerminalIdentity, IdentityError> load_identity(const std::filesystem::path& directory);

/// Each file is written durably with mode 0600; centre.json comes last and
/// makes the identity whole.
std::error_code save_identity(const std::filesystem::path& directory,
                              const TerminalIdentity& identity);

/// Makes a directory that only its owner may enter.
std::error_code make_private_directory(const std::filesystem::path& directory);

}  // namespace linli::offline_cache
