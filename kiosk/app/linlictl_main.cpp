/// linlictl: administration and diagnosis on the terminal.
#include <fmt/format.h>

#include "kiosk/app/commands.h"
#include "kiosk/base/log.h"

namespace linli::app {

int fail(const std::string& message) {
  fmt::print(stderr, "linlictl: {}\n", message);
  return 1;
}

Expected<Configuration, int> CommandContext::configuration() const {
  auto loaded = load_configuration(config);
  if (loaded) return std::move(*loaded);
  fail(loaded.error());
  return unexpected(kWrongUse);
}

}  // namespace linli::app

int main(int argc, char** argv) {
  using namespace linli;
  CLI::App app("Administration and diagnosis of a Linli terminal", "linlictl");
  app.require_subcommand(1);
  app.fallthrough();
  app::CommandContext context;
  app.add_option("--config", context.config, "Settings of this terminal (TOML)")
      ->capture_default_str();
  app::add_device_commands(app, context);
  app::add_store_commands(app, context);
  app::add_staff_commands(app, context);
  app::add_doctor_command(app, context);

  base::start_log(base::LogLevel::warning);
  const auto ended = read_arguments(app, argc, argv);
  return ended ? *ended : context.exit_code;
}
