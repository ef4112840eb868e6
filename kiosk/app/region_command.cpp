#include <fmt/format.h>

#include <memory>

#include "kiosk/app/commands.h"
#include "kiosk/base/clock.h"
#include "kiosk/base/day.h"
#include "kiosk/catalogue/region.h"

namespace linli::app {
namespace {

using Day = std::chrono::year_month_day;

struct Arguments {
  std::string name;
  std::string on;  // a day; empty: today, by the hall's clock
  bool json = false;
};

/// "unknown" is what the region's file says; a known figure may still be of other days.
const char* state_of(const catalogue::Parameter& parameter, const catalogue::DatedValue* value) {
  if (value != nullptr) return "valid";
  return parameter.values.empty() ? "unknown" : "not valid";
}

nlohmann::ordered_json parameter_json(const catalogue::Parameter& parameter, Day day) {
  const catalogue::DatedValue* value = parameter.on(day);
  nlohmann::ordered_json json = {{"name", parameter.name},
                                 {"term", parameter.term.zh},
                                 {"unit", catalogue::name_of(parameter.unit)},
                                 {"state", state_of(parameter, value)}};
  if (value == nullptr) return json;
  json["value"] = value->amount;
  json["from"] = base::day_text(value->from);
  json["until"] = nullptr;
  if (value->until) json["until"] = base::day_text(*value->until);
  json["document"] = value->source.document;
  json["passage"] = value->source.passage;
  return json;
}

void print_parameter(const catalogue::Parameter& parameter, Day day) {
  const catalogue::DatedValue* value = parameter.on(day);
  fmt::print("{}\t{}\t", parameter.name, parameter.term.zh);
  if (value == nullptr) return fmt::print("{}\n", state_of(parameter, value));
  fmt::print("{}\t{}\t{}\t{}\t{}\n", catalogue::describe_amount(parameter.unit, value->amount),
             base::day_text(value->from), value->until ? base::day_text(*value->until) : "",
             value->source.document, value->source.passage);
}

int show(const Arguments& arguments) {
  const auto region = catalogue::load_region(assets_directory(), arguments.name);
  if (!region) {
    for (const auto& fault : region.error()) fail(describe(fault));
    return 1;
  }
  const Day day =
      base::day_from(arguments.on).value_or(base::hall_time(base::SystemClock().now()).date);
  if (arguments.json) {
    auto parameters = nlohmann::ordered_json::array();
    for (const auto& parameter : region->parameters) {
      parameters.push_back(parameter_json(parameter, day));
    }
    fmt::print("{}\n", parameters.dump());
    return 0;
  }
  fmt::print("parameter\tterm\tvalue\tfrom\tuntil\tdocument\tpassage\n");
  for (const auto& parameter : region->parameters) print_parameter(parameter, day);
  return 0;
}

}  // namespace

void add_region_command(CLI::App& app, CommandContext& context) {
  auto* region = app.add_subcommand("region", "The figures of a place");
  region->require_subcommand(1);
  auto* shown = region->add_subcommand(
      "show", "Every parameter of a region on a day, and where each figure is from");
  auto arguments = std::make_shared<Arguments>();
  shown->add_option("NAME", arguments->name, "A file of regions/ without .json, such as demo")
      ->required();
  shown->add_option("--on", arguments->on, "A day, 2026-11-22; today if left out")
      ->check(wrong_day);
  shown->add_flag("--json", arguments->json, "One JSON array on one line");
  shown->callback([arguments, &context] { context.exit_code = show(*arguments); });
}

}  // namespace linli::app
