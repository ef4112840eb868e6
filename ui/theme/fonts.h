#pragma once
#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/expected.h"

struct ImFont;

namespace linli::ui {

/// The fonts of the screens, in ImGui's current context. Font files are mapped,
/// not read: only the glyphs that are drawn touch memory. Must go before the
/// context does.
class Fonts {
 public:
  /// Errors name the file that is missing.
  static Expected<std::unique_ptr<Fonts>, std::string> load();
  ~Fonts();
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;

  ImFont* regular() const { return regular_; }
  ImFont* bold() const { return bold_; }
  ImFont* icons() const { return icons_; }

  /// To be called when all of a frame is drawn. ImGui 1.92 moves its sizes in
  /// memory between frames, where its FreeType loader knows the one in use by its
  /// address: it would draw glyphs of one size from another.
  void end_frame() const;

  /// ImGui sizes a font by ascender to descender, design by the em: what an em
  /// of the text fonts is multiplied by. Icons fill their em.
  static constexpr float kTextSizeOfEm = 1.448F;

 private:
  struct Mapping {
    void* address = nullptr;
    std::size_t size = 0;
  };
  struct Source;

  Fonts() = default;
  Expected<ImFont*, std::string> add(const Source& source, bool merge);
  Expected<ImFont*, std::string> add_text(const Source& face);
  Expected<Mapping, std::string> map(const char* path);

  std::vector<Mapping> mappings_;
  std::vector<std::string> paths_;
  ImFont* regular_ = nullptr;
  ImFont* bold_ = nullptr;
  ImFont* icons_ = nullptr;
};

}  // namespace linli::ui
