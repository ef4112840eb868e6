#include "drivers/simulated/console.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "kiosk/base/worker.h"

namespace linli::drivers::simulated {
namespace {

using Verb = Console::Verb;

const std::string kOk = "ok";
constexpr int kLongestWaitMs = 3'600'000;
constexpr int kMostCount = 1'000'000;  // of bytes or rows

std::string error(std::string_view text) { return fmt::format("error: {}", text); }

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::optional<int> number_up_to(int most, std::string_view text) {
  int number = -1;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number);
  const bool whole = parsed.ec == std::errc{} && parsed.ptr == end;
  return whole && number >= 0 && number <= most ? std::optional(number) : std::nullopt;
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

std::string place(SamV& module, const Cards& cards, std::string_view name) {
  const auto card = cards.find(name);
  if (card == cards.end()) {
    std::string names;
    for (const auto& [known, unused] : cards) names += " " + known;
    return error(fmt::format("no card \"{}\"; there are:{}", name, names));
  }
  module.place(card->second);
  return kOk;
}

std::string add_fault(SamV& module, std::string_view text) {
  auto parsed = parse_fault(text);
  if (!parsed) return error(parsed.error());
  module.add_fault(std::move(*parsed));
  return kOk;
}

std::string state_of(const SamV& module) {
  const auto report = module.report();
  return fmt::format("plugged {}, card {}, faults waiting {}, answers {}",
                     report.plugged ? "yes" : "no", name_of(report.field), report.faults,
                     report.answers);
}

std::string set_fault(Printer& printer, std::string_view name) {
  const auto fault = printer_fault(name);
  if (!fault)
    return error(fmt::format("no fault \"{}\"; there are: {}", name, printer_fault_names()));
  printer.set(*fault);
  return kOk;
}

/// A verb that takes how many of something.
std::string with_count(std::string_view text, const std::function<void(int)>& run) {
  const auto count = number_up_to(kMostCount, text);
  if (!count) return error(fmt::format("\"{}\" is no number up to {}", text, kMostCount));
  run(*count);
  return kOk;
}

std::string state_of(const Printer& printer) {
  const auto report = printer.report();
  return fmt::format("plugged {}, receipts {}, unknown bytes {}", report.plugged ? "yes" : "no",
                     report.receipts, report.unknown);
}

/// What every device on a line can do.
template <class Device>
std::vector<Verb> plug_verbs(Device& device) {
  return {{"unplug", "", [&](auto) { return device.unplug(), kOk; }},
          {"replug", "",
           [&](auto) {
             const auto failed = device.replug();
             return failed ? error(failed.message()) : kOk;
           }},
          {"status", "", [&](auto) { return state_of(device); }}};
}

std::vector<Verb> joined(std::vector<Verb> verbs, std::vector<Verb> more) {
  std::ranges::move(more, std::back_inserter(verbs));
  return verbs;
}

}  // namespace

const Verb* Console::find_verb(std::string_view name) const {
  const auto verb = std::ranges::find(verbs_, name, &Verb::name);
  return verb == verbs_.end() ? nullptr : &*verb;
}

std::string Console::run(std::string_view line, const std::stop_token& stop) {
  line = trimmed(line);
  const std::string_view name = line.substr(0, line.find(' '));
  const std::string_view argument = trimmed(line.substr(name.size()));
  if (name == "after") {
    const auto wait = number_up_to(kLongestWaitMs, argument);
    if (!wait) {
      return error(fmt::format("\"{}\" is no number of milliseconds up to an hour", argument));
    }
    (void)base::sleep_unless_stopped(stop, std::chrono::milliseconds(*wait));
    return kOk;
  }
  if (line == "help") return help();
  if (line == "quit") {
    quit_.request_stop();
    return kOk;
  }
  const Verb* verb = find_verb(name);
  if (!verb) return error(fmt::format("no command \"{}\"; try help", name));
  if (verb->argument.empty() != argument.empty()) {
    return error(fmt::format("it is: {} {}", name, verb->argument));
  }
  return verb->run(argument);
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

std::string Console::help() const {
  std::string text;
  for (const Verb& verb : verbs_) {
    text += fmt::format("{}{}{} | ", verb.name, verb.argument.empty() ? "" : " ", verb.argument);
  }
  return text + "after MS | help | quit; " + help_;
}

Console id_card_console(SamV& module, Cards cards) {
  std::vector<Verb> verbs{
      {"place", "NAME",
       [&module, cards = std::move(cards)](auto name) { return place(module, cards, name); }},
      {"remove", "", [&](auto) { return module.remove(), kOk; }},
      {"fault", "NAME [COUNT] [COMMAND]", [&](auto text) { return add_fault(module, text); }},
      {"clear", "", [&](auto) { return module.clear_faults(), kOk; }}};
  return {joined(std::move(verbs), plug_verbs(module)),
          fmt::format("faults: {}; COUNT 0 is until clear; commands: {}", fault_names(),
                      command_names())};
}

Console printer_console(Printer& printer) {
  std::vector<Verb> verbs{
      {"fault", "NAME", [&](auto name) { return set_fault(printer, name); }},
      {"mend", "", [&](auto) { return printer.mend(), kOk; }},
      {"paper", "ROWS",
       [&](auto text) { return with_count(text, [&](int rows) { printer.set_paper(rows); }); }},
      {"unplug-after", "BYTES", [&](auto text) {
         return with_count(
             text, [&](int bytes) { printer.unplug_after(static_cast<std::size_t>(bytes)); });
       }}};
  return {joined(std::move(verbs), plug_verbs(printer)),
          fmt::format("faults, until mend: {}; paper ends after ROWS", printer_fault_names())};
}

}  // namespace linli::drivers::simulated
