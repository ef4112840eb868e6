#include "ui/automation/commands.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace linli::ui {
namespace {

using nlohmann::json;

constexpr std::array kRoles{Role::screen, Role::heading, Role::text,   Role::button, Role::choice,
                            Role::field,  Role::consent, Role::canvas, Role::image,  Role::progress,
                            Role::alert,  Role::status,  Role::hold};
constexpr std::size_t kMostPoints = 2000;
constexpr int kLongestWaitMs = 600'000;

std::string text_of(const json& line, const char* key) {
  const auto found = line.find(key);
  return found != line.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool is_true(const json& line, const char* key) {
  const auto found = line.find(key);
  return found != line.end() && found->is_boolean() && found->get<bool>();
}

Expected<NodeQuery, std::string> query_of(const json& line) {
  NodeQuery query;
  query.text = text_of(line, "label");
  if (query.text.empty()) {
    query.text = text_of(line, "contains");
    query.contains = true;
  }
  if (query.text.empty()) return unexpected(std::string("\"label\" or \"contains\" is missing"));
  query.enabled = is_true(line, "enabled");
  query.value = text_of(line, "value");
  const std::string role = text_of(line, "role");
  if (role.empty()) return query;
  const auto found = std::find_if(kRoles.begin(), kRoles.end(),
                                  [&](Role known) { return name_of(known) == role; });
  if (found == kRoles.end()) return unexpected("no such role: " + role);
  query.role = *found;
  return query;
}

Expected<Command, std::string> parse_draw(const json& line, NodeQuery query) {
  command::Draw draw{std::move(query), {}};
  const auto points = line.find("points");
  if (points == line.end() || !points->is_array() || points->empty() ||
      points->size() > kMostPoints) {
    return unexpected(std::string("\"points\" must be 1 to 2000 pairs"));
  }
  for (const json& point : *points) {
    if (!point.is_array() || point.size() != 2 || !point[0].is_number() || !point[1].is_number()) {
      return unexpected(std::string("a point is [x, y]"));
    }
    draw.points.emplace_back(std::clamp(point[0].get<float>(), 0.0F, 1.0F),
                             std::clamp(point[1].get<float>(), 0.0F, 1.0F));
  }
  return draw;
}

Expected<Command, std::string> parse_wait(const json& line, NodeQuery query) {
  command::Wait wait{.node = std::move(query)};
  wait.gone = is_true(line, "gone");
  const auto timeout = line.find("timeout_ms");
  if (timeout != line.end()) {
    if (!timeout->is_number_integer())
      return unexpected(std::string("\"timeout_ms\" is no integer"));
    wait.timeout = std::chrono::milliseconds(
        std::clamp<std::int64_t>(timeout->get<std::int64_t>(), 0, kLongestWaitMs));
  }
  return wait;
}

bool meant(const Node& node, const NodeQuery& query) {
  if (query.role && node.role != *query.role) return false;
  if (query.enabled && !node.enabled) return false;
  if (!query.value.empty() && node.value != query.value) return false;
  return query.contains ? node.label.find(query.text) != std::string::npos
                        : node.label == query.text;
}

bool takes_pointer(const Node& node) {
  switch (node.role) {
    case Role::button:
    case Role::choice:
    case Role::field:
    case Role::consent:
    case Role::canvas:
      return true;
    case Role::screen:
    case Role::heading:
    case Role::text:
    case Role::image:
    case Role::progress:
    case Role::alert:
    case Role::status:
    case Role::hold:
      return false;
  }
  return false;
}

json json_of(const Node& node) {
  return {{"role", name_of(node.role)},
          {"label", node.label},
          {"value", node.value},
          {"enabled", node.enabled},
          {"selected", node.selected},
          {"rect", {node.rect.x, node.rect.y, node.rect.width, node.rect.height}}};
}

}  // namespace

Expected<Command, std::string> parse_command(std::string_view text) {
  const json line = json::parse(text, nullptr, false);
  if (!line.is_object()) return unexpected(std::string("not a JSON object"));
  const std::string what = text_of(line, "do");
  if (what == "tree") return command::ShowTree{};
  if (what == "quit") return command::Quit{};
  if (what == "picture") {
    const std::string path = text_of(line, "path");
    if (path.empty()) return unexpected(std::string("\"path\" is missing"));
    return command::Picture{path};
  }
  if (what != "press" && what != "draw" && what != "wait") return unexpected("cannot do: " + what);
  auto query = query_of(line);
  if (!query) return unexpected(query.error());
  if (what == "press") return command::Press{std::move(*query), is_true(line, "until_gone")};
  if (what == "draw") return parse_draw(line, std::move(*query));
  return parse_wait(line, std::move(*query));
}

Expected<Node, std::string> find_target(const Tree& tree, const NodeQuery& query) {
  const Node* found = nullptr;
  for (const Node& node : tree.nodes()) {
    if (!node.enabled || !meant(node, query) || (!query.role && !takes_pointer(node))) continue;
    if (found != nullptr) return unexpected("several enabled nodes: " + query.text);
    found = &node;
  }
  if (found == nullptr) return unexpected("no enabled node: " + query.text);
  return *found;
}

bool shows(const Tree& tree, const NodeQuery& query) {
  return std::any_of(tree.nodes().begin(), tree.nodes().end(),
                     [&](const Node& node) { return meant(node, query); });
}

std::string ok_answer() { return json{{"ok", true}}.dump(); }

std::string error_answer(std::string_view error) {
  // Text of the screen may be cut within a character by "contains".
  return json{{"error", error}}.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string tree_answer(const Tree& tree) {
  json nodes = json::array();
  for (const Node& node : tree.nodes()) nodes.push_back(json_of(node));
  return json{{"ok", true}, {"frame", tree.frame()}, {"nodes", std::move(nodes)}}.dump(
      -1, ' ', false, json::error_handler_t::replace);
}

}  // namespace linli::ui
