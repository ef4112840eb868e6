#pragma once
#include <optional>

#include "kiosk/flow/text_entry.h"
#include "ui/widgets/painter.h"

namespace linli::ui {

/// The keyboard of a text: a row of candidates, what is written or typed with,
/// and a key for each way of typing. Answers what the person did in this frame;
/// it goes to flow::TextEntry::act(). In the large mode letters share keys as on
/// a telephone. The text itself is a field_box() of the screen.
std::optional<flow::KeyboardAction> keyboard(Painter& painter, Rect rect,
                                             const flow::TextEntryView& view);

/// Cuts the keyboard's place off a screen's body, and a gap: in portrait at the
/// bottom, over the whole width of the window; in landscape at the right.
Rect keyboard_place(const Painter& painter, Rect& body);

}  // namespace linli::ui
