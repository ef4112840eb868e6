#include <algorithm>
#include <span>

#include "kiosk/domain/person.h"
#include "ui/screens/form_field.h"
#include "ui/screens/words.h"
#include "ui/widgets/card.h"

namespace linli::ui {
namespace {

namespace action = flow::action;

/// The members of this page; none before the first was added.
std::span<const domain::HouseholdMember> shown_members(const flow::FormView& form,
                                                       const flow::FieldView& field) {
  const auto* household =
      field.answer == nullptr ? nullptr : std::get_if<domain::Household>(field.answer);
  if (household == nullptr) return {};
  return std::span(*household)
      .subspan(static_cast<std::size_t>(form.household_first),
               static_cast<std::size_t>(form.household_count));
}

float row_height(const Painter& painter) {
  const float lines = painter.metrics().text(Style::body) * 1.4F * 2;
  return std::max(painter.metrics().target(), lines) + painter.px(24);
}

float add_height(const Painter& painter) {
  return painter.metrics().target() + painter.px(painter.large() ? 0 : 16);
}

std::string name_of_member(const Painter& painter, const domain::HouseholdMember& member) {
  return member.name.empty() ? painter.t("姓名以后补") : domain::mask_name(member.name);
}

void draw_member(Screen& screen, const domain::HouseholdMember& member, int index, Rect row) {
  Painter& painter = screen.painter;
  const float radius = painter.metrics().button_radius();
  painter.box(row, Colour::surface, Colour::edge, painter.metrics().border(), radius);
  Rect inner = inset(row, painter.px(28), painter.px(14));
  const std::string name = name_of_member(painter, member);
  const ButtonLook remove{.label = painter.t("删除第 {n} 位", fmt::arg("n", index + 1)),
                          .words = painter.t("删除"),
                          .icon = Icon::remove,
                          .kind = ButtonKind::plain};
  const Rect place = cut_right(inner, button_width(painter, remove), painter.px(20));
  const Rect target = centred(place, place.width, painter.metrics().target());
  if (button(painter, target, remove)) screen.act(action::RemoveMember{index});
  const Rect lower = cut_bottom(inner, inner.height / 2);
  painter.text_in(inner, name + " · " + painter.t(name_of(member.relation)),
                  {Style::body_bold, Colour::ink, Align::left});
  painter.text_in(lower, member.number.masked(), {Style::body, Colour::ink_soft, Align::left});
}

/// "Add", and page buttons where there are several pages.
void draw_buttons(Screen& screen, const flow::FormView& form, Rect row) {
  Painter& painter = screen.painter;
  const float gap = painter.metrics().gap();
  if (form.household_pages > 1) {
    std::vector<NavigationButton> turning;
    add_page_buttons(painter, turning, form.household_page, form.household_pages);
    for (auto turn = turning.rbegin(); turn != turning.rend(); ++turn) {
      const Rect place = cut_right(row, button_width(painter, turn->look), gap);
      if (button(painter, place, turn->look)) screen.act(turn->action);
    }
  }
  const ButtonLook add{
      .label = painter.t("添加家人"), .icon = Icon::add, .kind = ButtonKind::secondary};
  if (button(painter, row, add)) screen.act(action::AddMember{});
}

}  // namespace

float household_height(const Screen& screen, const FormPage& page, const flow::FieldView& field,
                       float) {
  const Painter& painter = screen.painter;
  const auto count = static_cast<float>(shown_members(page.form, field).size());
  return count * (row_height(painter) + painter.metrics().gap()) + add_height(painter);
}

void draw_household(Screen& screen, const FormPage& page, const flow::FieldView& field, Rect rect) {
  Painter& painter = screen.painter;
  const float gap = painter.metrics().gap();
  int index = page.form.household_first;
  for (const auto& member : shown_members(page.form, field)) {
    draw_member(screen, member, index++, cut_top(rect, row_height(painter), gap));
  }
  draw_buttons(screen, page.form, cut_top(rect, add_height(painter)));
}

}  // namespace linli::ui
