#include "ui/widgets/keyboard.h"

#include <imgui.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <filesystem>

#include "kiosk/base/task_queue.h"
#include "tests/ui/layout_rules.h"
#include "ui/theme/theme.h"
#include "ui/widgets/keypad.h"
#include "ui/window/window.h"

namespace linli::tests {
namespace {

using catalogue::Language;
using flow::DisplayMode;
using flow::TypingMode;
namespace action = flow::text_action;

constexpr TypingMode kModes[] = {TypingMode::handwriting, TypingMode::pinyin, TypingMode::strokes,
                                 TypingMode::digits,      TypingMode::latin,  TypingMode::code};

/// The keyboard alone, where a form would have it, below or beside the field it types into.
class KeyboardStage {
 public:
  KeyboardStage(int width, int height, DisplayMode mode, Language language = Language::chinese)
      : window_(*ui::Window::open({ui::WindowKind::offscreen, width, height}, queue_)),
        theme_{*ui::Fonts::load(), *ui::Texts::load(LINLI_TEXTS), ui::LineBreaks(), ui::Discs()},
        metrics_(mode, static_cast<float>(width), static_cast<float>(height)),
        language_(language) {}

  std::vector<flow::KeyboardAction> show(const flow::TextEntryView& view) {
    std::vector<flow::KeyboardAction> actions;
    do {
      window_->wait({});
      window_->frame([&] { draw(view, actions); });
    } while (window_->wants_frame());
    return actions;
  }

  std::vector<flow::KeyboardAction> point(const flow::TextEntryView& view, float x, float y,
                                          bool down) {
    window_->inject_pointer(x, y, down);
    return show(view);
  }

  /// What pressing the target of that label gives; exactly one thing.
  flow::KeyboardAction press(const flow::TextEntryView& view, const std::string& label) {
    show(view);
    const ui::Node* found = tree_.find(label);
    REQUIRE(found != nullptr);
    const float x = found->rect.x + found->rect.width / 2;
    const float y = found->rect.y + found->rect.height / 2;
    auto actions = point(view, x, y, true);
    for (auto& one : point(view, x, y, false)) actions.push_back(one);
    REQUIRE(actions.size() == 1);
    return actions.front();
  }

  const ui::Tree& tree() const { return tree_; }
  const ui::Metrics& metrics() const { return metrics_; }
  ui::Window& window() { return *window_; }

 private:
  void draw(const flow::TextEntryView& view, std::vector<flow::KeyboardAction>& actions) {
    constexpr ImGuiWindowFlags kWhole = ImGuiWindowFlags_NoDecoration |
                                        ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                                        ImGuiWindowFlags_NoSavedSettings;
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
    ImGui::Begin("keyboard", nullptr, kWhole);
    ui::Painter painter(theme_, metrics_, language_, tree_, ImGui::GetWindowDrawList());
    tree_.begin_frame();
    painter.fill({0, 0, metrics_.width(), metrics_.height()}, ui::Colour::page);
    ui::Rect body = ui::inset({0, metrics_.header(), metrics_.width(),
                               metrics_.height() - metrics_.header() - metrics_.footer()},
                              metrics_.margin(), painter.px(metrics_.large() ? 36 : 28));
    const ui::Rect keys = ui::keyboard_place(painter, body);
    ui::field_box(painter, ui::cut_top(body, ui::field_height(painter)),
                  {.label = "说明", .words = view.text, .placeholder = {}, .active = true});
    if (auto one = ui::keyboard(painter, keys, view)) actions.push_back(*one);
    ImGui::End();
    theme_.fonts->end_frame();
  }

  base::TaskQueue queue_;
  std::unique_ptr<ui::Window> window_;
  ui::Theme theme_;
  ui::Metrics metrics_;
  Language language_;
  ui::Tree tree_;
};

flow::TextEntryView view_of(TypingMode mode) {
  return {.modes = {std::begin(kModes), std::end(kModes)},
          .mode = mode,
          .text = "母亲十月住院",
          .candidates = {"，", "。", "、", "：", "？", "！", "（", "）", "·", "；", "“", "”"}};
}

/// Something composed in each mode.
flow::TextEntryView composing_view_of(TypingMode mode) {
  auto view = view_of(mode);
  switch (mode) {
    case TypingMode::handwriting:
      view.candidates = {"欠", "次", "久", "失", "父", "欢", "夕", "交", "火", "大", "丈", "文"};
      view.boxes[0] = {{{0.45F, 0.1F}, {0.25F, 0.5F}},
                       {{0.3F, 0.3F}, {0.8F, 0.3F}, {0.7F, 0.5F}},
                       {{0.5F, 0.4F}, {0.45F, 0.7F}, {0.15F, 0.95F}},
                       {{0.5F, 0.6F}, {0.65F, 0.8F}, {0.9F, 0.95F}}};
      break;
    case TypingMode::pinyin:
      view.composed = "lin shi jiu zhu";
      view.candidates = {"临时救助", "临时", "零食", "淋湿", "林", "临", "邻", "零", "灵", "凌"};
      break;
    case TypingMode::strokes:
      view.composed = "一一丨一";
      view.candidates = {"王", "𤣩", "壬", "玉", "玊", "𰀁"};
      break;
    case TypingMode::latin:
      view.candidates = {"P", "Q", "R", "S", "p", "q", "r", "s"};
      break;
    case TypingMode::code:
      view.composed = "2b5ae";
      view.candidates = {"𫖮"};
      view.shifted = true;
      break;
    case TypingMode::digits:
      view.full = true;
      break;
  }
  view.earlier = mode == TypingMode::latin;
  return view;
}

constexpr const char* kNames[] = {"handwriting", "pinyin", "strokes", "digits", "latin", "code"};

/// Faults of every mode in one shape, and pictures of the composing ones in Chinese.
std::string faults_in(KeyboardStage& stage, const std::string& shape, bool pictures) {
  std::string faults;
  for (std::size_t i = 0; i < std::size(kModes); ++i) {
    for (const auto& view : {view_of(kModes[i]), composing_view_of(kModes[i])}) {
      stage.show(view);
      for (const auto& fault : target_faults(stage.tree(), stage.metrics().mode(),
                                             stage.metrics().width(), stage.metrics().height())) {
        faults += std::string(kNames[i]) + " " + shape + ": " + fault + "\n";
      }
    }
    if (!pictures) continue;
    const char* wanted = std::getenv("LINLI_PICTURES");
    const std::filesystem::path folder = wanted != nullptr ? wanted : LINLI_PICTURES_DEFAULT;
    std::filesystem::create_directories(folder);
    const auto file = std::string("keyboard-") + kNames[i] + "-zh-" + shape + ".png";
    if (!stage.window().save_picture(folder / file)) faults += file + ": can't be written\n";
  }
  return faults;
}

}  // namespace

TEST_CASE("the keyboard obeys the rules of the design in every mode, shape and language") {
  struct Shape {
    const char* name;
    int width;
    int height;
  };
  const auto shape = GENERATE(Shape{"portrait", 1080, 1920}, Shape{"landscape", 1920, 1080},
                              Shape{"small", 768, 1366}, Shape{"wide", 1366, 768});
  const auto mode = GENERATE(DisplayMode::standard, DisplayMode::large);
  const auto language = GENERATE(Language::chinese, Language::english);
  KeyboardStage stage(shape.width, shape.height, mode, language);
  const std::string name = std::string(shape.name) + (mode == DisplayMode::large ? "-large" : "");
  const bool pictures = language == Language::chinese && shape.width + shape.height == 3000;
  const std::string faults = faults_in(stage, name, pictures);
  INFO(faults);
  CHECK(faults.empty());
}

TEST_CASE("keys give their actions") {
  KeyboardStage stage(1080, 1920, DisplayMode::standard);
  const auto pressed = [&](const flow::TextEntryView& view, const char* label) {
    return stage.press(view, label);
  };
  using Mode = TypingMode;
  CHECK(std::get<action::TypeKey>(pressed(view_of(Mode::pinyin), "q")).key == 'q');
  CHECK(std::get<action::TypeKey>(pressed(view_of(Mode::strokes), "折")).key == 'z');
  CHECK(std::get<action::TypeKey>(pressed(view_of(Mode::digits), "7")).key == '7');
  CHECK(std::get<action::TypeKey>(pressed(view_of(Mode::latin), "空格")).key == ' ');
  CHECK(std::get<action::TypeKey>(pressed(view_of(Mode::code), "C")).key == 'c');
  CHECK(std::get<action::SetTypingMode>(pressed(view_of(Mode::pinyin), "手写")).mode ==
        Mode::handwriting);
  CHECK(std::get<action::SetTypingMode>(pressed(view_of(Mode::strokes), "用编码")).mode ==
        Mode::code);
  CHECK(
      std::get<action::ChooseCandidate>(pressed(composing_view_of(Mode::pinyin), "2 临时")).place ==
      1);
  const auto handwriting = composing_view_of(Mode::handwriting);
  CHECK(std::get<action::NextCandidates>(pressed(handwriting, "更多的字")).shown >= 6);
  CHECK(std::holds_alternative<action::UndoStroke>(pressed(handwriting, "撤一笔")));
  CHECK(std::holds_alternative<action::ClearComposed>(pressed(handwriting, "重写")));
  CHECK(std::holds_alternative<action::DeleteCharacter>(pressed(handwriting, "删一个字")));
  CHECK(std::holds_alternative<action::PreviousCandidates>(
      pressed(composing_view_of(Mode::latin), "前面的字")));
  CHECK(std::holds_alternative<action::Shift>(pressed(view_of(Mode::latin), "大写")));
}

TEST_CASE("letters share keys in the large mode") {
  KeyboardStage stage(1920, 1080, DisplayMode::large);
  CHECK(std::get<action::TypeKey>(stage.press(view_of(TypingMode::pinyin), "PQRS")).key == '7');
  CHECK(std::get<action::TypeKey>(stage.press(view_of(TypingMode::latin), "ABC")).key == '2');
}

TEST_CASE("a stroke begins in its box, goes on and ends") {
  KeyboardStage stage(1080, 1920, DisplayMode::standard);
  const auto view = view_of(TypingMode::handwriting);
  stage.show(view);
  const ui::Node* box = stage.tree().find("右边的格子");
  REQUIRE(box != nullptr);
  const ui::Rect place = box->rect;
  const float middle = place.y + place.height / 2;
  const auto began = stage.point(view, place.x + place.width / 4, middle, true);
  REQUIRE(began.size() == 1);
  const auto& begin = std::get<action::BeginWriting>(began.front());
  CHECK(begin.box == 1);
  CHECK(std::abs(begin.at.x - 0.25F) < 0.02F);
  CHECK(std::abs(begin.at.y - 0.5F) < 0.02F);

  auto writing = view;
  writing.boxes[1] = {{begin.at}};
  const auto moved = stage.point(writing, place.x + place.width / 2, middle, true);
  REQUIRE_FALSE(moved.empty());
  CHECK(std::abs(std::get<action::ContinueWriting>(moved.back()).at.x - 0.5F) < 0.02F);
  const auto ended = stage.point(writing, place.x + place.width / 2, middle, false);
  REQUIRE_FALSE(ended.empty());
  CHECK(std::holds_alternative<action::EndWriting>(ended.back()));
}

TEST_CASE("what does not work is not offered, and what is full takes nothing") {
  KeyboardStage stage(1080, 1920, DisplayMode::standard);
  auto view = view_of(TypingMode::digits);
  view.modes = {TypingMode::digits, TypingMode::latin, TypingMode::code};
  stage.show(view);
  CHECK(stage.tree().find("手写") == nullptr);
  CHECK(stage.tree().find("编码") != nullptr);
  view.full = true;
  stage.show(view);
  CHECK_FALSE(stage.tree().find("1 ，")->enabled);
}

}  // namespace linli::tests
