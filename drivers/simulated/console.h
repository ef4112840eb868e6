#pragma once
#include <stop_token>
#include <string>
#include <string_view>

#include "drivers/simulated/simulated_samv.h"

namespace linli::drivers::simulated {

/// Drives a module by lines of text, the same from a person, a socket or a
/// script: place NAME, remove, unplug, replug, fault NAME [COUNT] [COMMAND],
/// clear, after MS, status, help, quit.
class Console {
 public:
  Console(SamV& module, Cards cards) : module_(module), cards_(std::move(cards)) {}

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
  struct Verb;
  static const Verb* find_verb(std::string_view name);
  std::string place(std::string_view name, const std::stop_token&);
  std::string remove(std::string_view, const std::stop_token&);
  std::string unplug(std::string_view, const std::stop_token&);
  std::string replug(std::string_view, const std::stop_token&);
  std::string fault(std::string_view text, const std::stop_token&);
  std::string clear(std::string_view, const std::stop_token&);
  std::string after(std::string_view milliseconds, const std::stop_token& stop);
  std::string status(std::string_view, const std::stop_token&);
  std::string help(std::string_view, const std::stop_token&);
  std::string quit(std::string_view, const std::stop_token&);

  SamV& module_;
  const Cards cards_;
  std::stop_source quit_;
};

}  // namespace linli::drivers::simulated
