#include "ui/theme/fonts.h"

#include <fcntl.h>
#include <imgui.h>
#include <imgui_freetype.h>
#include <imgui_internal.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "kiosk/base/descriptor.h"

namespace linli::ui {

/// `height` is ascender − descender in thousandths of an em, from the font's
/// hhea table: in this proportion ImGui must size merged fonts for their ems to agree.
struct Fonts::Source {
  const char* path;
  unsigned face;
  float height;
};

namespace {

constexpr unsigned kSimplifiedChinese = 2;  // face within the Noto Sans CJK collection
constexpr const char* kHanaMinA = "/usr/share/fonts/truetype/hanazono/HanaMinA.ttf";
constexpr const char* kHanaMinB = "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf";

// Past this the atlas drops sizes that are no longer drawn instead of growing.
constexpr int kMostAtlasWidth = 2048;
constexpr int kMostAtlasHeight = 4096;
// Sizes that are always in use never drop, while their characters become more with every page:
// from here on all of them begin anew, which leaves a page as much room again.
constexpr int kFullAtlas = kMostAtlasWidth * kMostAtlasHeight / 2;

/// A collection, TrueType or CFF outlines (OpenType 1.9, "Organization of an OpenType font").
bool looks_like_font(const void* data, std::size_t size) {
  const std::string_view start(static_cast<const char*>(data), std::min<std::size_t>(size, 4));
  return start == "ttcf" || start == "OTTO" || start == std::string_view("\0\1\0\0", 4);
}

}  // namespace

Expected<std::unique_ptr<Fonts>, std::string> Fonts::load() {
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  atlas->TexMinWidth = 512;
  atlas->TexMinHeight = 512;
  atlas->TexMaxWidth = kMostAtlasWidth;
  atlas->TexMaxHeight = kMostAtlasHeight;
  atlas->Flags |= ImFontAtlasFlags_NoMouseCursors;
  atlas->FontLoaderFlags |= ImGuiFreeTypeLoaderFlags_NoHinting;

  std::unique_ptr<Fonts> fonts(new Fonts);
  const auto regular = fonts->add_text(
      {"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", kSimplifiedChinese, 1448});
  if (!regular) return unexpected(regular.error());
  const auto bold = fonts->add_text(
      {"/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc", kSimplifiedChinese, 1448});
  if (!bold) return unexpected(bold.error());
  const auto icons = fonts->add(
      {"/usr/share/fonts/truetype/material-design-icons-iconfont/MaterialIcons-Regular.ttf", 0,
       1000},
      false);
  if (!icons) return unexpected(icons.error());
  fonts->regular_ = *regular;
  fonts->bold_ = *bold;
  fonts->icons_ = *icons;
  return fonts;
}

Fonts::~Fonts() {
  ImGui::GetIO().Fonts->Clear();  // closes the faces, which read the mappings
  for (const Mapping& mapping : mappings_) ::munmap(mapping.address, mapping.size);
}

void Fonts::end_frame() const {
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  if (atlas->Builder == nullptr) return;
  const int used = atlas->Builder->RectsPackedSurface - atlas->Builder->RectsDiscardedSurface;
  if (used > kFullAtlas) ImFontAtlasBuildDiscardBakes(atlas, 0);
  if (atlas->Builder->BakedDiscardedCount == 0) return;
  const ImFontLoader& loader = *atlas->FontLoader;
  std::vector<std::max_align_t> data(loader.FontBakedSrcLoaderDataSize / sizeof(std::max_align_t) +
                                     1);
  for (ImFontConfig& source : atlas->Sources) {
    ImFontBaked passing;  // the loader now takes this for the size in use, which no other is
    passing.Size = source.SizePixels;
    passing.RasterizerDensity = 1;
    passing.ContainerFont = source.DstFont;
    loader.FontBakedInit(atlas, &source, &passing, data.data());
    loader.FontBakedDestroy(atlas, &source, &passing, data.data());
  }
}

Expected<ImFont*, std::string> Fonts::add_text(const Source& face) {
  auto font = add(face, false);
  for (const Source& rare : {Source{kHanaMinA, 0, 1282}, Source{kHanaMinB, 0, 1056}}) {
    if (!font) return font;
    const auto merged = add(rare, true);
    if (!merged) return merged;
  }
  return font;
}

Expected<ImFont*, std::string> Fonts::add(const Source& source, bool merge) {
  const auto mapping = map(source.path);
  if (!mapping) return unexpected(mapping.error());
  if (!looks_like_font(mapping->address, mapping->size)) {
    return unexpected(std::string(source.path) + ": not a font");
  }
  ImFontConfig config;
  config.FontNo = source.face;
  config.MergeMode = merge;
  config.OversampleH = config.OversampleV = 1;
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  ImFont* font = atlas->AddFontFromMemoryTTF(mapping->address, static_cast<int>(mapping->size),
                                             source.height / 10, &config);
  if (font == nullptr) return unexpected(std::string(source.path) + ": not a usable font");
  // Said only now: a source that says so from the start is copied (all 145 MB of them).
  atlas->Sources.back().FontDataOwnedByAtlas = false;
  return font;
}

Expected<Fonts::Mapping, std::string> Fonts::map(const char* path) {
  const auto known = std::find(paths_.begin(), paths_.end(), path);
  if (known != paths_.end()) return mappings_[static_cast<std::size_t>(known - paths_.begin())];
  const base::Descriptor file(::open(path, O_RDONLY | O_CLOEXEC));
  struct stat status {};
  if (!file || ::fstat(file.get(), &status) != 0)
    return unexpected(std::string(path) + ": missing");
  const auto size = static_cast<std::size_t>(status.st_size);
  void* address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
  if (address == MAP_FAILED) return unexpected(std::string(path) + ": cannot be mapped");
  paths_.emplace_back(path);
  mappings_.push_back({address, size});
  return mappings_.back();
}

}  // namespace linli::ui
