#include "centre/server/administration_line.h"

#include "centre/server/centre.h"

namespace linli::centre {
namespace {

constexpr std::chrono::seconds kPatience{30};

/// No server listens there: the data directory is nobody's.
bool nobody(const std::error_code& error) {
  return error == std::errc::no_such_file_or_directory || error == std::errc::connection_refused;
}

}  // namespace

AdministrationLine::AdministrationLine(std::filesystem::path data) : data_(std::move(data)) {}
AdministrationLine::~AdministrationLine() = default;

Expected<std::string, std::string> AdministrationLine::answer_to(const std::string& command) {
  if (own_) return own_->administration().run(command);
  auto answer = base::ask(data_ / kControlSocket, command, kPatience);
  if (answer) return *std::move(answer);
  if (!nobody(answer.error())) {
    return unexpected("the running centre does not answer: " + answer.error().message());
  }
  if (!std::filesystem::exists(data_ / "keys")) {
    return unexpected(data_.string() +
                      " is no centre's directory: start `linli-centre serve` first");
  }
  auto centre = Centre::open(data_, clock_);
  if (!centre) return unexpected(std::move(centre.error()));
  own_ = *std::move(centre);
  return own_->administration().run(command);
}

Expected<Json, std::string> AdministrationLine::ask(const std::string& command) {
  const auto answer = answer_to(command);
  if (!answer) return unexpected(answer.error());
  const Json json = Json::parse(*answer, nullptr, false);
  if (!json.is_object()) return unexpected(std::string("no answer"));
  if (json.value("ok", false)) return json.value("result", Json{});
  return unexpected(json.value("error", std::string("no answer")));
}

}  // namespace linli::centre
