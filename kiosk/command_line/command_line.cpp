#include "kiosk/command_line/command_line.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdio>

namespace linli {
namespace {

/// The innermost command that was understood, and how it is called: linlictl queue.
struct Place {
  const CLI::App* command;
  std::string name;
};

Place understood(const CLI::App& app) {
  Place place{&app, app.get_name()};
  while (!place.command->get_subcommands().empty()) {
    place.command = place.command->get_subcommands().front();
    place.name += " " + place.command->get_name();
  }
  return place;
}

bool wants_command(const CLI::App& command) {
  return command.get_require_subcommand_min() > 0 && command.get_subcommands().empty();
}

std::string commands_of(const CLI::App& command) {
  std::vector<std::string> names;
  const auto all = command.get_subcommands([](const CLI::App*) { return true; });
  for (const CLI::App* one : all) names.push_back(one->get_name());
  return fmt::format("commands: {}", fmt::join(names, ", "));
}

/// What CLI11 says of a missing or misspelt command names neither it nor the others.
std::string what_is_wrong(const CLI::App& app, const Place& place, const CLI::ParseError& error) {
  const auto left = app.remaining(true);
  const bool too_much = dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr;
  const bool too_little = dynamic_cast<const CLI::RequiredError*>(&error) != nullptr;
  if ((too_much || too_little) && wants_command(*place.command)) {
    const std::string commands = commands_of(*place.command);
    return left.empty() ? "a command is missing; " + commands
                        : fmt::format("\"{}\" is not understood; {}", left.front(), commands);
  }
  return too_much && !left.empty() ? fmt::format("\"{}\" is not understood", left.front())
                                   : std::string(error.what());
}

}  // namespace

std::optional<int> read_arguments(CLI::App& app, int argc, const char* const* argv) {
  try {
    app.parse(argc, argv);
    return std::nullopt;
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    const Place place = understood(app);
    fmt::print(stderr, "{}: {}\n`{} --help` says what there is.\n", place.name,
               what_is_wrong(app, place, error), place.name);
    return kWrongUse;
  }
}

}  // namespace linli
