#include <algorithm>

#include "centre/server/calls.h"
#include "kiosk/base/log.h"
#include "kiosk/protocol/receipt_code.h"

namespace linli::centre {
namespace {

/// Of 64 connections (HttpsServer::Limits), which terminals that catch up share; the rest is for
/// the questions of residents.
constexpr std::size_t kSharedConnections = 48;

protocol::Pacing fair_share(std::size_t terminals) {
  protocol::Pacing pacing;
  pacing.most_in_flight = static_cast<int>(std::clamp<std::size_t>(
      kSharedConnections / std::max<std::size_t>(terminals, 1), 1, protocol::kMostInFlight));
  return pacing;
}

const char* describe(EnrolmentOutcome outcome) {
  switch (outcome) {
    case EnrolmentOutcome::enrolled:
      return "enrolled";
    case EnrolmentOutcome::no_code:
      return "no code, or no tries left";
    case EnrolmentOutcome::wrong_code:
      return "wrong code";
    case EnrolmentOutcome::expired:
      return "expired code";
  }
  return "";
}

Answer welcome(Api& api, const protocol::EnrolmentRequest& request,
               const crypto::Certificate& certificate) {
  const Keys& keys = api.keys();
  const auto statement = protocol::voucher_statement(request.terminal, request.receipt_key);
  const protocol::EnrolmentAnswer answer{certificate.to_pem(),
                                         {keys.sealing.to_pem(), keys.recovery.to_pem()},
                                         keys.signing.public_key(),
                                         keys.signing.sign(bytes_of(statement)),
                                         api.settings().public_page};
  return {201, protocol::to_json(answer)};
}

}  // namespace

crypto::Digest hash_of_code(std::string_view code) {
  std::string plain;
  for (const char c : code) {
    if (c != '-' && c != ' ') plain += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return crypto::sha256(bytes_of(plain));
}

Answer enrol_terminal(Api& api, const Request& request) {
  const auto enrolment = protocol::enrolment_request_from_json(request.body);
  if (!enrolment) return refuse(ProblemKind::malformed);
  const auto now = api.now();
  const auto certificate =
      issue_terminal_certificate(api.keys(), enrolment->terminal, enrolment->signing_request, now);
  if (!certificate) return refuse(ProblemKind::malformed);
  const Terminal terminal{
      enrolment->terminal, certificate->fingerprint(), enrolment->receipt_key, now, {}, {}};
  const auto outcome = api.ledger().enrol(terminal, hash_of_code(enrolment->code));
  if (!outcome) return refuse(problem_of(outcome.error().fault));
  base::log(base::LogLevel::info, "enrolment of terminal {}: {}", base::Public{terminal.number},
            base::Public{describe(*outcome)});
  // Which of the reasons it was is for the log: a guesser learns nothing.
  if (*outcome != EnrolmentOutcome::enrolled) return refuse(ProblemKind::enrolment_refused);
  return welcome(api, *enrolment, *certificate);
}

Answer take_heartbeat(Api& api, const Request& request) {
  const auto heartbeat = protocol::heartbeat_from_json(request.body);
  if (!heartbeat) return refuse(ProblemKind::malformed);
  const auto done = api.ledger().record_heartbeat(request.peer->common_name, *heartbeat, api.now());
  if (!done) return refuse(problem_of(done.error().fault));
  const std::size_t terminals = api.recent().note(request.peer->common_name, api.now());
  return {200, protocol::to_json(api.settings().pacing.value_or(fair_share(terminals)))};
}

}  // namespace linli::centre
