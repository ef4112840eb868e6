#pragma once
#include <optional>
#include <string>

#include "kiosk/domain/application.h"
#include "ui/widgets/painter.h"

namespace linli::ui {

struct PenMove {
  bool begins = false;  // a new stroke
  domain::StrokePoint at;
};

/// The field to sign in with the finger; answers where the pen went in this frame.
std::optional<PenMove> signing_canvas(Painter& painter, Rect rect, const std::string& label,
                                      const domain::Signature& signature, bool wrong);

/// The signature alone, as it will be kept.
void draw_signature(Painter& painter, Rect rect, const domain::Signature& signature, float width);

}  // namespace linli::ui
