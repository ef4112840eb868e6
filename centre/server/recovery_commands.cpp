#include <algorithm>

#include "centre/server/administration_commands.h"
#include "kiosk/base/log.h"

namespace linli::centre {
namespace {

constexpr std::chrono::hours kAuthorisationLives{24};
/// A terminal that was heard within that time is not dead.
constexpr std::chrono::hours kSilence{24};

const char* state_of(const Recovery& recovery, base::WallTime now) {
  if (recovery.revoked_at) return "revoked";
  if (!recovery.authorised_at) return "waiting";
  return now < recovery.expires_at ? "authorised" : "ended";
}

Json recovery_json(const Recovery& recovery, base::WallTime now) {
  Json json{{"terminal", recovery.terminal},
            {"by", recovery.by},
            {"state", state_of(recovery, now)},
            {"requested_at", base::format_rfc3339(recovery.requested_at)}};
  if (recovery.authorised_at) json["expires_at"] = base::format_rfc3339(recovery.expires_at);
  return json;
}

/// The last request of `by` for `terminal` that was not revoked.
Expected<Recovery, std::string> last_request(Administration& centre, const Json& arguments) {
  const auto terminal = text_argument(arguments, "terminal");
  const auto by = text_argument(arguments, "by");
  const auto all = centre.ledger().recoveries();
  if (!all) return unexpected(describe(all.error()));
  const auto found = std::find_if(all->rbegin(), all->rend(), [&](const Recovery& recovery) {
    return recovery.terminal == terminal && recovery.by == by && !recovery.revoked_at;
  });
  if (found != all->rend()) return *found;
  return unexpected("terminal " + by + " has not asked for terminal " + terminal +
                    ": run `linlictl recover` there first, then authorise it here");
}

/// Whose books nobody is left to close.
struct Dead {
  bool all = false;                // the machine that has the number
  base::WallTime machine_since{};  // else those before it, by what the centre took before that

  bool owned(const OpenRange& range) const { return all || range.oldest < machine_since; }
};

Expected<Dead, std::string> dead_of(Administration& centre, const std::string& number) {
  const auto terminal = centre.ledger().terminal(number);
  if (!terminal) return unexpected(describe(terminal.error()));
  if (!*terminal) return unexpected("there is no terminal " + number);
  const auto& seen = (*terminal)->seen_at;
  const bool silent = (*terminal)->shut_out || !seen || *seen + kSilence < centre.now();
  return Dead{silent, (*terminal)->enrolled_at};
}

/// Names nothing of the range, so that all of it that is here is closed.
protocol::DayClose unnamed(const OpenRange& range, base::WallTime now) {
  return {range.terminal,           range.incarnation,      range.first_sequence,
          range.first_sequence,     {range.first_sequence}, {},
          base::hall_time(now).date};
}

}  // namespace

CommandResult list_recoveries(Administration& centre, const Json&) {
  const auto all = centre.ledger().recoveries();
  if (!all) return unexpected(describe(all.error()));
  Json list = Json::array();
  for (const Recovery& recovery : *all) list.push_back(recovery_json(recovery, centre.now()));
  return list;
}

CommandResult show_recovery_request(Administration& centre, const Json& arguments) {
  const auto request = last_request(centre, arguments);
  if (!request) return unexpected(request.error());
  return Json{{"sealed_key", crypto::to_base64url(request->sealed_key)},
              {"certificate", request->certificate},
              {"recovery_certificate", centre.keys().recovery.to_pem()}};
}

CommandResult authorise_recovery(Administration& centre, const Json& arguments) {
  auto request = last_request(centre, arguments);
  if (!request) return unexpected(request.error());
  const auto answer = crypto::from_base64url(text_argument(arguments, "answer"));
  // The request may have been replaced since the command has opened it.
  const bool same =
      text_argument(arguments, "sealed_key") == crypto::to_base64url(request->sealed_key) &&
      text_argument(arguments, "certificate") == request->certificate;
  if (!answer || answer->empty() || !same) {
    return unexpected(std::string("the request has changed; authorise it again"));
  }
  request->authorised_at = centre.now();
  request->expires_at = centre.now() + kAuthorisationLives;
  request->answer = *answer;
  const auto done = centre.ledger().authorise_recovery(*request);
  if (!done) return unexpected(describe(done.error()));
  if (!*done) return unexpected(std::string("the request has changed; authorise it again"));
  base::log(base::LogLevel::warning, "terminal {} may recover terminal {}",
            base::Public{request->by}, base::Public{request->terminal});
  return recovery_json(*request, centre.now());
}

CommandResult revoke_recoveries(Administration& centre, const Json& arguments) {
  const auto terminal = text_argument(arguments, "terminal");
  const auto done = centre.ledger().revoke_recoveries(terminal, centre.now());
  if (!done) return unexpected(describe(done.error()));
  if (!*done) return unexpected("there is nothing to revoke for terminal " + terminal);
  base::log(base::LogLevel::warning, "no terminal may recover terminal {} any more",
            base::Public{terminal});
  return Json{{"terminal", terminal}};
}

CommandResult close_dead_books(Administration& centre, const Json& arguments) {
  const auto terminal = text_argument(arguments, "terminal");
  const auto dead = dead_of(centre, terminal);
  if (!dead) return unexpected(dead.error());
  const auto open = centre.ledger().open_ranges();
  if (!open) return unexpected(describe(open.error()));
  int closed = 0;
  int left = 0;
  for (const OpenRange& range : *open) {
    if (range.terminal != terminal) continue;
    if (!dead->owned(range)) {
      ++left;
      continue;
    }
    const auto done = centre.ledger().close_recovered(unnamed(range, centre.now()), centre.now(),
                                                      centre.keys().signing);
    if (!done) return unexpected(describe(done.error()));
    ++closed;
  }
  if (closed == 0 && left > 0) {
    return unexpected("terminal " + terminal +
                      " was heard within a day: it closes its books itself");
  }
  base::log(base::LogLevel::warning, "{} open ranges of terminal {} were closed by command", closed,
            base::Public{terminal});
  return Json{{"terminal", terminal}, {"closed", closed}};
}

}  // namespace linli::centre
