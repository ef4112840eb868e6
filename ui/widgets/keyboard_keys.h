#pragma once
#include <string>
#include <vector>

#include "kiosk/flow/text_entry.h"
#include "ui/widgets/painter.h"

/// Inside the keyboard: which keys each way of typing has.
namespace linli::ui {

struct Key {
  std::string label;  // in the tree
  std::string words;  // on the key
  flow::KeyboardAction action;
};

/// In rows, the last key as wide as what is left of its row; empty for handwriting.
std::vector<Key> keys_of(const Painter& painter, const flow::TextEntryView& view);

/// The keys that choose how to type, those that work here.
struct ModeKey {
  flow::TypingMode mode;
  std::string label;
};
std::vector<ModeKey> mode_keys(const Painter& painter, const flow::TextEntryView& view);

}  // namespace linli::ui
