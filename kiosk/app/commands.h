#pragma once
#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "kiosk/app/configuration.h"
#include "kiosk/command_line/command_line.h"

namespace linli::app {

/// What the commands of linlictl share: the settings, and how a command ends.
struct CommandContext {
  std::string config = "/etc/linli/kiosk.toml";
  int exit_code = 0;

  /// The settings; an error was printed already if there are none.
  Expected<Configuration, int> configuration() const;
};

/// Prints "linlictl: MESSAGE" to standard error; answers the exit code 1.
int fail(const std::string& message);

/// What the terminal answers to an operation of control.h; otherwise the exit
/// code, and the error was printed.
Expected<nlohmann::json, int> ask(const CommandContext& context, const nlohmann::json& request);

class TerminalLine;

/// Which events of the audit trail are wanted, by days of the hall (2026-11-22), both included.
struct AuditDays {
  std::string from;
  std::string to;
};

/// Looks through the whole audit trail, hands over those events page by page as control.h says,
/// and answers the number of the first that does not follow from the one before, if any does not.
Expected<std::optional<std::int64_t>, std::string> look_through_trail(
    TerminalLine& line, const AuditDays& days,
    const std::function<void(const nlohmann::json& events)>& take);

/// What to do where one does not.
std::string broken_trail(std::int64_t number);

/// For CLI::Option::check(): empty, or why this text names no day.
std::string wrong_day(const std::string& text);

/// For CLI::Option::check(): empty, or why this text can't be sent to the terminal.
std::string wrong_encoding(const std::string& text);

/// What enrol and doctor say of an identity that can't be used.
std::string damaged_identity(const Configuration& configuration);

/// Each adds its commands; a command sets `exit_code` when it was chosen.
void add_device_commands(CLI::App& app, CommandContext& context);  // card read, code read
/// enrol, queue, backup, restart-chain, sync, day-close
void add_store_commands(CLI::App& app, CommandContext& context);
void add_stick_commands(CLI::App& app, CommandContext& context);   // export, import
void add_recover_command(CLI::App& app, CommandContext& context);  // recover
void add_staff_commands(CLI::App& app, CommandContext& context);   // staff
void add_day_report_command(CLI::App& app, CommandContext& context);
void add_audit_command(CLI::App& app, CommandContext& context);
void add_region_command(CLI::App& app, CommandContext& context);       // region
void add_catalogue_command(CLI::App& app, CommandContext& context);    // catalogue check
void add_guide_command(CLI::App& app, CommandContext& context);        // guide
void add_place_names_command(CLI::App& app, CommandContext& context);  // place-names
void add_submit_command(CLI::App& app, CommandContext& context);       // submit
void add_doctor_command(CLI::App& app, CommandContext& context);       // doctor

}  // namespace linli::app
