#pragma once
#include <span>
#include <string>

#include "ui/accessibility/tree.h"

namespace linli::ui {

/// What is read aloud of a part of the screen, in sentences: what it says, then what can be chosen.
/// What was entered is left out, as is every long number beside a label: others in the hall hear
/// it, too.
std::string words_to_speak(std::span<const Node> nodes);

/// A text as a voice has to be given it: 12345 as single digits, ¥ 1,200.00 as 1200元, 王*芳 as
/// 王某芳; a masked number is left out.
std::string as_spoken(const std::string& text);

}  // namespace linli::ui
