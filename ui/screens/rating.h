#pragma once
#include <optional>

#include "kiosk/domain/receipt.h"
#include "ui/widgets/painter.h"

namespace linli::ui {

/// The five grades of 好差评 as faces, the best first. Answers the one pressed.
std::optional<domain::Grade> grade_row(Painter& painter, Rect rect,
                                       std::optional<domain::Grade> given);

/// The same, one below the other.
std::optional<domain::Grade> grade_list(Painter& painter, Rect rect,
                                        std::optional<domain::Grade> given);

}  // namespace linli::ui
