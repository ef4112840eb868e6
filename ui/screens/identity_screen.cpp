#include "ui/screens/screen.h"
#include "ui/widgets/card.h"

namespace linli::ui {
namespace {

std::string purpose_of(const Painter& painter, const flow::IdentityView& identity) {
  switch (identity.purpose) {
    case flow::CardPurpose::supplement:
      return painter.t("确认是谁来补交材料，补交的只用于这份申请");
    case flow::CardPurpose::authorisation:
      return painter.t("确认是谁签字，签字只用于核对这份申请的家庭情况");
    case flow::CardPurpose::benefits:
      return painter.t("向民政部门查询您正在享受的低保、补贴和津贴");
    case flow::CardPurpose::matters:
      return painter.t("查您在这台机器上办过的事和订单");
    case flow::CardPurpose::start:
    case flow::CardPurpose::service:
    case flow::CardPurpose::household_member:
      if (identity.service != nullptr) return painter.in_language(identity.service->purpose);
      return painter.t("查询您的待遇，填写您这次要办的申请");
  }
  return {};
}

std::vector<std::string> promises(const Painter& painter) {
  return {painter.t("只用于您这次办的事"), painter.t("您离开后，别人看不到您的信息"),
          painter.t("不同意也没关系，可以到窗口办理")};
}

void draw_person(Painter& painter, const flow::IdentityView& identity, Rect& page) {
  const float label = painter.width_of(painter.t("身份证号"), Style::body) + painter.px(32);
  const Look value{painter.large() ? Style::body_bold : Style::heading, Colour::ink, Align::left};
  const float width = page.width - 2 * card_padding(painter);
  const std::string newest = painter.t("以卡里最新住址为准");
  float height = painter.pair_height(identity.masked_name, value, width, label) +
                 painter.pair_height(identity.masked_number, value, width, label) + painter.px(16);
  if (identity.newest_address_used) {
    height += painter.pair_height(newest, {}, width, label) + painter.px(16);
  }
  Rect inner = card(painter, cut_top(page, height + 2 * card_padding(painter), painter.px(28)));
  painter.pair(inner, painter.t("姓名"), identity.masked_name, value, label, painter.px(16));
  painter.pair(inner, painter.t("身份证号"), identity.masked_number, value, label, painter.px(16));
  if (identity.newest_address_used) painter.pair(inner, painter.t("住址"), newest, {}, label);
}

void draw_purpose(Painter& painter, const flow::IdentityView& identity, Rect page) {
  const auto lines = promises(painter);
  const float width = page.width - 2 * card_padding(painter);
  const std::string title = painter.t("我们要用这些信息：");
  const std::string purpose = purpose_of(painter, identity);
  const auto height_in = [&](Style style) {
    return painter.height_of(title, Style::body_bold, width) + painter.px(12) +
           painter.height_of(purpose, style, width) + painter.px(32) +
           numbered_lines_height(painter, lines, width, style) + 2 * card_padding(painter);
  };
  const Style style = height_in(Style::body) <= page.height ? Style::body : Style::caption;
  Rect inner = card(painter, cut_top(page, height_in(style)));
  painter.heading(inner, title, {Style::body_bold, Colour::ink, Align::left}, painter.px(12));
  painter.text(inner, purpose, {style}, painter.px(32));
  numbered_lines(painter, inner, lines, style);
}

}  // namespace

Frame frame_of(const Screen& screen, const flow::IdentityView& identity) {
  const Painter& painter = screen.painter;
  Frame frame{.title = identity.service != nullptr ? service_title(painter, identity.service)
                                                   : painter.t("核对身份")};
  frame.navigation.push_back(
      {{.label = painter.t("不同意"), .icon = Icon::close, .kind = ButtonKind::plain},
       flow::action::Decline{}});
  frame.navigation.push_back({{.label = painter.t("同意，继续"),
                               .icon_behind = Icon::forward,
                               .kind = ButtonKind::primary},
                              flow::action::Agree{}});
  return frame;
}

void draw_body(Screen& screen, const flow::IdentityView& identity, Rect body) {
  Painter& painter = screen.painter;
  painter.heading(body, painter.t("是您本人吗？请看一看"), {Style::title}, painter.px(28));
  if (painter.landscape()) {
    Rect left = cut_left(body, body.width * 0.46F, painter.px(32));
    draw_person(painter, identity, left);
    draw_purpose(painter, identity, body);
    return;
  }
  draw_person(painter, identity, body);
  draw_purpose(painter, identity, body);
}

}  // namespace linli::ui
