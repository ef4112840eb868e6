#pragma once
#include "kiosk/reference/guide.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

namespace linli::ui {

const char* heading_of(reference::GuideSection section);

}  // namespace linli::ui
