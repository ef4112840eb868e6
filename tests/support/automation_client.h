#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace linli::tests {

/// What a scenario could not do, in words for its log.
struct ScenarioFailure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A person at the kiosk: finds and presses things by what they say. Every
/// call throws ScenarioFailure when the kiosk does not do its part in time.
class AutomationClient {
 public:
  explicit AutomationClient(std::filesystem::path socket) : socket_(std::move(socket)) {}

  /// Waits until the kiosk answers at all (it has just been started), while `running()`.
  void wait_until_up(std::chrono::milliseconds timeout, const std::function<bool()>& running) const;

  /// Waits until the label may be pressed, then presses it.
  void press(const std::string& label) const;
  /// Presses what must be there already; returns after the frame that shows the effect.
  void press_now(const std::string& label) const;
  /// Holds what has this role until it is gone: the door of the staff.
  void hold(const std::string& role, const std::string& part) const;
  /// Waits for a node of that label; `contains` for a part of it.
  void wait_for(const std::string& label) const;
  void wait_for_part(const std::string& part) const;
  /// Waits until what has this label holds that value.
  void wait_for_value(const std::string& label, const std::string& value) const;
  void draw(const std::string& canvas, const std::vector<std::pair<double, double>>& points) const;
  void picture(const std::filesystem::path& file) const;
  void quit() const;

  nlohmann::json tree() const;
  bool shows(const std::string& label) const;
  bool shows_part(const std::string& part) const;
  /// The value of the only node of that label.
  std::string value_of(const std::string& label) const;

 private:
  nlohmann::json say(const nlohmann::json& command) const;
  std::filesystem::path socket_;
};

}  // namespace linli::tests
