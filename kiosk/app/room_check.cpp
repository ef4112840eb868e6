#include "kiosk/app/room_check.h"

#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/app/configuration.h"
#include "ui/accessibility/room.h"
#include "ui/screens/screens.h"
#include "ui/window/window.h"

namespace linli::app {
namespace {

using catalogue::Language;
using nlohmann::json;

struct Shape {
  const char* name;
  int width;  // pixels
  int height;
};
constexpr std::array kShapes{Shape{"upright", 1080, 1920}, Shape{"across", 1920, 1080}};
constexpr std::array kLanguages{Language::chinese, Language::english};

/// Where a text of the file stands that is what is shown, or part of it. Empty: not in `value`.
std::string pointer_within(const json& value, const std::string& shown,
                           const std::string& pointer) {
  if (const auto* text = value.get_ptr<const std::string*>()) {
    return !text->empty() && shown.find(*text) != std::string::npos ? pointer : "";
  }
  if (!value.is_structured()) return "";
  for (const auto& [name, part] : value.items()) {
    if (name == "id" || name == "kind") continue;
    const std::string found = pointer_within(part, shown, pointer + "/" + name);
    if (!found.empty()) return found;
  }
  return "";
}

/// Of a text on the page that is about `at`: there, or in what surrounds it; else `at` itself.
std::string pointer_of(const json& file, const std::string& shown, const std::string& at) {
  for (std::string around = at;; around.resize(around.rfind('/'))) {
    const json::json_pointer pointer(around);
    const std::string found =
        file.contains(pointer) ? pointer_within(file[pointer], shown, around) : "";
    if (!found.empty()) return found;
    if (around.empty()) return at;
  }
}

/// The terminal's screens in a window of one shape.
class Drawing {
 public:
  Drawing(const Shape& shape, base::TaskQueue& queue, ui::Tree& tree)
      : window_(ui::Window::open({ui::WindowKind::offscreen, shape.width, shape.height}, queue)),
        tree_(tree) {
    if (window_) screens_ = ui::Screens::load({.texts = assets_directory() / "texts"});
  }

  /// Why nothing can be drawn; empty: it can.
  std::string problem() const {
    if (!window_) return window_.error();
    return screens_ ? "" : screens_.error();
  }

  /// Until nothing changes any more: glyphs arrive a frame later.
  void draw(const flow::View& view) {
    do {
      (*window_)->wait({});
      (*window_)->frame([&] { (*screens_)->draw(view, tree_); });
    } while ((*window_)->wants_frame());
  }

 private:
  Expected<std::unique_ptr<ui::Window>, std::string> window_;
  Expected<std::unique_ptr<ui::Screens>, std::string> screens_ =
      unexpected(std::string("no screens"));
  ui::Tree& tree_;
};

flow::View view_of(const flow::ServicePage& page, const catalogue::Region& region,
                   Language language) {
  flow::View view{.mode = flow::DisplayMode::large, .language = language, .region = &region};
  view.screen = page.screen;
  view.speech = flow::SpeechState::silent;
  view.session_open = true;
  view.can_go_back = true;
  return view;
}

}  // namespace

RoomCheck::RoomCheck() : typing_(typing::load_engines(assets_directory())) {}

void RoomCheck::check(const catalogue::Service& service, const catalogue::Region& region,
                      domain::Day today, const json& file, const catalogue::Place& place) {
  std::set<std::string> told;
  for (const Shape& shape : kShapes) {
    Drawing drawing(shape, queue_, tree_);
    if (!drawing.problem().empty()) {
      return place.fault("can't be drawn, to see whether its texts have room: " +
                         drawing.problem());
    }
    const auto note = [&](const std::string& at) {
      for (const auto& one :
           ui::crowded(tree_, static_cast<float>(shape.width), static_cast<float>(shape.height))) {
        const std::string pointer = pointer_of(file, one.node->label, at);
        if (!told.insert(pointer).second) continue;
        place.at_pointer(pointer).fault(
            std::string("has no room in the large font on a screen that stands ") + shape.name +
            "; shorten it, or what stands on the page with it");
      }
    };
    flow::for_each_page({service, region, today, flow::DisplayMode::large, typing_},
                        [&](const flow::ServicePage& page) {
                          for (const Language language : kLanguages) {
                            drawing.draw(view_of(page, region, language));
                            note(page.at);
                          }
                        });
  }
}

}  // namespace linli::app
