#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/expected.h"
#include "kiosk/flow/action.h"
#include "kiosk/flow/view.h"
#include "ui/accessibility/tree.h"

namespace linli::ui {

struct ScreenResources {
  std::filesystem::path texts;  // directory of the gettext catalogues (LANG/LC_MESSAGES/linli.mo)
};

/// All screens. Holds fonts, texts and theme, and nothing about a person but
/// the preview texture, which forget() drops. UI thread only, after the
/// window is open.
class Screens {
 public:
  static Expected<std::unique_ptr<Screens>, std::string> load(const ScreenResources& resources);
  virtual ~Screens() = default;

  /// Draws the view within the current frame, rebuilds the tree, and answers
  /// what the person did, in order.
  virtual std::vector<flow::Action> draw(const flow::View& view, Tree& tree) = 0;

  /// Drops everything of the last person (preview, cached codes).
  virtual void forget() = 0;
};

}  // namespace linli::ui
