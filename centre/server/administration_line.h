#pragma once
#include <filesystem>
#include <memory>

#include "centre/server/administration_commands.h"

namespace linli::centre {

class Centre;

/// The administrator's commands to one centre: to the one that runs on this data directory, or,
/// where none runs, to the directory itself, which is opened once. One thread.
class AdministrationLine {
 public:
  explicit AdministrationLine(std::filesystem::path data);
  ~AdministrationLine();
  AdministrationLine(const AdministrationLine&) = delete;
  AdministrationLine& operator=(const AdministrationLine&) = delete;

  /// The result of a command (Administration's JSON in one line), or why there is none.
  Expected<Json, std::string> ask(const std::string& command);

 private:
  Expected<std::string, std::string> answer_to(const std::string& command);

  std::filesystem::path data_;
  base::SystemClock clock_;
  std::unique_ptr<Centre> own_;
};

}  // namespace linli::centre
