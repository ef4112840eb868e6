#pragma once
#include <memory>
#include <string>

#include "ui/theme/discs.h"
#include "ui/theme/fonts.h"
#include "ui/theme/line_breaks.h"
#include "ui/theme/texts.h"

namespace linli::ui {

/// What drawing needs and nobody's person changes.
struct Theme {
  std::unique_ptr<Fonts> fonts;
  Texts texts;
  LineBreaks line_breaks;
  Discs discs;
};

}  // namespace linli::ui
