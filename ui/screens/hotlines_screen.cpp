#include <algorithm>

#include "ui/screens/screen.h"
#include "ui/widgets/card.h"
#include "ui/widgets/tile.h"

namespace linli::ui {
namespace {

namespace action = flow::action;

/// The offices of which more is known than the name.
std::vector<const catalogue::Office*> known_offices(const catalogue::Region& region) {
  std::vector<const catalogue::Office*> known;
  for (const auto& office : region.offices) {
    if (!office.address.zh.empty() || !office.phone.empty()) known.push_back(&office);
  }
  return known;
}

float office_height(const Painter& painter, const catalogue::Office& office, float width) {
  const float inner = width - 2 * card_padding(painter);
  float height = 2 * card_padding(painter) +
                 painter.height_of(painter.in_language(office.name), Style::body_bold, inner) +
                 painter.height_of(painter.in_language(office.address), Style::body, inner);
  if (!office.phone.empty()) height += painter.height_of(office.phone, Style::body_bold, inner);
  return height;
}

void draw_office(Painter& painter, const catalogue::Office& office, Rect rect) {
  Rect inner = card(painter, rect);
  painter.text(inner, painter.in_language(office.name), {Style::body_bold});
  painter.text(inner, painter.in_language(office.address), {});
  painter.text(inner, office.phone, {Style::body_bold, Colour::violet, Align::left});
}

/// A card for each, as many as there is room for; the staff know the others.
void draw_offices(Painter& painter, const std::vector<const catalogue::Office*>& offices,
                  Rect body) {
  const std::string title = painter.t("可以去的地方");
  const float gap = painter.metrics().gap();
  const auto others = [&](std::size_t left) {
    return painter.t_count("还有 {n} 处，请问工作人员", static_cast<int>(left));
  };
  float used = painter.height_of(title, Style::heading, body.width) + painter.px(24);
  std::size_t fitting = 0;
  for (; fitting < offices.size(); ++fitting) {
    const float height = office_height(painter, *offices[fitting], body.width) + gap;
    const std::size_t left = offices.size() - fitting - 1;
    const float rest = left == 0 ? -gap : painter.height_of(others(left), Style::body, body.width);
    if (used + height + rest > body.height) break;
    used += height;
  }
  if (fitting == 0) return;
  painter.heading(body, title, {Style::heading}, painter.px(24));
  for (std::size_t i = 0; i < fitting; ++i) {
    const float height = office_height(painter, *offices[i], body.width);
    draw_office(painter, *offices[i], cut_top(body, height, gap));
  }
  if (fitting == offices.size()) return;
  painter.text(body, others(offices.size() - fitting), {Style::body, Colour::ink_soft});
}

/// Takes the height that it needs off the body.
void draw_list(Screen& screen, const catalogue::Region& region, Rect& body) {
  Painter& painter = screen.painter;
  painter.heading(body, painter.t("按一下，看号码和二维码"), {Style::heading}, painter.px(24));
  const int count = static_cast<int>(region.hotlines.size());
  const float gap = painter.metrics().gap();
  const float most = painter.px(300) * static_cast<float>(count);
  const auto cells =
      rows(cut_top(body, std::min(body.height, most), painter.px(32)), std::max(1, count), gap);
  for (std::size_t i = 0; i < region.hotlines.size(); ++i) {
    const auto& hotline = region.hotlines[i];
    if (tile(painter, cells[i],
             {Icon::phone, Colour::violet, Colour::violet_tint, hotline.number,
              painter.in_language(hotline.label)})) {
      screen.act(action::ChooseHotline{hotline.number});
    }
  }
}

void draw_none(Painter& painter, Rect body) {
  message(painter, body,
          {Icon::info,
           Colour::brand,
           Colour::surface,
           painter.t("这里没有登记咨询电话"),
           {painter.t("有事请问工作人员。")}},
          Role::text, 0);
}

void draw_number(Painter& painter, const catalogue::Hotline& hotline, Rect rect) {
  Rect inner = card(painter, rect);
  const std::string& label = painter.in_language(hotline.label);
  const float label_height = painter.height_of(label, Style::heading, inner.width);
  const TextBlock number = painter.fit(hotline.number, Style::sign, inner.width,
                                       inner.height - label_height - painter.px(24));
  Rect all = centred(inner, inner.width, label_height + painter.px(24) + number.height());
  painter.heading(all, label, {Style::heading, Colour::ink, Align::centre}, painter.px(24));
  painter.text_in(all, hotline.number, {Style::sign, Colour::violet, Align::centre});
}

void draw_chosen(Screen& screen, const catalogue::Hotline& hotline, Rect body) {
  Painter& painter = screen.painter;
  const float gap = painter.px(28);
  const bool beside = painter.landscape();
  const Rect number =
      beside ? cut_left(body, body.width * 0.5F, gap) : cut_top(body, body.height * 0.34F, gap);
  draw_number(painter, hotline, number);
  const std::string hint = painter.t("用手机扫一扫就能拨打");
  const float hint_height = painter.height_of(hint, Style::body, body.width);
  const Rect words = cut_bottom(body, hint_height, painter.px(12));
  const float side = std::min({body.width, body.height, painter.px(640)});
  draw_code(painter, centred(body, side, side), "tel:" + hotline.number, painter.t("电话二维码"));
  painter.text_in(words, hint, {Style::body, Colour::ink, Align::centre});
}

}  // namespace

Frame frame_of(const Screen& screen, const flow::HotlinesView&) {
  return {.title = screen.painter.t("咨询电话"), .back = screen.painter.t("返回")};
}

void draw_body(Screen& screen, const flow::HotlinesView& view, Rect body) {
  if (view.chosen != nullptr) return draw_chosen(screen, *view.chosen, body);
  Painter& painter = screen.painter;
  const auto offices = known_offices(*view.region);
  if (view.region->hotlines.empty()) {
    if (offices.empty()) return draw_none(painter, body);
    return draw_offices(painter, offices, body);
  }
  if (painter.landscape() && !offices.empty()) {
    Rect numbers = cut_left(body, body.width * 0.54F, painter.px(40));
    draw_list(screen, *view.region, numbers);
  } else {
    draw_list(screen, *view.region, body);
  }
  draw_offices(painter, offices, body);
}

}  // namespace linli::ui
