#include "ui/widgets/keyboard.h"

#include <algorithm>

#include "ui/widgets/button.h"
#include "ui/widgets/keyboard_keys.h"
#include "ui/widgets/writing_box.h"

namespace linli::ui {
namespace {

using flow::KeyboardAction;
using flow::TypingMode;
namespace action = flow::text_action;
using Pressed = std::optional<KeyboardAction>;

constexpr int kLetterColumns = 6;
constexpr int kLetterRows = 5;
constexpr int kColumns = 4;  // where there are at most twelve keys
constexpr int kRows = 3;
constexpr std::size_t kFewKeys = 12;

float padding(const Painter& painter) { return painter.px(painter.large() ? 8 : 20); }
float side_key(const Painter& painter) { return painter.px(painter.large() ? 150 : 130); }
float side_width(const Painter& painter) { return 2 * side_key(painter) + painter.metrics().gap(); }

/// `count` smallest targets in a row.
float targets(const Painter& painter, int count) {
  return static_cast<float>(count) * (painter.metrics().target() + painter.metrics().gap()) -
         painter.metrics().gap();
}

bool composing(const flow::TextEntryView& view) {
  return !view.composed.empty() ||
         std::ranges::any_of(view.boxes, [](const auto& strokes) { return !strokes.empty(); });
}

/// What the keys mean so far, at the left of the candidates.
void draw_composed(Painter& painter, Rect& row, const std::string& composed) {
  if (composed.empty()) return;
  const float width =
      std::min(painter.width_of(composed, Style::body) + painter.px(8), row.width / 4);
  const Rect place = cut_left(row, width, painter.metrics().gap());
  const Rect words = painter.draw_words(place, composed, {Style::body, Colour::ink, Align::left});
  if (!painter.inert()) {
    painter.add({Role::status, painter.t("正在打"), composed, true, false, place, words});
  }
}

float candidate_width(const Painter& painter, const std::string& text) {
  return std::max(painter.metrics().target(),
                  painter.width_of(text, Style::heading) + painter.px(40));
}

/// How many candidates, from the first, have room; at least one.
std::size_t fitting(const Painter& painter, const std::vector<std::string>& texts, float width) {
  float used = 0;
  std::size_t count = 0;
  for (const std::string& text : texts) {
    used += candidate_width(painter, text) + (count == 0 ? 0 : painter.metrics().gap());
    if (used > width) break;
    ++count;
  }
  return std::max<std::size_t>(1, count);
}

Pressed turning_key(Painter& painter, Rect rect, const std::string& label, const std::string& words,
                    KeyboardAction turning) {
  const ButtonLook look{.label = label, .words = words, .kind = ButtonKind::secondary};
  if (button(painter, rect, look)) return turning;
  return std::nullopt;
}

Pressed candidate_row(Painter& painter, Rect row, const flow::TextEntryView& view) {
  const float gap = painter.metrics().gap();
  draw_composed(painter, row, view.composed);
  Pressed pressed;
  if (view.earlier) {
    pressed = turning_key(painter, cut_left(row, painter.metrics().target(), gap),
                          painter.t("前面的字"), painter.t("前面"), action::PreviousCandidates{});
  }
  const auto& texts = view.candidates;
  if (texts.empty()) return pressed;
  std::size_t shown = fitting(painter, texts, row.width);
  if (shown < texts.size()) {
    const Rect more = cut_right(row, painter.metrics().target(), gap);
    shown = fitting(painter, texts, row.width);
    if (auto turned = turning_key(painter, more, painter.t("更多的字"), painter.t("更多"),
                                  action::NextCandidates{shown})) {
      pressed = turned;
    }
  }
  for (std::size_t i = 0; i < shown; ++i) {
    const Rect place = cut_left(row, candidate_width(painter, texts[i]), gap);
    const bool first = i == 0 && !view.earlier && composing(view);
    const ButtonLook look{.label = std::to_string(i + 1) + " " + texts[i],
                          .words = texts[i],
                          .kind = first ? ButtonKind::primary : ButtonKind::plain,
                          .enabled = !view.full,
                          .big = true};
    if (button(painter, place, look)) pressed = action::ChooseCandidate{i};
  }
  return pressed;
}

Pressed side_keys(Painter& painter, Rect rect, const flow::TextEntryView& view) {
  const auto modes = mode_keys(painter, view);
  const auto cells = grid(rect, static_cast<int>(modes.size()) + 1, 2, painter.metrics().gap());
  const TypingMode shown = view.mode == TypingMode::code && modes.back().mode != TypingMode::code
                               ? TypingMode::strokes
                               : view.mode;
  Pressed pressed;
  for (std::size_t i = 0; i < modes.size(); ++i) {
    const ButtonLook look{.label = modes[i].label,
                          .kind = modes[i].mode == shown ? ButtonKind::primary : ButtonKind::plain};
    if (button(painter, cells[i], look)) pressed = action::SetTypingMode{modes[i].mode};
  }
  const ButtonLook erase{.label = painter.t("删一个字"),
                         .words = painter.t("删字"),
                         .icon = Icon::erase,
                         .kind = ButtonKind::plain,
                         .stacked = true};
  if (button(painter, cells[modes.size()], erase)) pressed = action::DeleteCharacter{};
  return pressed;
}

Pressed key_grid(Painter& painter, Rect rect, const std::vector<Key>& keys) {
  const bool few = keys.size() <= kFewKeys;
  const int across = few ? kColumns : kLetterColumns;
  const int down = few ? kRows : kLetterRows;
  auto cells = grid(rect, across * down, across, painter.metrics().gap());
  const std::size_t last = keys.size() - 1;
  const std::size_t end_of_row =
      last - last % static_cast<std::size_t>(across) + static_cast<std::size_t>(across) - 1;
  cells[last].width = right(cells[end_of_row]) - cells[last].x;
  Pressed pressed;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const ButtonLook look{.label = keys[i].label,
                          .words = keys[i].words,
                          .kind = ButtonKind::plain,
                          .big = keys[i].words.size() == 1};
    if (button(painter, cells[i], look)) pressed = keys[i].action;
  }
  return pressed;
}

KeyboardAction action_of(const WritingMove& move, std::size_t box) {
  switch (move.kind) {
    case WritingMove::Kind::begins:
      return action::BeginWriting{box, move.at};
    case WritingMove::Kind::continues:
      return action::ContinueWriting{move.at};
    case WritingMove::Kind::ends:
      break;
  }
  return action::EndWriting{};
}

Pressed handwriting(Painter& painter, Rect rect, const flow::TextEntryView& view) {
  const float gap = painter.metrics().gap();
  const auto below = columns(cut_bottom(rect, painter.metrics().target(), gap), 2, gap);
  const auto boxes = columns(rect, static_cast<int>(flow::kBoxes), gap);
  const std::string labels[] = {painter.t("左边的格子"), painter.t("右边的格子")};
  const std::string hints[] = {painter.t("用手指写字"), painter.t("下一个字写这里")};
  Pressed pressed;
  for (std::size_t i = 0; i < flow::kBoxes; ++i) {
    const auto move = writing_box(painter, boxes[i], labels[i], hints[i], view.boxes[i]);
    if (move) pressed = action_of(*move, i);
  }
  const bool written = composing(view);
  const ButtonLook undo{
      .label = painter.t("撤一笔"), .kind = ButtonKind::plain, .enabled = written};
  const ButtonLook clear{.label = painter.t("重写"), .kind = ButtonKind::plain, .enabled = written};
  if (button(painter, below[0], undo)) pressed = action::UndoStroke{};
  if (button(painter, below[1], clear)) pressed = action::ClearComposed{};
  return pressed;
}

}  // namespace

Rect keyboard_place(const Painter& painter, Rect& body) {
  const float both = 2 * padding(painter);
  const float gap = painter.metrics().gap();
  if (painter.landscape()) {
    const int across = painter.large() ? kColumns : kLetterColumns;
    return cut_right(body, both + targets(painter, across) + gap + side_width(painter),
                     painter.px(40));
  }
  const float keys =
      painter.large() ? targets(painter, kRows) + painter.px(78) : targets(painter, kLetterRows);
  const Rect place =
      cut_bottom(body, both + painter.metrics().target() + gap + keys, painter.px(20));
  return {0, place.y, painter.metrics().width(), place.height};
}

Pressed keyboard(Painter& painter, Rect rect, const flow::TextEntryView& view) {
  const Quietly quietly(painter);
  painter.fill(rect, Colour::keyboard, painter.metrics().card_radius());
  const float gap = painter.metrics().gap();
  Rect inner = inset(rect, padding(painter));
  const Rect candidates = cut_top(inner, painter.metrics().target(), gap);
  const Rect side = cut_right(inner, side_width(painter), gap);
  Pressed pressed = candidate_row(painter, candidates, view);
  const Pressed written = view.mode == TypingMode::handwriting
                              ? handwriting(painter, inner, view)
                              : key_grid(painter, inner, keys_of(painter, view));
  if (written) pressed = written;
  if (const Pressed chosen = side_keys(painter, side, view)) pressed = chosen;
  return pressed;
}

}  // namespace linli::ui
