#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "centre/server/administration.h"

/// One function for each command of the administrator: arguments in, result or
/// a message out.
namespace linli::centre {

using Json = nlohmann::json;
using CommandResult = Expected<Json, std::string>;

CommandResult make_enrolment_code(Administration& centre, const Json& arguments);
CommandResult list_terminals(Administration& centre, const Json& arguments);
CommandResult seed_residents(Administration& centre, const Json& arguments);
CommandResult list_submissions(Administration& centre, const Json& arguments);
CommandResult show_submission(Administration& centre, const Json& arguments);
CommandResult set_stage(Administration& centre, const Json& arguments);
CommandResult list_day_closes(Administration& centre, const Json& arguments);
CommandResult tell_package_key(Administration& centre, const Json& arguments);
CommandResult take_package_record(Administration& centre, const Json& arguments);
CommandResult sign_answers(Administration& centre, const Json& arguments);
CommandResult list_recoveries(Administration& centre, const Json& arguments);
CommandResult show_recovery_request(Administration& centre, const Json& arguments);
CommandResult close_dead_books(Administration& centre, const Json& arguments);
CommandResult authorise_recovery(Administration& centre, const Json& arguments);
CommandResult revoke_recoveries(Administration& centre, const Json& arguments);
CommandResult expire_items(Administration& centre, const Json& arguments);

/// A text of the arguments; empty if it is missing or something else.
std::string text_argument(const Json& arguments, const char* name);

std::string describe(const LedgerError& error);

}  // namespace linli::centre
