/// linlictl: administration and diagnosis on the terminal.
#include <fmt/format.h>
#include <sys/resource.h>

#include "kiosk/app/commands.h"
#include "kiosk/app/control.h"
#include "kiosk/base/day.h"
#include "kiosk/base/log.h"
#include "kiosk/base/utf8.h"

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

Expected<nlohmann::json, int> ask(const CommandContext& context, const nlohmann::json& request) {
  const auto configuration = context.configuration();
  if (!configuration) return unexpected(configuration.error());
  auto answer = ask_terminal(*configuration, request);
  if (!answer) return unexpected(fail(answer.error()));
  return std::move(*answer);
}

std::string wrong_encoding(const std::string& text) {
  return base::is_utf8(text) ? "" : "must be UTF-8";
}

std::string wrong_day(const std::string& text) {
  return base::day_from(text) ? "" : "must be a day, as 2026-11-22";
}

std::string damaged_identity(const Configuration& configuration) {
  return fmt::format(
      "the identity in {} is damaged: move that folder away, then enrol anew (linlictl enrol)",
      (configuration.state / "identity").string());
}

}  // namespace linli::app

int main(int argc, char** argv) {
  using namespace linli;
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);  // cards, PINs and codes pass through this memory
  CLI::App app("Administration and diagnosis of a Linli terminal", "linlictl");
  app.require_subcommand(1);
  app.fallthrough();
  app::CommandContext context;
  app.add_option("--config", context.config, "Settings of this terminal (TOML)")
      ->capture_default_str();
  app::add_device_commands(app, context);
  app::add_store_commands(app, context);
  app::add_stick_commands(app, context);
  app::add_recover_command(app, context);
  app::add_day_report_command(app, context);
  app::add_staff_commands(app, context);
  app::add_audit_command(app, context);
  app::add_region_command(app, context);
  app::add_catalogue_command(app, context);
  app::add_guide_command(app, context);
  app::add_place_names_command(app, context);
  app::add_submit_command(app, context);
  app::add_doctor_command(app, context);

  base::start_log(base::LogLevel::warning);
  const auto ended = read_arguments(app, argc, argv);
  return ended ? *ended : context.exit_code;
}
