#include "centre/server/calls.h"
#include "kiosk/base/log.h"

namespace linli::centre {
namespace {

using base::log;
using base::LogLevel;
using base::Public;

void note(const protocol::DayClose& close, const protocol::DayCloseAnswer& answer) {
  const auto* const difference = std::get_if<protocol::DayCloseDifference>(&answer);
  if (difference == nullptr) {
    log(LogLevel::info, "day close of terminal {}: {} to {} agreed", Public{close.terminal},
        close.first_sequence, close.last_sequence);
    return;
  }
  log(LogLevel::warning, "day close of terminal {}: {} to {} differs: {} missing, {} unknown{}",
      Public{close.terminal}, close.first_sequence, close.last_sequence, difference->missing.size(),
      difference->unknown.size(), Public{difference->differs_from ? ", another head" : ""});
}

}  // namespace

Answer close_day(Api& api, const Request& request) {
  const auto asked = protocol::day_close_request_from_json(request.body);
  if (!asked) return refuse(ProblemKind::malformed);
  if (asked->close.terminal != request.peer->common_name) {
    return refuse(ProblemKind::other_terminal);
  }
  const auto answer = api.ledger().close_day(*asked, api.now(), api.keys().signing);
  if (!answer) return refuse(problem_of(answer.error().fault));
  note(asked->close, *answer);
  return {200, protocol::to_json(*answer)};
}

Answer close_recovered(Api& api, const Request& request) {
  const std::string& terminal = request.path.at(0);
  const auto may = may_recover(api, terminal, request.peer->common_name);
  if (!may) return refuse(problem_of(may.error().fault));
  if (!*may) return refuse(ProblemKind::recovery_refused);
  const auto named = protocol::day_close_request_from_json(request.body);
  if (!named || named->close.terminal != terminal) return refuse(ProblemKind::malformed);
  const auto answer = api.ledger().close_recovered(named->close, api.now(), api.keys().signing);
  if (!answer) return refuse(problem_of(answer.error().fault));
  note(named->close, *answer);
  return {200, protocol::to_json(*answer)};
}

}  // namespace linli::centre
