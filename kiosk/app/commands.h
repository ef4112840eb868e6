#pragma once
#include <functional>
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

/// Each adds its commands; a command sets `exit_code` when it was chosen.
void add_device_commands(CLI::App& app, CommandContext& context);  // card read, code read
void add_store_commands(CLI::App& app, CommandContext& context);   // enrol, queue, sync, day-close
void add_staff_commands(CLI::App& app, CommandContext& context);   // staff
void add_doctor_command(CLI::App& app, CommandContext& context);   // doctor

}  // namespace linli::app
