#include "kiosk/protocol/receipt_code.h"

#include <fmt/format.h>

#include "kiosk/crypto/digest.h"
#include "kiosk/protocol/json_fields.h"

namespace linli::protocol {
namespace {

using detail::array_from;

constexpr std::size_t kLongestCode = 400;
using ItemBytes = std::array<std::uint8_t, 16>;

/// Takes "name=value" from the end of `rest`; empty if it does not end so.
std::optional<std::string_view> take_last(std::string_view& rest, std::string_view name) {
  const auto at = rest.rfind(name);
  if (at == std::string_view::npos) return std::nullopt;
  const auto value = rest.substr(at + name.size());
  rest = rest.substr(0, at);
  return value;
}

std::string_view terminal_of(std::string_view receipt_number) {
  return receipt_number.substr(3, 4);
}

}  // namespace

bool is_receipt_number(std::string_view text) {
  constexpr std::string_view pattern = "AA-0000-0000-0000";
  if (text.size() < pattern.size() || text.size() > pattern.size() + 4) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char form = i < pattern.size() ? pattern[i] : '0';
    const char c = text[i];
    const bool fits = form == 'A'   ? c >= 'A' && c <= 'Z'
                      : form == '0' ? c >= '0' && c <= '9'
                                    : c == form;
    if (!fits) return false;
  }
  return true;
}

std::string voucher_statement(const std::string& terminal, const crypto::PublicKeyBytes& key) {
  return fmt::format("linli-receipt-key-v1\nterminal: {}\nkey: {}\n", terminal,
                     crypto::to_base64url(key));
}

std::string make_receipt_code(std::string_view public_page, const ReceiptCode& code,
                              const ReceiptVoucher& voucher, const crypto::SigningKey& terminal) {
  const std::string signed_part = fmt::format(
      "{}?n={}&i={}&k={}&v={}", public_page, code.number, crypto::to_base64url(code.item.bytes),
      crypto::to_base64url(voucher.key), crypto::to_base64url(voucher.signature));
  return signed_part + "&s=" + crypto::to_base64url(terminal.sign(bytes_of(signed_part)));
}

Expected<ReceiptCode, ReceiptCodeError> check_receipt_code(std::string_view text,
                                                           const crypto::PublicKeyBytes& centre) {
  if (text.size() > kLongestCode) return unexpected(ReceiptCodeError::foreign);
  std::string_view rest = text;
  const auto signature_text = take_last(rest, "&s=");
  const std::string_view signed_part = rest;
  const auto voucher_text = take_last(rest, "&v=");
  const auto key_text = take_last(rest, "&k=");
  const auto item_text = take_last(rest, "&i=");
  const auto number = take_last(rest, "?n=");
  if (!signature_text || !voucher_text || !key_text || !item_text || !number) {
    return unexpected(ReceiptCodeError::foreign);
  }
  const auto item = array_from<ItemBytes>(*item_text);
  const auto key = array_from<crypto::PublicKeyBytes>(*key_text);
  const auto voucher = array_from<crypto::Signature>(*voucher_text);
  const auto signature = array_from<crypto::Signature>(*signature_text);
  if (!is_receipt_number(*number) || !item || !key || !voucher || !signature) {
    return unexpected(ReceiptCodeError::foreign);
  }
  const std::string statement = voucher_statement(std::string(terminal_of(*number)), *key);
  if (!crypto::verify(centre, bytes_of(statement), *voucher) ||
      !crypto::verify(*key, bytes_of(signed_part), *signature)) {
    return unexpected(ReceiptCodeError::forged);
  }
  return ReceiptCode{std::string(*number), base::Uuid{*item}};
}

}  // namespace linli::protocol
