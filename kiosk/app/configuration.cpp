#include "kiosk/app/configuration.h"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <cstdio>
#include <functional>
#include <map>

#include "kiosk/base/file.h"

namespace linli::app {
namespace {

constexpr std::size_t kLargestFile = 64 * 1024;

using Problem = std::optional<std::string>;
using Setter = std::function<Problem(Configuration&, const toml::node&)>;

template <class Target>
Setter text(Target Configuration::*member) {
  return [member](Configuration& configuration, const toml::node& node) -> Problem {
    const auto value = node.value_exact<std::string>();
    if (!value || value->empty()) return "must be a text in quotes";
    configuration.*member = *value;
    return std::nullopt;
  };
}

/// "" says that there is none.
Setter text_or_none(std::string Configuration::*member) {
  return [member](Configuration& configuration, const toml::node& node) -> Problem {
    const auto value = node.value_exact<std::string>();
    if (!value) return "must be a text in quotes";
    configuration.*member = *value;
    return std::nullopt;
  };
}

/// A program and its arguments; an empty list says that there is none.
Setter command(std::vector<std::string> Configuration::*member) {
  return [member](Configuration& configuration, const toml::node& node) -> Problem {
    const toml::array* list = node.as_array();
    std::vector<std::string> words;
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
      words.push_back((*list)[i].value_exact<std::string>().value_or(""));
      if (words.back().empty()) list = nullptr;
    }
    if (list == nullptr) return "must be a list of texts, as [\"/usr/local/bin/call\", \"1\"]";
    configuration.*member = std::move(words);
    return std::nullopt;
  };
}

/// A whole number within [least, most], handed to `apply`.
Setter number(std::int64_t least, std::int64_t most,
              std::function<void(Configuration&, int)> apply) {
  return [=](Configuration& configuration, const toml::node& node) -> Problem {
    const auto value = node.value_exact<std::int64_t>();
    if (!value || *value < least || *value > most) {
      return fmt::format("must be a whole number from {} to {}", least, most);
    }
    apply(configuration, static_cast<int>(*value));
    return std::nullopt;
  };
}

Setter seconds(std::int64_t least, std::chrono::seconds flow::VisitSettings::*member) {
  return number(least, 3600, [member](Configuration& configuration, int value) {
    configuration.visit.*member = std::chrono::seconds{value};
  });
}

Setter baud(int Configuration::*member) {
  return [member](Configuration& configuration, const toml::node& node) -> Problem {
    for (const std::int64_t rate : {115200, 57600, 38400, 19200, 9600}) {
      if (node.value_exact<std::int64_t>() == rate) {
        configuration.*member = static_cast<int>(rate);
        return std::nullopt;
      }
    }
    return "must be one of 115200, 57600, 38400, 19200, 9600";
  };
}

Problem set_window_kind(Configuration& configuration, const toml::node& node) {
  const auto kind = window_kind_from(node.value_or(std::string{}));
  if (!kind) return kind.error();
  configuration.window.kind = *kind;
  return std::nullopt;
}

Setter choice(bool flow::VisitSettings::*member) {
  return [member](Configuration& configuration, const toml::node& node) -> Problem {
    const auto value = node.value_exact<bool>();
    if (!value) return "must be true or false";
    configuration.visit.*member = *value;
    return std::nullopt;
  };
}

/// "18:30", a time of the hall's day.
Setter time_of_day(std::optional<std::chrono::minutes> Configuration::*member) {
  return [member](Configuration& configuration, const toml::node& node) -> Problem {
    const auto time = node.value_exact<std::string>().value_or("");
    int hour = 0;
    int minute = 0;
    char rest = 0;
    const bool shaped =
        time.size() == 5 && time[2] == ':' && time.find_first_not_of("0123456789:") == time.npos;
    if (!shaped || std::sscanf(time.c_str(), "%2d:%2d%c", &hour, &minute, &rest) != 2 ||
        hour > 23 || minute > 59) {
      return "must be a time in quotes, as \"18:30\"";
    }
    configuration.*member = std::chrono::minutes{hour * 60 + minute};
    return std::nullopt;
  };
}

const std::map<std::string, Setter, std::less<>>& setters() {
  static const std::map<std::string, Setter, std::less<>> table = {
      {"terminal.state", text(&Configuration::state)},
      {"terminal.control", text(&Configuration::control)},
      {"terminal.region", text(&Configuration::region)},
      {"centre.url", text(&Configuration::centre_url)},
      {"id_card_reader.device", text(&Configuration::card_reader)},
      {"id_card_reader.baud", baud(&Configuration::card_reader_baud)},
      {"camera.source", text(&Configuration::camera)},
      {"document_camera.source", text(&Configuration::document_camera)},
      {"receipt_printer.device", text(&Configuration::receipt_printer)},
      {"receipt_printer.baud", baud(&Configuration::receipt_printer_baud)},
      {"receipt_printer.by_itself", choice(&flow::VisitSettings::prints_by_itself)},
      {"application_printer.queue", text(&Configuration::application_printer)},
      {"speech.loudspeaker", text_or_none(&Configuration::loudspeaker)},
      {"speech.words_per_minute", number(80, 300, [](auto& c, int v) { c.words_per_minute = v; })},
      {"staff_call.command", command(&Configuration::staff_call)},
      {"window.kind", set_window_kind},
      {"window.width", number(480, 7680, [](auto& c, int v) { c.window.width = v; })},
      {"window.height", number(480, 7680, [](auto& c, int v) { c.window.height = v; })},
      {"session.idle_seconds", seconds(20, &flow::VisitSettings::idle_before_warning)},
      // WCAG 2.2, 2.2.1: at least 20 seconds to ask for more time.
      {"session.warning_seconds", seconds(20, &flow::VisitSettings::warning)},
      {"session.receipt_seconds", seconds(20, &flow::VisitSettings::receipt_shown)},
      {"session.ends_on_card_removal", choice(&flow::VisitSettings::ends_on_card_removal)},
      {"day_close.at", time_of_day(&Configuration::day_close_at)},
      {"day_report.directory", text(&Configuration::documents)},
      {"place_names.file", text(&Configuration::place_names)},
      {"day_close.jitter_minutes",
       number(0, 120, [](auto& c, int v) { c.day_close_jitter = std::chrono::minutes{v}; })},
      {"sync.most_in_flight", number(1, 16, [](auto& c, int v) { c.most_in_flight = v; })},
      {"sync.most_kilobytes_per_second",
       number(2, 1'000'000, [](auto& c, int v) { c.most_kilobytes_per_second = v; })},
      {"sync.quiet_from", time_of_day(&Configuration::quiet_from)},
      {"sync.quiet_until", time_of_day(&Configuration::quiet_until)},
  };
  return table;
}

std::string problem_at(const std::filesystem::path& file, const toml::source_region& where,
                       std::string_view what) {
  return fmt::format("{}:{}: {}", file.string(), where.begin.line, what);
}

Problem apply_key(const std::filesystem::path& file, const std::string& key, const toml::node& node,
                  Configuration& configuration) {
  const auto setter = setters().find(key);
  if (setter == setters().end()) {
    return problem_at(file, node.source(), fmt::format("there is no setting {}", key));
  }
  const auto problem = setter->second(configuration, node);
  if (!problem) return std::nullopt;
  return problem_at(file, node.source(), fmt::format("{} {}", key, *problem));
}

Problem apply_section(const std::filesystem::path& file, std::string_view section,
                      const toml::node& node, Configuration& configuration) {
  const toml::table* table = node.as_table();
  if (!table) {
    return problem_at(file, node.source(), fmt::format("{} must be a [section]", section));
  }
  for (const auto& [key, value] : *table) {
    const auto name = fmt::format("{}.{}", section, key.str());
    if (auto problem = apply_key(file, name, value, configuration)) return problem;
  }
  return std::nullopt;
}

std::string unreadable(const std::filesystem::path& file, const std::error_code& error) {
  const bool absent = error == std::errc::no_such_file_or_directory;
  return fmt::format("{}: {}{}", file.string(), error.message(),
                     absent ? "; name this terminal's settings with --config FILE "
                              "(packaging/README.md says what goes in)"
                            : "");
}

}  // namespace

Expected<Configuration, std::string> load_configuration(const std::filesystem::path& file) {
  const auto content = base::read_file(file, kLargestFile);
  if (!content) return unexpected(unreadable(file, content.error()));
  Configuration configuration;
  try {
    const toml::table root = toml::parse(*content, file.string());
    for (const auto& [section, node] : root) {
      if (auto problem = apply_section(file, section.str(), node, configuration)) {
        return unexpected(std::move(*problem));
      }
    }
  } catch (const toml::parse_error& error) {
    return unexpected(problem_at(file, error.source(), error.description()));
  }
  if (configuration.quiet_from.has_value() != configuration.quiet_until.has_value()) {
    return unexpected(file.string() + ": sync.quiet_from and sync.quiet_until need each other");
  }
  return configuration;
}

std::filesystem::path assets_directory() {
  const auto program = std::filesystem::read_symlink("/proc/self/exe");
  return program.parent_path().parent_path() / "share" / "linli";
}

Expected<ui::WindowKind, std::string> window_kind_from(const std::string& name) {
  static const std::map<std::string, ui::WindowKind, std::less<>> kinds = {
      {"fullscreen", ui::WindowKind::fullscreen},
      {"window", ui::WindowKind::window},
      {"offscreen", ui::WindowKind::offscreen}};
  const auto kind = kinds.find(name);
  if (kind == kinds.end())
    return unexpected(std::string("must be fullscreen, window or offscreen"));
  return kind->second;
}

}  // namespace linli::app
