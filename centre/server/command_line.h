#pragma once
#include <filesystem>
#include <string>

namespace linli::centre {

/// Runs one command of the administrator (Administration's JSON): asks the
/// centre that runs on this data directory, or opens the directory itself where
/// none runs. Prints what `print` makes of the result. Returns the exit status.
int administer(const std::filesystem::path& data, const std::string& command,
               std::string (*print)(const std::string& result));

/// How results are printed. Text for people, lines of a table or one value;
/// JSON indented.
std::string print_code(const std::string& result);
std::string print_seeded(const std::string& result);
std::string print_submissions(const std::string& result);
std::string print_terminals(const std::string& result);
std::string print_stage(const std::string& result);
std::string print_day_closes(const std::string& result);
std::string print_expired(const std::string& result);
std::string print_json(const std::string& result);

/// The commands.
std::string enrolment_code_command(const std::string& terminal);
/// Empty if the file can't be read or is not JSON; `error` says why.
std::string seed_command(const std::filesystem::path& file, std::string& error);
std::string submissions_command();
std::string show_command(const std::string& receipt, const std::string& save);
std::string stage_command(const std::string& receipt, const std::string& stage,
                          const std::string& note);
std::string terminals_command();
std::string day_closes_command();
std::string expire_command(const std::string& before);

}  // namespace linli::centre
