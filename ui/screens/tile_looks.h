#pragma once
#include "kiosk/flow/view.h"
#include "ui/widgets/tile.h"

namespace linli::ui {

/// How a choice of the home screen or a menu looks.
TileLook look_of(const Painter& painter, const flow::Tile& tile);

/// The same of a group.
TileLook look_of(const Painter& painter, catalogue::ServiceGroup group);

/// 申请救助.
std::string name_of(const Painter& painter, catalogue::ServiceGroup group);

}  // namespace linli::ui
