#include "kiosk/protocol/recovery.h"

#include <fmt/format.h>

#include "kiosk/protocol/link_json.h"

namespace linli::protocol {
namespace {

using namespace detail;

constexpr std::size_t kMostSealedKeyBytes = 8 * 1024;
constexpr std::size_t kMostCertificateBytes = 8 * 1024;
constexpr std::size_t kMostAnswersBytes = 1 << 20;

std::optional<Bytes> sealed_key_from(std::string_view text) {
  auto bytes = crypto::from_base64url(text);
  if (!bytes || bytes->empty() || bytes->size() > kMostSealedKeyBytes) return std::nullopt;
  return bytes;
}

}  // namespace

std::string store_key_text(const std::string& terminal, ByteView key) {
  return fmt::format("linli-store-key-v1\nterminal: {}\nkey: {}\n", terminal, crypto::to_hex(key));
}

std::optional<Bytes> store_key_from(std::string_view text, const std::string& terminal) {
  constexpr std::size_t kEnd = kStoreKeyBytes * 2 + 1;  // the digits and a line end
  const std::string before = fmt::format("linli-store-key-v1\nterminal: {}\nkey: ", terminal);
  const bool fits =
      text.size() == before.size() + kEnd && text.starts_with(before) && text.ends_with('\n');
  return fits ? crypto::from_hex(text.substr(before.size(), kStoreKeyBytes * 2)) : std::nullopt;
}

std::string to_json(const RecoveryRequest& request) {
  return write({{"terminal", request.terminal},
                {"sealed_key", crypto::to_base64url(request.sealed_key)},
                {"certificate", request.certificate}});
}

std::optional<RecoveryRequest> recovery_request_from_json(std::string_view text) {
  const auto json = parse_object(text, kMostMessageBytes);
  if (!json) return std::nullopt;
  Fields fields(*json);
  RecoveryRequest request;
  fields.read("terminal", request.terminal, terminal_from);
  fields.read("sealed_key", request.sealed_key, sealed_key_from);
  request.certificate = fields.text("certificate", kMostCertificateBytes);
  return fields.ok() ? std::optional(std::move(request)) : std::nullopt;
}

std::string to_json(const RecoveryAnswer& answer) {
  if (answer.sealed_key.empty()) return write({{"state", "waiting"}});
  return write({{"state", "authorised"},
                {"sealed_key", crypto::to_base64url(answer.sealed_key)},
                {"expires_at", base::format_rfc3339(answer.expires_at)}});
}

std::optional<RecoveryAnswer> recovery_answer_from_json(std::string_view text) {
  const auto json = parse_object(text, kMostMessageBytes);
  if (!json) return std::nullopt;
  Fields fields(*json);
  const std::string state = fields.text("state", 16);
  fields.require(state == "waiting" || state == "authorised");
  RecoveryAnswer answer;
  if (state == "authorised") {
    fields.read("sealed_key", answer.sealed_key, sealed_key_from);
    fields.read("expires_at", answer.expires_at, base::parse_rfc3339);
  }
  return fields.ok() ? std::optional(std::move(answer)) : std::nullopt;
}

std::string record_answers_json(ByteView answers) {
  return write({{"answers", crypto::to_base64url(answers)}});
}

std::optional<Bytes> record_answers_from_json(std::string_view text) {
  const auto json = parse_object(text, kMostAnswersBytes);
  if (!json) return std::nullopt;
  Fields fields(*json);
  auto answers = fields.parsed("answers", crypto::from_base64url);
  return fields.ok() ? std::move(answers) : std::nullopt;
}

}  // namespace linli::protocol
