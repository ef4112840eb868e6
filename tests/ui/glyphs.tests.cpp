#include <imgui.h>
#include <imgui_internal.h>

#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "kiosk/base/task_queue.h"
#include "ui/theme/fonts.h"
#include "ui/theme/line_breaks.h"
#include "ui/theme/lunar_date.h"
#include "ui/window/window.h"

namespace linli::tests {
namespace {

bool has_ink(ImFont* font, ImWchar character) {
  const ImFontGlyph* glyph = font->GetFontBaked(46)->FindGlyphNoFallback(character);
  return glyph != nullptr && glyph->Visible != 0 && glyph->X1 > glyph->X0 && glyph->Y1 > glyph->Y0;
}

/// How high a hanzi is, in parts of the size asked for.
float height_of_hanzi(ImFont* font, float size, ImWchar character) {
  const ImFontGlyph* glyph = font->GetFontBaked(size)->FindGlyphNoFallback(character);
  return glyph == nullptr ? 0 : (glyph->Y1 - glyph->Y0) / size;
}

base::WallTime noon(int year, unsigned month, unsigned day) {
  using namespace std::chrono;
  return sys_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)) +
         hours(4);  // 12:00 in the hall
}

}  // namespace

TEST_CASE("rare characters of names are drawn by a glyph of their own in both weights") {
  base::TaskQueue queue;
  const auto window = *ui::Window::open({ui::WindowKind::offscreen, 320, 240}, queue);
  const auto fonts = *ui::Fonts::load();
  window->frame([&] {
    for (ImFont* font : {fonts->regular(), fonts->bold()}) {
      CHECK(has_ink(font, 0x6751));   // 村
      CHECK(has_ink(font, 0x2B5AE));  // 𫖮, extension C
      CHECK(has_ink(font, 0x2C029));  // 𬀩, extension E
      CHECK(has_ink(font, 0x2CE93));  // 𬺓, near the end of extension E
      CHECK_FALSE(has_ink(font, 0x10FFFD));
    }
  });
}

TEST_CASE("glyphs are of the size asked for when the atlas is full and drops sizes") {
  base::TaskQueue queue;
  const auto window = *ui::Window::open({ui::WindowKind::offscreen, 320, 240}, queue);
  const auto fonts = *ui::Fonts::load();
  const auto size_of = [](int frame) {
    return frame % 2 == 0 ? 50.0F + static_cast<float>(frame) : 200.0F - static_cast<float>(frame);
  };
  int wrong = 0;
  for (int frame = 0; frame < 60; ++frame) {
    const auto draw = [&](float size, ImWchar first, ImWchar count) {
      for (ImWchar one = first; one < first + count; ++one) {
        const float height = height_of_hanzi(fonts->bold(), size, one);
        if (height < 0.5F || height > 0.75F) ++wrong;
      }
    };
    window->frame([&] {
      draw(size_of(frame), 0x8F66, 1);
      draw(size_of(frame + 1), 0x8F66 + 10, 60);
      draw(size_of(frame), 0x8F66 + 1, 3);
      fonts->end_frame();
    });
  }
  CHECK(wrong == 0);
}

TEST_CASE("a line may end between words but not before a closing mark") {
  const ui::LineBreaks breaks;
  CHECK(breaks.in("办事。好") == std::vector<std::size_t>{9, 12});
  CHECK(breaks.in("过不下去了") == std::vector<std::size_t>{15});
  CHECK(breaks.in("请工作人员过来") == std::vector<std::size_t>{3, 15, 21});
  CHECK(breaks.in("Call staff") == std::vector<std::size_t>{5, 10});
  CHECK(breaks.in("") == std::vector<std::size_t>{0});
}

TEST_CASE("the lunar date is the one of the Chinese calendar in the hall") {
  CHECK(ui::lunar_date(noon(2026, 11, 22)) == "十月十四");
  CHECK(ui::lunar_date(noon(2026, 2, 17)) == "正月初一");    // Spring Festival
  CHECK(ui::lunar_date(noon(2025, 7, 25)) == "闰六月初一");  // a leap month
  CHECK(ui::lunar_date(noon(2026, 2, 16)) == "腊月廿九");
}

}  // namespace linli::tests
