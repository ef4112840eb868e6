#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace linli::ui {

enum class Role {
  screen,  // one, the root: its label is the screen's title
  heading,
  text,
  button,
  choice,  // one or several of a group
  field,   // money, number: value is what was typed
  consent,
  canvas,    // the signing field, the camera's picture
  image,     // the QR code: value is its text
  progress,  // a step of a form, a stage of a matter
  alert,     // a message that wants to be read
  status,    // the header's link state and time, counts
  hold,      // held for seconds, by those who know it; not for residents
};
std::string_view name_of(Role role);

/// In pixels of the window, origin top left.
struct Rect {
  float x = 0, y = 0, width = 0, height = 0;
};

struct Node {
  Role role{};
  std::string label;
  std::string value;
  bool enabled = true;
  bool selected = false;
  Rect rect;
  Rect words;               // where its words were drawn; within rect unless they did not fit
  std::string spoken = {};  // instead of the label, where that alone would not be understood
  bool own = false;         // the value is somebody's own: not read aloud
  bool quiet = false;       // a key of many, a way around the screen: not read aloud
  std::string hint = {};    // what stands in an empty field
};

/// Everything on the screen that can be read or pressed, in reading order.
/// Rebuilt with every drawn frame; tests, automation and speech find things by it.
class Tree {
 public:
  void begin_frame();
  void add(Node node) { nodes_.push_back(std::move(node)); }
  const std::vector<Node>& nodes() const { return nodes_; }
  std::uint64_t frame() const { return frame_; }

  /// The only node of that label (and role); empty for none or several enabled ones.
  const Node* find(std::string_view label, std::optional<Role> role = std::nullopt) const;

  /// Frees the strings of the last frame, wiping what they said.
  void forget();

 private:
  std::vector<Node> nodes_;
  std::uint64_t frame_ = 0;
};

}  // namespace linli::ui
