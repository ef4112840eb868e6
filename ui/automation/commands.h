#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/base/expected.h"
#include "ui/accessibility/tree.h"

/// The lines of the automation socket, without the socket.
namespace linli::ui {

struct NodeQuery {
  std::string text;
  bool contains = false;  // else the whole label
  std::optional<Role> role;
  bool enabled = false;  // only what may be pressed
  std::string value;     // only what holds it; empty: whatever it holds
};

namespace command {
struct ShowTree {};
struct Press {
  NodeQuery node;
  bool until_gone = false;  // the finger stays down as long as the node is there
};
struct Draw {
  NodeQuery node;
  std::vector<std::pair<float, float>> points;  // 0…1 of the node's rectangle
};
struct Wait {
  NodeQuery node;
  bool gone = false;
  std::chrono::milliseconds timeout{5000};
};
struct Picture {
  std::string path;
};
struct Quit {};
}  // namespace command
using Command = std::variant<command::ShowTree, command::Press, command::Draw, command::Wait,
                             command::Picture, command::Quit>;

/// Errors say what is wrong with the line.
Expected<Command, std::string> parse_command(std::string_view line);

/// The only enabled node that the query means; without a role only what can be
/// pressed or drawn on. Errors say whether none or several were found.
Expected<Node, std::string> find_target(const Tree& tree, const NodeQuery& query);

/// Whether any node, enabled or not, answers to the query.
bool shows(const Tree& tree, const NodeQuery& query);

std::string ok_answer();
std::string error_answer(std::string_view error);
std::string tree_answer(const Tree& tree);

}  // namespace linli::ui
