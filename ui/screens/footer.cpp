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

/// The same everywhere: out, text size, language, and help until somebody of the staff is there.
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

void draw_row(Screen& screen, std::vector<FooterButton>& buttons, Rect row) {
  const float gap = screen.painter.metrics().gap();
  float shares = 0;
  for (const auto& button : buttons) shares += button.share;
  const float unit = (row.width - gap * static_cast<float>(buttons.size() - 1)) / shares;
  // Where one has to put its icon above the words, all but the way on do.
  const auto has_icon = [](const ButtonLook& look) {
    return look.icon != Icon::none || look.icon_behind != Icon::none;
  };
  const auto narrow = [&](const FooterButton& entry) {
    return has_icon(entry.look) && unit * entry.share < button_width(screen.painter, entry.look);
  };
  const bool one_is_narrow = std::ranges::any_of(buttons, narrow);
  for (auto& entry : buttons) {
    const Rect rect = cut_left(row, unit * entry.share, gap);
    const bool way_on = entry.look.kind == ButtonKind::primary;
    entry.look.stacked = way_on ? narrow(entry) : one_is_narrow && has_icon(entry.look);
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
