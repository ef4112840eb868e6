#include <algorithm>

#include "ui/screens/screen.h"

namespace linli::ui {
namespace {

using flow::DisplayMode;
namespace action = flow::action;

struct FooterButton {
  ButtonLook look;
  flow::Action action;
  float share = 1;  // of the row's width
};

FooterButton speech_button(const Painter& painter, flow::SpeechState state, const Frame& frame) {
  switch (state) {
    case flow::SpeechState::speaking:
      return {{.label = painter.t("停止朗读"),
               .words = painter.t("停止"),
               .icon = Icon::speech,
               .kind = ButtonKind::plain},
              action::StopReading{}};
    case flow::SpeechState::failed:
      return {{.label = painter.t("无声"),
               .icon = Icon::speech,
               .kind = ButtonKind::plain,
               .enabled = false},
              action::StopReading{}};
    case flow::SpeechState::silent:
      break;
  }
  return {{.label = painter.t("朗读"),
           .icon = Icon::speech,
           .kind = ButtonKind::plain,
           .enabled = !frame.says.empty()},
          action::ReadAloud{frame.says}};
}

/// The same everywhere: out, voice, text size, language, and help until somebody of the staff is
/// there.
std::vector<FooterButton> utility_buttons(const Screen& screen, const Frame& frame) {
  const Painter& painter = screen.painter;
  const bool large = painter.large();
  const bool chinese = painter.language() == catalogue::Language::chinese;
  std::vector<FooterButton> buttons;
  if (screen.view.session_open && frame.leave) {
    buttons.push_back({{.label = painter.t("退出"),
                        .icon = Icon::leave,
                        .kind = ButtonKind::plain,
                        .enabled = !frame.waits},
                       action::Leave{},
                       0.8F});
  }
  if (screen.view.speech) {
    buttons.push_back(speech_button(painter, *screen.view.speech, frame));
  }
  // What runs goes on without anybody: staff can lock unless a question is open.
  if (screen.view.header.staff) {
    buttons.push_back({{.label = painter.t("锁定"),
                        .icon = Icon::lock,
                        .kind = ButtonKind::plain,
                        .enabled = !screen.view.overlay},
                       action::Leave{}});
  }
  buttons.push_back({{.label = large ? painter.t("标准版") : painter.t("大字版"),
                      .icon = large ? Icon::smaller : Icon::larger,
                      .kind = ButtonKind::plain},
                     action::SetMode{large ? DisplayMode::standard : DisplayMode::large}});
  // Named in the language it leads to.
  buttons.push_back(
      {{.label = chinese ? "English" : "中文", .icon = Icon::language, .kind = ButtonKind::plain},
       action::SetLanguage{chinese ? catalogue::Language::english : catalogue::Language::chinese}});
  if (frame.help && !screen.view.header.staff) {
    buttons.push_back(
        {{.label = painter.t("找工作人员"), .icon = Icon::staff, .kind = ButtonKind::danger},
         action::CallHelp{},
         1.25F});
  }
  return buttons;
}

std::vector<FooterButton> navigation_buttons(const Screen& screen, const Frame& frame) {
  std::vector<FooterButton> buttons;
  if (!frame.back.empty() && screen.view.can_go_back) {
    buttons.push_back(
        {{.label = frame.back, .icon = Icon::back, .kind = ButtonKind::plain}, action::Back{}});
  }
  for (const auto& button : frame.navigation) {
    const bool primary = button.look.kind == ButtonKind::primary;
    buttons.push_back({button.look, button.action, primary ? 1.8F : 1.0F});
  }
  for (auto& entry : buttons) entry.look.enabled = entry.look.enabled && !frame.waits;
  return buttons;
}

/// Each its share of the row, but none less than its words and a finger need.
std::vector<float> widths_of(const Painter& painter, const std::vector<FooterButton>& buttons,
                             float width) {
  std::vector<float> least;
  for (const auto& button : buttons) {
    least.push_back(
        std::max(painter.metrics().target(), narrow_button_width(painter, button.look)));
  }
  std::vector<float> widths(buttons.size(), 0);
  for (std::size_t fixed = 0; fixed <= buttons.size(); ++fixed) {
    float room = width;
    float shares = 0;
    for (std::size_t i = 0; i < buttons.size(); ++i) {
      room -= widths[i] == least[i] ? least[i] : 0;
      shares += widths[i] == least[i] ? 0 : buttons[i].share;
    }
    bool all_fit = true;
    for (std::size_t i = 0; i < buttons.size(); ++i) {
      if (widths[i] == least[i]) continue;
      widths[i] = std::max(least[i], room * buttons[i].share / shares);
      all_fit = all_fit && widths[i] > least[i];
    }
    if (all_fit) break;
  }
  return widths;
}

void draw_row(Screen& screen, std::vector<FooterButton>& buttons, Rect row) {
  const Painter& painter = screen.painter;
  const float gap = painter.metrics().gap();
  const auto widths =
      widths_of(painter, buttons, row.width - gap * static_cast<float>(buttons.size() - 1));
  // Where one has to put its icon above the words, all but the way on do.
  const auto has_icon = [](const ButtonLook& look) {
    return look.icon != Icon::none || look.icon_behind != Icon::none;
  };
  const auto narrow = [&](std::size_t i) {
    return has_icon(buttons[i].look) && widths[i] < button_width(painter, buttons[i].look);
  };
  bool one_is_narrow = false;
  for (std::size_t i = 0; i < buttons.size(); ++i) one_is_narrow = one_is_narrow || narrow(i);
  for (std::size_t i = 0; i < buttons.size(); ++i) {
    FooterButton& entry = buttons[i];
    const Rect rect = cut_left(row, widths[i], gap);
    const bool way_on = entry.look.kind == ButtonKind::primary;
    entry.look.stacked = way_on ? narrow(i) : one_is_narrow && has_icon(entry.look);
    if (button(screen.painter, rect, entry.look)) screen.act(entry.action);
  }
}

/// Between the two rows in portrait.
float row_gap(const Metrics& metrics) { return metrics.gap(); }

}  // namespace

float footer_height(const Screen& screen, const Frame& frame) {
  const Metrics& metrics = screen.painter.metrics();
  const bool two_rows = !metrics.landscape() && !navigation_buttons(screen, frame).empty();
  return metrics.footer() + (two_rows ? metrics.target() + row_gap(metrics) : 0);
}

void draw_footer(Screen& screen, const Frame& frame, Rect rect) {
  Painter& painter = screen.painter;
  const Metrics& metrics = painter.metrics();
  painter.fill(rect, Colour::surface);
  painter.fill({rect.x, rect.y, rect.width, painter.px(2)}, Colour::line);
  const float padding = (metrics.footer() - metrics.target()) / 2;
  Rect inner = inset(rect, painter.px(28), padding);
  auto utility = utility_buttons(screen, frame);
  auto navigation = navigation_buttons(screen, frame);
  if (!metrics.landscape()) {
    if (!navigation.empty())
      draw_row(screen, navigation, cut_top(inner, metrics.target(), row_gap(metrics)));
    draw_row(screen, utility, inner);
    return;
  }
  // One row: the way back at the left end, the way on at the right one.
  std::vector<FooterButton> all;
  auto first_on = navigation.begin();
  if (!navigation.empty() && std::holds_alternative<action::Back>(navigation.front().action)) {
    all.push_back(navigation.front());
    ++first_on;
  }
  all.insert(all.end(), utility.begin(), utility.end());
  all.insert(all.end(), first_on, navigation.end());
  draw_row(screen, all, inner);
}

}  // namespace linli::ui
