#pragma once
#include <optional>

#include "ui/widgets/painter.h"

namespace linli::ui {

/// Which keys: the last row differs.
enum class KeypadKind {
  money,     // . 0 ⌫
  digits,    // clear 0 ⌫
  identity,  // X 0 ⌫
};

/// Twelve keys in four rows. Answers the key that was pressed: 0–9, '.', 'X',
/// '<' (deletes one), 'C' (deletes all).
std::optional<char> keypad(Painter& painter, Rect rect, KeypadKind kind);
float keypad_height(const Painter& painter);

/// A field that the keypad writes to. True when pressed (to become active).
struct FieldLook {
  std::string label;        // in the tree
  std::string words;        // what was typed, as it is shown
  std::string placeholder;  // while nothing was typed
  bool active = false;
  bool wrong = false;
};
bool field_box(Painter& painter, Rect rect, const FieldLook& look);
float field_height(const Painter& painter);

}  // namespace linli::ui
