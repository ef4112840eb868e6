#include "centre/server/api.h"

#include <array>

#include "centre/server/calls.h"
#include "kiosk/package/form.h"

namespace linli::centre {
namespace {

constexpr std::size_t kSmallBody = 64 * 1024;

constexpr std::array kRoutes{
    Route{"POST", "/v1/terminals", Access::anyone, kSmallBody, enrol_terminal},
    Route{"POST", "/v1/benefit-queries", Access::enrolled_terminal, kSmallBody, query_benefits},
    Route{"PUT", "/v1/submissions/{id}/parts/{number}", Access::enrolled_terminal,
          protocol::kMaxPartBytes, put_part},
    Route{"PUT", "/v1/submissions/{id}", Access::enrolled_terminal, protocol::kMaxCommitBytes,
          commit_submission},
    Route{"GET", "/v1/submissions/{id}", Access::enrolled_terminal, 0, show_stage},
    Route{"GET", "/v1/submissions/{id}/acceptance", Access::enrolled_terminal, 0, show_acceptance},
    Route{"POST", "/v1/day-closes", Access::enrolled_terminal, protocol::kMaxDayCloseBytes,
          close_day},
    Route{"POST", "/v1/recoveries", Access::enrolled_terminal, kSmallBody, request_recovery},
    Route{"POST", "/v1/recoveries/{terminal}/records", Access::enrolled_terminal,
          package::kMostPlainBytes, take_recovered_record},
    Route{"POST", "/v1/recoveries/{terminal}/day-closes", Access::enrolled_terminal,
          protocol::kMaxDayCloseBytes, close_recovered},
    Route{"POST", "/v1/heartbeats", Access::enrolled_terminal, kSmallBody, take_heartbeat},
};

}  // namespace

std::span<const Route> routes() { return kRoutes; }

Answer refuse(ProblemKind kind, std::vector<int> missing_parts) {
  const auto details = problem(kind, std::move(missing_parts));
  return {details.status, protocol::to_json(details), "application/problem+json"};
}

std::optional<ProblemKind> Api::refusal(const Route& route, const Request& request) {
  if (request.body.size() > route.most_body_bytes) return ProblemKind::too_large;
  switch (route.access) {
    case Access::anyone:
      return std::nullopt;
    case Access::enrolled_terminal:
      break;
  }
  if (!request.peer) return ProblemKind::certificate_needed;
  const auto terminal = ledger_.terminal(request.peer->common_name);
  if (!terminal) return problem_of(terminal.error().fault);
  const bool current =
      *terminal && (*terminal)->certificate == request.peer->fingerprint && !(*terminal)->shut_out;
  return current ? std::nullopt : std::optional(ProblemKind::certificate_unknown);
}

Answer Api::answer(const Route& route, const Request& request) {
  if (const auto kind = refusal(route, request)) return refuse(*kind);
  return route.handler(*this, request);
}

}  // namespace linli::centre
