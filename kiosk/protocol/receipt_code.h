#pragma once
#include <string>
#include <string_view>

#include "kiosk/base/expected.h"
#include "kiosk/base/uuid.h"
#include "kiosk/crypto/signature.h"

namespace linli::protocol {

/// The centre's word, given at enrolment, that a key signs receipts of a terminal.
struct ReceiptVoucher {
  std::string terminal;
  crypto::PublicKeyBytes key{};
  crypto::Signature signature{};  // of the centre over voucher_statement()
};

inline constexpr std::size_t kMostPageBytes = 96;

/// The line "linli-receipt-key-v1", then the lines "terminal: …" and
/// "key: …" (base64url), every line ended by LF.
std::string voucher_statement(const std::string& terminal, const crypto::PublicKeyBytes& key);

/// LS-0417-2611-0038: two capital letters for the service, the terminal, year
/// and month, count of the month (4 digits, at most 8).
bool is_receipt_number(std::string_view text);

/// What the code of a receipt says.
struct ReceiptCode {
  std::string number;  // LS-0417-2611-0038
  base::Uuid item;
};

enum class ReceiptCodeError {
  foreign,  // not a receipt of this project
  forged,   // the form is right, a signature does not hold
};

/// The text of the QR code: a URL of the hall's public page with number, item,
/// the terminal's receipt key, the centre's voucher for that key, and the
/// terminal's signature over all before it. Any terminal of the same centre
/// can check it without the network, even if it never heard of that terminal:
///   PAGE?n=LS-0417-2611-0038&i=ITEM&k=KEY&v=VOUCHER&s=SIGNATURE
/// with the last four in base64url. `public_page` has no query of its own and at
/// most kMostPageBytes, which keeps the code within 400 characters (QR version 15
/// at level M).
std::string make_receipt_code(std::string_view public_page, const ReceiptCode& code,
                              const ReceiptVoucher& voucher, const crypto::SigningKey& terminal);

Expected<ReceiptCode, ReceiptCodeError> check_receipt_code(std::string_view text,
                                                           const crypto::PublicKeyBytes& centre);

}  // namespace linli::protocol
