#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace linli::centre {

/// Runs one command of the administrator (Administration's JSON): asks the
/// centre that runs on this data directory, or opens the directory itself where
/// none runs. Prints what `print` makes of the result. Returns the exit status.
int administer(const std::filesystem::path& data, const std::string& command,
               std::string (*print)(const std::string& result));

/// Stores the residents and benefits of a file, as assets/demo/residents.json.
/// Returns the exit status.
int seed(const std::filesystem::path& data, const std::filesystem::path& file);

/// Has the content of closed and settled items deleted that were accepted
/// before that day (2026-11-22), some at a time, so that terminals are served
/// in between. Prints how many; returns the exit status.
int expire(const std::filesystem::path& data, const std::string& before);

/// How results are printed. Text for people, lines of a table or one value;
/// JSON indented.
std::string print_code(const std::string& result);
std::string print_submissions(const std::string& result);
std::string print_terminals(const std::string& result);
std::string print_stage(const std::string& result);
std::string print_day_closes(const std::string& result);
std::string print_recoveries(const std::string& result);
std::string print_revoked(const std::string& result);
std::string print_closed(const std::string& result);
std::string print_json(const std::string& result);

/// The commands.
std::string enrolment_code_command(const std::string& terminal);
std::string submissions_command();
std::string show_command(const std::string& receipt, const std::string& save);
struct StageArguments {
  std::string receipt;
  std::string stage;
  std::string note;
  std::vector<std::string> needs;  // of a supplement: FIELD or FIELD=WHY
  std::string until;               // its last day, 2026-12-10; empty: none
};
std::string stage_command(const StageArguments& to);
inline constexpr const char* kStagesSetByStaff =
    "received, accepted, home_visit, first_review, publicity, confirmed, paid, supplement_needed, "
    "returned or refused";
bool is_set_by_staff(std::string_view stage);
std::string terminals_command();
std::string day_closes_command();
std::string recoveries_command();
std::string revoke_recoveries_command(const std::string& terminal);
std::string close_dead_books_command(const std::string& terminal);

}  // namespace linli::centre
