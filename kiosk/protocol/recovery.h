#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"
#include "kiosk/base/clock.h"

/// POST /v1/recoveries and …/{terminal}/records, as in centre/api/openapi.yaml: a terminal that
/// sends what another one, which died, has left on its disk. Parsers bound and check everything
/// and answer empty for what does not fit.
namespace linli::protocol {

inline constexpr std::size_t kStoreKeyBytes = 32;

/// What is sealed as the key of a terminal's store: the lines "linli-store-key-v1",
/// "terminal: …" and "key: …" (lower-case hexadecimal). To be wiped.
std::string store_key_text(const std::string& terminal, ByteView key);
/// The key, if it is this terminal's.
std::optional<Bytes> store_key_from(std::string_view text, const std::string& terminal);

struct RecoveryRequest {
  std::string terminal;     // the one that died
  Bytes sealed_key;         // of its store, sealed to the centre's recovery certificate
  std::string certificate;  // PEM; the client certificate of who asks
};
std::string to_json(const RecoveryRequest& request);
std::optional<RecoveryRequest> recovery_request_from_json(std::string_view text);

struct RecoveryAnswer {
  /// Empty: the administrator has not authorised it yet. Otherwise the key once more, sealed to
  /// the certificate of who asked.
  Bytes sealed_key;
  base::WallTime expires_at{};  // records are taken until then
};
std::string to_json(const RecoveryAnswer& answer);
std::optional<RecoveryAnswer> recovery_answer_from_json(std::string_view text);

/// {"answers": …}: entries of kiosk/package/entries.h.
std::string record_answers_json(ByteView answers);
std::optional<Bytes> record_answers_from_json(std::string_view text);

}  // namespace linli::protocol
