#pragma once
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/simulated/simulated_printer.h"
#include "drivers/simulated/simulated_samv.h"

namespace linli::drivers::simulated {

/// Drives a device by lines of text, the same from a person, a socket or a script: what the device
/// can do, and after MS, help, quit.
class Console {
 public:
  struct Verb {
    std::string_view name;
    std::string_view argument;  // for the help; empty: takes none
    std::function<std::string(std::string_view argument)> run;
  };

  /// `help`: what else there is to know, in one line.
  Console(std::vector<Verb> verbs, std::string help)
      : verbs_(std::move(verbs)), help_(std::move(help)) {}

  /// Does what the line says and answers with one line: "ok", what was asked
  /// for, or "error: …". Safe from any thread.
  std::string run(std::string_view line, const std::stop_token& stop);

  /// Runs a script, a command a line; empty lines and lines with # are skipped.
  /// Ends early on stop. Answers with the first error, with its line number, or nothing.
  std::string run_script(std::string_view script, const std::stop_token& stop);

  /// A quit was asked for.
  bool quit_requested() const { return quit_.stop_requested(); }
  /// Requested when a quit is asked for.
  std::stop_token quit_token() const { return quit_.get_token(); }

 private:
  const Verb* find_verb(std::string_view name) const;
  std::string help() const;

  const std::vector<Verb> verbs_;
  const std::string help_;
  std::stop_source quit_;
};

/// The module and the printer outlive the console.
Console id_card_console(SamV& module, Cards cards);
Console printer_console(Printer& printer);

}  // namespace linli::drivers::simulated
