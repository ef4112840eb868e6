#include "ui/accessibility/tree.h"

#include <array>

namespace linli::ui {
namespace {

// In the order of Role.
constexpr std::array<std::string_view, 13> kNames{
    "screen", "heading", "text",     "button", "choice", "field", "consent",
    "canvas", "image",   "progress", "alert",  "status", "hold"};

}  // namespace

std::string_view name_of(Role role) { return kNames[static_cast<std::size_t>(role)]; }

void Tree::begin_frame() {
  nodes_.clear();
  ++frame_;
}

const Node* Tree::find(std::string_view label, std::optional<Role> role) const {
  const Node* found = nullptr;
  for (const Node& node : nodes_) {
    if (node.label != label || (role && node.role != *role)) continue;
    if (found != nullptr && found->enabled && node.enabled) return nullptr;
    if (found == nullptr || node.enabled) found = &node;
  }
  return found;
}

void Tree::forget() {
  for (Node& node : nodes_) {
    // Short strings live inside the node, where no allocator wipes them.
    node.label.assign(node.label.capacity(), '\0');
    node.value.assign(node.value.capacity(), '\0');
  }
  std::vector<Node>().swap(nodes_);
}

}  // namespace linli::ui
