#include "offline_cache/sync/enrol.h"

#include "kiosk/protocol/chain.h"
#include "kiosk/protocol/messages.h"
#include "offline_cache/sync/centre_answer.h"
#include "offline_cache/sync/curl_transport.h"

namespace linli::offline_cache {
namespace {

EnrolError enrol_error(CentreTrouble trouble) {
  switch (trouble) {
    case CentreTrouble::unreachable:
      return EnrolError::unreachable;
    case CentreTrouble::not_trusted:
      return EnrolError::not_trusted;
    case CentreTrouble::misbehaving:
      return EnrolError::misbehaving;
    case CentreTrouble::refused:
      return EnrolError::refused;
  }
  return EnrolError::misbehaving;
}

Expected<protocol::EnrolmentAnswer, EnrolError> ask_centre(
    const EnrolOptions& options, const protocol::EnrolmentRequest& request,
    const std::stop_token& stop) {
  const auto transport = make_curl_transport({.centre_url = options.centre_url,
                                              .ca_certificate = options.ca_certificate,
                                              .certificate = {},
                                              .key = {}});
  const auto answer = transport->send({.method = HttpMethod::post,
                                       .path = "/v1/terminals",
                                       .content_type = "application/json",
                                       .body = protocol::to_json(request),
                                       .headers = {}},
                                      stop);
  if (!answer) return unexpected(enrol_error(answer.error()));
  // 403 is final here, although other calls come back after one.
  if (answer->status == 403) return unexpected(EnrolError::refused);
  if (const auto trouble = trouble_of(*answer)) return unexpected(enrol_error(*trouble));
  auto content = protocol::enrolment_answer_from_json(answer->body);
  if (!content) return unexpected(EnrolError::misbehaving);
  return std::move(*content);
}

Expected<TerminalIdentity, EnrolError> identity_from(const EnrolOptions& options,
                                                     const std::string& tls_key,
                                                     const crypto::SigningKey& receipt_key,
                                                     const protocol::EnrolmentAnswer& answer) {
  TerminalIdentity identity{.terminal = options.terminal,
                            .tls_key = tls_key,
                            .certificate = answer.certificate,
                            .ca_certificate = options.ca_certificate,
                            .receipt_key = receipt_key,
                            .centre_key = answer.centre_key,
                            .sealing_certificates = {},
                            .voucher = answer.receipt_voucher,
                            .public_page = answer.public_page};
  for (const std::string& pem : answer.sealing_certificates) {
    auto certificate = crypto::Certificate::from_pem(pem);
    if (!certificate) return unexpected(EnrolError::misbehaving);
    identity.sealing_certificates.push_back(std::move(*certificate));
  }
  return identity;
}

}  // namespace

Expected<TerminalIdentity, EnrolError> enrol(const EnrolOptions& options, const std::string& code,
                                             std::stop_token stop) {
  if (!protocol::is_terminal_number(options.terminal) || code.empty() ||
      !crypto::Certificate::from_pem(options.ca_certificate)) {
    return unexpected(EnrolError::wrong_input);
  }
  const auto found = load_identity(options.directory);
  if (found) return unexpected(EnrolError::already_enrolled);
  if (found.error() == IdentityError::damaged) return unexpected(EnrolError::damaged);
  const auto tls_key = crypto::PrivateKey::generate();
  const auto receipt_key = crypto::SigningKey::generate();
  const auto answer =
      ask_centre(options,
                 {options.terminal, code, crypto::make_signing_request(tls_key, options.terminal),
                  receipt_key.public_key()},
                 stop);
  if (!answer) return unexpected(answer.error());
  auto identity = identity_from(options, tls_key.to_pem(), receipt_key, *answer);
  if (!identity) return identity;
  if (save_identity(options.directory, *identity)) return unexpected(EnrolError::not_saved);
  // What was saved must be what will be loaded: voucher and certificates are checked there.
  auto loaded = load_identity(options.directory);
  if (loaded) return std::move(*loaded);
  std::error_code ignored;
  std::filesystem::remove_all(options.directory / "identity", ignored);
  return unexpected(EnrolError::misbehaving);
}

}  // namespace linli::offline_cache
