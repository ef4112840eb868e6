#include "kiosk/app/control.h"

#include <sys/fsuid.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kiosk/app/scrub_stack.h"
#include "kiosk/base/log.h"
#include "kiosk/crypto/wipe.h"

namespace linli::app {
namespace {

using nlohmann::json;
using offline_cache::TerminalCache;

constexpr std::chrono::minutes kLongestOperation{30};  // a long queue over a weak line

/// Whatever the texts in it are: what is not UTF-8 is replaced.
std::string line_of(const json& content) {
  return content.dump(-1, ' ', false, json::error_handler_t::replace);
}

/// What lies deeper than any request of ours is left out: whoever walks it calls himself as often.
json request_from(std::string_view line) {
  constexpr int kDeepest = 16;
  const auto shallow = [](int depth, json::parse_event_t, const json&) {
    return depth <= kDeepest;
  };
  return json::parse(line, shallow, /*allow_exceptions=*/false);
}

}  // namespace

std::unique_ptr<base::ControlServer> serve_control(const Configuration& configuration,
                                                   TerminalCache& cache) {
  const auto answer = [&cache, region = configuration.region](std::string_view line,
                                                              const std::stop_token& stop) {
    auto text = line_of(answer_operation(cache, region, request_from(line), stop));
    scrub_stack();  // a PIN or somebody's application may have come
    return text;
  };
  auto server = base::ControlServer::listen(configuration.control, answer);
  if (server) return std::move(*server);
  base::log(base::LogLevel::error, "no control socket at {}: {}",
            base::Public{configuration.control.native()}, base::Public{server.error().message()});
  return nullptr;
}

/// The store opened by linlictl itself, with nobody else in it.
struct TerminalLine::OwnStore {
  base::SystemClock clock;
  base::TaskQueue results;  // operations block; nothing is posted that matters here
  std::unique_ptr<TerminalCache> cache;
};

TerminalLine::TerminalLine(const Configuration& configuration) : configuration_(configuration) {}
TerminalLine::~TerminalLine() = default;

json TerminalLine::answer_without_kiosk(const json& request) {
  if (!own_) {
    become_owner_of(configuration_.state);
    own_ = std::make_unique<OwnStore>();
    own_->cache = TerminalCache::start({.directory = configuration_.state,
                                        .centre_url = configuration_.centre_url,
                                        .sends_by_itself = false,
                                        .vault = machine_vault()},
                                       own_->clock, own_->results);
    // The store's threads write as its owner; this thread goes on to use the caller's files.
    ::setfsuid(::getuid());
    ::setfsgid(::getgid());
  }
  return answer_operation(*own_->cache, configuration_.region, request, {});
}

Expected<json, std::string> TerminalLine::ask(const json& request) {
  const crypto::Wiped line{line_of(request)};  // a PIN or an application may be in it
  const auto answer = own_ ? unexpected(std::make_error_code(std::errc::connection_refused))
                           : base::ask(configuration_.control, line.value, kLongestOperation);
  const bool nobody = !answer && (answer.error() == std::errc::no_such_file_or_directory ||
                                  answer.error() == std::errc::connection_refused);
  if (!answer && !nobody) {
    return unexpected("the running terminal can't be asked: " + answer.error().message());
  }
  auto parsed = nobody ? answer_without_kiosk(request) : json::parse(*answer, nullptr, false);
  if (!parsed.is_object()) return unexpected(std::string("the answer makes no sense"));
  if (parsed.contains("error")) return unexpected(parsed["error"].get<std::string>());
  return parsed;
}

offline_cache::MachineVault machine_vault() { return {.program = "systemd-creds"}; }

Expected<json, std::string> ask_terminal(const Configuration& configuration, const json& request) {
  return TerminalLine(configuration).ask(request);
}

void become_owner_of(const std::filesystem::path& state) {
  struct stat info {};
  if (::geteuid() != 0 || ::stat(state.c_str(), &info) != 0 || info.st_uid == 0) return;
  // Group first: without root it could not be changed any more.
  if (::setegid(info.st_gid) != 0 || ::seteuid(info.st_uid) != 0) {
    base::log(base::LogLevel::warning, "can't act as the terminal's own user");
  }
}

void become_caller_again() {
  if (::seteuid(::getuid()) != 0 || ::setegid(::getgid()) != 0) {
    base::log(base::LogLevel::warning, "can't act as the caller again");
  }
}

}  // namespace linli::app
