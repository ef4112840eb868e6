#include "centre/server/administration.h"

#include <algorithm>
#include <array>
#include <utility>

#include "centre/server/administration_commands.h"

namespace linli::centre {
namespace {

using Command = CommandResult (*)(Administration&, const Json&);

constexpr std::array<std::pair<std::string_view, Command>, 16> kCommands{{
    {"enrolment-code", make_enrolment_code},
    {"terminals", list_terminals},
    {"seed", seed_residents},
    {"submissions", list_submissions},
    {"show", show_submission},
    {"stage", set_stage},
    {"day-closes", list_day_closes},
    {"expire", expire_items},
    {"package-key", tell_package_key},
    {"take-record", take_package_record},
    {"sign-answers", sign_answers},
    {"recoveries", list_recoveries},
    {"recovery-request", show_recovery_request},
    {"recovery-authorise", authorise_recovery},
    {"recovery-revoke", revoke_recoveries},
    {"recovery-close", close_dead_books},
}};

std::string write(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string text_argument(const Json& arguments, const char* name) {
  const auto found = arguments.find(name);
  return found != arguments.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::string describe(const LedgerError& error) {
  switch (error.fault) {
    case LedgerFault::full:
      return "the disk is full";
    case LedgerFault::failed:
      return "the ledger failed: " + error.what;
    case LedgerFault::unknown:
      return "the database server went away: look whether it was stored, and try again if not";
    case LedgerFault::damaged:
      return "the ledger is damaged: " + error.what;
    case LedgerFault::busy:
    case LedgerFault::from_the_future:
      return error.what;
  }
  return error.what;
}

std::string Administration::run(std::string_view command) {
  const Json arguments = Json::parse(command, nullptr, /*allow_exceptions=*/false);
  const std::string name = arguments.is_object() ? text_argument(arguments, "command") : "";
  const auto row = std::find_if(kCommands.begin(), kCommands.end(),
                                [&name](const auto& r) { return r.first == name; });
  if (row == kCommands.end()) return write({{"ok", false}, {"error", "no such command"}});
  auto result = row->second(*this, arguments);
  if (!result) return write({{"ok", false}, {"error", result.error()}});
  return write({{"ok", true}, {"result", *std::move(result)}});
}

}  // namespace linli::centre
