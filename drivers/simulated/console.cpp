#include "drivers/simulated/console.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "kiosk/base/worker.h"

namespace linli::drivers::simulated {
namespace {

const std::string kOk = "ok";
constexpr int kLongestWaitMs = 3'600'000;

std::string error(std::string_view text) { return fmt::format("error: {}", text); }

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::string_view name_of(Field field) {
  switch (field) {
    case Field::empty:
      return "none";
    case Field::card:
      return "there";
    case Field::found:
      return "found";
    case Field::selected:
      return "selected";
  }
  return {};
}

}  // namespace

struct Console::Verb {
  std::string_view name;
  std::string_view argument;  // for the help; empty: takes none
  std::string (Console::*run)(std::string_view argument, const std::stop_token& stop);
};

const Console::Verb* Console::find_verb(std::string_view name) {
  static constexpr std::array<Verb, 10> kVerbs{{
      {"place", "NAME", &Console::place},
      {"remove", "", &Console::remove},
      {"unplug", "", &Console::unplug},
      {"replug", "", &Console::replug},
      {"fault", "NAME [COUNT] [COMMAND]", &Console::fault},
      {"clear", "", &Console::clear},
      {"after", "MS", &Console::after},
      {"status", "", &Console::status},
      {"help", "", &Console::help},
      {"quit", "", &Console::quit},
  }};
  const auto* verb = std::ranges::find(kVerbs, name, &Verb::name);
  return verb == kVerbs.end() ? nullptr : verb;
}

std::string Console::run(std::string_view line, const std::stop_token& stop) {
  line = trimmed(line);
  const std::string_view name = line.substr(0, line.find(' '));
  const std::string_view argument = trimmed(line.substr(name.size()));
  const Verb* verb = find_verb(name);
  if (!verb) return error(fmt::format("no command \"{}\"; try help", name));
  if (verb->argument.empty() != argument.empty()) {
    return error(fmt::format("it is: {} {}", name, verb->argument));
  }
  return (this->*verb->run)(argument, stop);
}

std::string Console::run_script(std::string_view script, const std::stop_token& stop) {
  for (int number = 1; !script.empty() && !stop.stop_requested(); ++number) {
    const auto end = std::min(script.find('\n'), script.size());
    const auto line = trimmed(script.substr(0, end));
    script.remove_prefix(std::min(end + 1, script.size()));
    if (line.empty() || line.starts_with('#')) continue;
    const auto answer = run(line, stop);
    if (answer.starts_with("error")) return fmt::format("line {}: {}", number, answer);
  }
  return {};
}

std::string Console::place(std::string_view name, const std::stop_token&) {
  const auto card = cards_.find(name);
  if (card == cards_.end()) {
    std::string names;
    for (const auto& [known, unused] : cards_) names += " " + known;
    return error(fmt::format("no card \"{}\"; there are:{}", name, names));
  }
  module_.place(card->second);
  return kOk;
}

std::string Console::remove(std::string_view, const std::stop_token&) {
  module_.remove();
  return kOk;
}

std::string Console::unplug(std::string_view, const std::stop_token&) {
  module_.unplug();
  return kOk;
}

std::string Console::replug(std::string_view, const std::stop_token&) {
  const auto failed = module_.replug();
  return failed ? error(failed.message()) : kOk;
}

std::string Console::fault(std::string_view text, const std::stop_token&) {
  auto parsed = parse_fault(text);
  if (!parsed) return error(parsed.error());
  module_.add_fault(std::move(*parsed));
  return kOk;
}

std::string Console::clear(std::string_view, const std::stop_token&) {
  module_.clear_faults();
  return kOk;
}

std::string Console::after(std::string_view milliseconds, const std::stop_token& stop) {
  int wait = -1;
  const char* end = milliseconds.data() + milliseconds.size();
  const auto parsed = std::from_chars(milliseconds.data(), end, wait);
  if (parsed.ec != std::errc{} || parsed.ptr != end || wait < 0 || wait > kLongestWaitMs) {
    return error(fmt::format("\"{}\" is no number of milliseconds up to an hour", milliseconds));
  }
  (void)base::sleep_unless_stopped(stop, std::chrono::milliseconds(wait));
  return kOk;
}

std::string Console::status(std::string_view, const std::stop_token&) {
  const auto report = module_.report();
  return fmt::format("plugged {}, card {}, faults waiting {}, answers {}",
                     report.plugged ? "yes" : "no", name_of(report.field), report.faults,
                     report.answers);
}

std::string Console::help(std::string_view, const std::stop_token&) {
  return fmt::format(
      "place NAME | remove | unplug | replug | fault NAME [COUNT] [COMMAND] | clear | after MS | "
      "status | help | quit; faults: {}; COUNT 0 is until clear; commands: {}",
      fault_names(), command_names());
}

std::string Console::quit(std::string_view, const std::stop_token&) {
  quit_.request_stop();
  return kOk;
}

}  // namespace linli::drivers::simulated
