#include <fmt/format.h>

#include <memory>
#include <utility>

#include "kiosk/app/commands.h"
#include "kiosk/app/control.h"
#include "kiosk/base/day.h"

namespace linli::app {
namespace {

using nlohmann::json;

struct Arguments {
  std::string day;  // empty, as are the others: today, by the hall's clock
  std::string from;
  std::string to;
  bool as_json = false;
};

std::string today() { return base::day_text(base::hall_time(base::SystemClock().now()).date); }

AuditDays days_of(const Arguments& arguments) {
  if (!arguments.day.empty()) return {arguments.day, arguments.day};
  const auto to = arguments.to.empty() ? today() : arguments.to;
  return {arguments.from.empty() ? to : arguments.from, to};
}

/// Prints as it comes: six months of events are more than memory should hold.
int list_events(const CommandContext& context, const Arguments& arguments) {
  const auto configuration = context.configuration();
  if (!configuration) return configuration.error();
  const AuditDays days = days_of(arguments);
  if (days.to < days.from) {
    fail("the range ends before it begins");
    return kWrongUse;
  }
  TerminalLine line(*configuration);
  fmt::print("{}", arguments.as_json ? "[" : "number\tat\tkind\tdetail\n");
  const char* comma = "";
  const auto print = [&](const json& event) {
    if (arguments.as_json) {
      fmt::print("{}{}", std::exchange(comma, ","), event.dump());
    } else {
      fmt::print("{}\t{}\t{}\t{}\n", event["number"].get<std::int64_t>(),
                 event["at"].get<std::string>(), event["kind"].get<std::string>(),
                 event["detail"].get<std::string>());
    }
  };
  const auto broken = look_through_trail(line, days, [&](const json& events) {
    for (const auto& event : events) print(event);
  });
  if (!broken) return fail(broken.error());
  if (arguments.as_json) fmt::print("]\n");
  return *broken ? fail(broken_trail(**broken)) : 0;
}

}  // namespace

Expected<std::optional<std::int64_t>, std::string> look_through_trail(
    TerminalLine& line, const AuditDays& days, const std::function<void(const json&)>& take) {
  std::optional<std::int64_t> broken;
  std::int64_t after = 0;
  for (bool more = true; more;) {
    const auto answer =
        line.ask({{"do", "audit"}, {"after", after}, {"from", days.from}, {"to", days.to}});
    if (!answer) return unexpected(answer.error());
    take((*answer)["events"]);
    const auto& here = (*answer)["broken"];
    if (!broken && here.is_number_integer()) broken = here.get<std::int64_t>();
    more = (*answer)["more"].get<bool>();
    after = (*answer)["last"].get<std::int64_t>();
  }
  return broken;
}

std::string broken_trail(std::int64_t number) {
  return fmt::format(
      "event {} of the audit trail does not follow from the one before: the store was changed by "
      "another program, or its disk fails. Keep a copy as evidence (linlictl backup), tell who is "
      "responsible for this terminal, and look at the disk; the terminal goes on",
      number);
}

void add_audit_command(CLI::App& app, CommandContext& context) {
  auto* audit = app.add_subcommand(
      "audit", "Who did what and when, oldest first; ends with 1 if the trail is broken");
  auto arguments = std::make_shared<Arguments>();
  auto* day = audit->add_option("--day", arguments->day, "A day of the hall; today if left out");
  auto* from = audit->add_option("--from", arguments->from, "The first day of several");
  auto* to = audit->add_option("--to", arguments->to, "The last; today if left out")->needs(from);
  day->check(wrong_day)->excludes(from);
  from->check(wrong_day);
  to->check(wrong_day);
  audit->add_flag("--json", arguments->as_json, "One JSON array");
  audit->callback([arguments, &context] { context.exit_code = list_events(context, *arguments); });
}

}  // namespace linli::app
