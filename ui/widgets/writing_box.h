#pragma once
#include <optional>
#include <string>

#include "kiosk/typing/stroke.h"
#include "ui/widgets/painter.h"

namespace linli::ui {

/// Where the finger went in this frame.
struct WritingMove {
  enum class Kind { begins, continues, ends };
  Kind kind{};
  typing::Point at;
};

/// A box to write one character into. Its points are those of the square in its
/// middle, a little outside of which a stroke may go.
std::optional<WritingMove> writing_box(Painter& painter, Rect rect, const std::string& label,
                                       const std::string& hint, const typing::Strokes& strokes);

}  // namespace linli::ui
