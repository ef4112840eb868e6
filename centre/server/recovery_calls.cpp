#include <algorithm>

#include "centre/server/calls.h"
#include "centre/server/take_submission.h"
#include "kiosk/base/log.h"
#include "kiosk/protocol/recovery.h"

namespace linli::centre {
namespace {

/// The administrator's word still holds.
bool holds(const Recovery& recovery, base::WallTime now) {
  return recovery.authorised_at && !recovery.revoked_at && now < recovery.expires_at;
}

bool is_request(const Recovery& recovery, const protocol::RecoveryRequest& request,
                const std::string& by) {
  return recovery.terminal == request.terminal && recovery.by == by &&
         recovery.sealed_key == request.sealed_key && recovery.certificate == request.certificate;
}

/// The certificate that the key will be sealed to is the one that TLS has proved.
bool is_own(const protocol::RecoveryRequest& request, const PeerCertificate& peer) {
  const auto certificate = crypto::Certificate::from_pem(request.certificate);
  return certificate && certificate->fingerprint() == peer.fingerprint;
}

}  // namespace

Answer request_recovery(Api& api, const Request& request) {
  const auto asked = protocol::recovery_request_from_json(request.body);
  if (!asked || !is_own(*asked, *request.peer)) return refuse(ProblemKind::malformed);
  const auto terminal = api.ledger().terminal(asked->terminal);
  if (!terminal) return refuse(problem_of(terminal.error().fault));
  if (!*terminal) return refuse(ProblemKind::unknown_terminal);
  const std::string& by = request.peer->common_name;
  const auto noted = api.ledger().request_recovery(
      {asked->terminal, by, asked->sealed_key, asked->certificate, api.now(), {}, {}, {}, {}});
  if (!noted) return refuse(problem_of(noted.error().fault));
  const auto all = api.ledger().recoveries();
  if (!all) return refuse(problem_of(all.error().fault));
  const auto found = std::ranges::find_if(*all, [&](const Recovery& recovery) {
    return !recovery.revoked_at && is_request(recovery, *asked, by);
  });
  if (found == all->end() || !found->authorised_at) {
    return {202, protocol::to_json(protocol::RecoveryAnswer{})};
  }
  if (!holds(*found, api.now())) return refuse(ProblemKind::recovery_refused);
  base::log(base::LogLevel::info, "the store's key of terminal {} goes to terminal {}",
            base::Public{asked->terminal}, base::Public{by});
  return {200, protocol::to_json(protocol::RecoveryAnswer{found->answer, found->expires_at})};
}

LedgerResult<bool> may_recover(Api& api, const std::string& terminal, const std::string& by) {
  return api.ledger().recoveries().map([&](const auto& all) {
    return std::ranges::any_of(all, [&](const Recovery& recovery) {
      return recovery.terminal == terminal && recovery.by == by && holds(recovery, api.now());
    });
  });
}

Answer take_recovered_record(Api& api, const Request& request) {
  const std::string& terminal = request.path.at(0);
  const auto may = may_recover(api, terminal, request.peer->common_name);
  if (!may) return refuse(problem_of(may.error().fault));
  if (!*may) return refuse(ProblemKind::recovery_refused);
  const auto taken =
      take_record(api.ledger(), api.keys(), api.now(), terminal, bytes_of(request.body));
  if (!taken) return refuse(ProblemKind::malformed);
  return {200, protocol::record_answers_json(taken->answers)};
}

}  // namespace linli::centre
