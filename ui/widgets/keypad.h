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

/// A–Z, delete one and delete all, in as few rows as the width allows. Answers 'a'–'z', '<' or 'C'.
std::optional<char> letter_keypad(Painter& painter, Rect rect);
float letter_keypad_height(const Painter& painter, float width);

/// A field that the keypad writes to. True when pressed (to become active).
struct FieldLook {
  std::string label;        // in the tree
  std::string words;        // what was typed, as it is shown
  std::string placeholder;  // while nothing was typed
  bool active = false;
  bool wrong = false;
};
bool field_box(Painter& painter, Rect rect, const FieldLook& look);
/// Whether a placeholder fits into the field `rect`.
bool has_room(const Painter& painter, const std::string& placeholder, Rect rect);
float field_height(const Painter& painter);

}  // namespace linli::ui
