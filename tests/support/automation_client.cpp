#include "tests/support/automation_client.h"

#include <thread>

#include "kiosk/base/control_socket.h"

namespace linli::tests {
namespace {

using std::chrono::milliseconds;
/// Longer than the terminal goes without trying the centre; generous for sanitizers.
constexpr milliseconds kPatience{60'000};

}  // namespace

nlohmann::json AutomationClient::say(const nlohmann::json& command) const {
  const auto answer = base::ask(socket_, command.dump(), kPatience + milliseconds{5'000});
  if (!answer) throw ScenarioFailure(command.dump() + ": " + answer.error().message());
  auto parsed = nlohmann::json::parse(*answer, nullptr, false);
  if (parsed.is_discarded() || parsed.contains("error")) {
    throw ScenarioFailure(command.dump() + ": " + *answer +
                          "\nthe screen shows: " + (command["do"] == "tree" ? "" : tree().dump()));
  }
  return parsed;
}

void AutomationClient::wait_until_up(milliseconds timeout,
                                     const std::function<bool()>& running) const {
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  while (!base::ask(socket_, R"({"do":"tree"})", timeout)) {
    if (std::chrono::steady_clock::now() > deadline || !running()) {
      throw ScenarioFailure("the kiosk is not up");
    }
    std::this_thread::sleep_for(milliseconds{2});  // a socket that appears can only be polled
  }
}

void AutomationClient::press(const std::string& label) const {
  say({{"do", "wait"}, {"label", label}, {"enabled", true}, {"timeout_ms", kPatience.count()}});
  press_now(label);
}

void AutomationClient::press_now(const std::string& label) const {
  say({{"do", "press"}, {"label", label}});
}

void AutomationClient::hold(const std::string& role, const std::string& part) const {
  say({{"do", "press"}, {"role", role}, {"contains", part}, {"until_gone", true}});
}

void AutomationClient::wait_for(const std::string& label) const {
  say({{"do", "wait"}, {"label", label}, {"timeout_ms", kPatience.count()}});
}

void AutomationClient::wait_for_part(const std::string& part) const {
  say({{"do", "wait"}, {"contains", part}, {"timeout_ms", kPatience.count()}});
}

void AutomationClient::wait_for_value(const std::string& label, const std::string& value) const {
  say({{"do", "wait"}, {"label", label}, {"value", value}, {"timeout_ms", kPatience.count()}});
}

void AutomationClient::draw(const std::string& canvas,
                            const std::vector<std::pair<double, double>>& points) const {
  auto list = nlohmann::json::array();
  for (const auto& [x, y] : points) list.push_back({x, y});
  say({{"do", "draw"}, {"label", canvas}, {"points", list}});
}

void AutomationClient::picture(const std::filesystem::path& file) const {
  say({{"do", "picture"}, {"path", file.string()}});
}

void AutomationClient::quit() const { say({{"do", "quit"}}); }

nlohmann::json AutomationClient::tree() const { return say({{"do", "tree"}}); }

bool AutomationClient::shows(const std::string& label) const {
  const auto screen = tree();
  for (const auto& node : screen["nodes"]) {
    if (node["label"] == label) return true;
  }
  return false;
}

bool AutomationClient::shows_part(const std::string& part) const {
  const auto screen = tree();
  for (const auto& node : screen["nodes"]) {
    if (node["label"].get<std::string>().find(part) != std::string::npos) return true;
  }
  return false;
}

std::string AutomationClient::value_of(const std::string& label) const {
  const auto screen = tree();
  for (const auto& node : screen["nodes"]) {
    if (node["label"] == label) return node["value"];
  }
  throw ScenarioFailure("nothing on the screen is called " + label);
}

}  // namespace linli::tests
