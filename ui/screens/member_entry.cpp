#include <algorithm>

#include "ui/screens/card_prompt.h"
#include "ui/screens/form_field.h"
#include "ui/screens/words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/keyboard.h"
#include "ui/widgets/keypad.h"
#include "ui/widgets/tile.h"

namespace linli::ui {
namespace {

using Way = flow::MemberEntryView::Way;
using Page = flow::MemberEntryView::Page;
namespace action = flow::action;

constexpr domain::Relation kRelations[] = {
    domain::Relation::spouse,      domain::Relation::child,      domain::Relation::parent,
    domain::Relation::grandparent, domain::Relation::grandchild, domain::Relation::sibling,
    domain::Relation::other};

/// A matter about one person asks for that one; a household for its members.
bool asks_one(const flow::FormView& form) {
  return form.member_field != nullptr && form.member_field->kind == catalogue::FieldKind::person;
}

void draw_ways(Screen& screen, const flow::FormView& form, Rect body) {
  Painter& painter = screen.painter;
  painter.heading(body, asks_one(form) ? painter.t("怎么填这个人？") : painter.t("怎么添加家人？"),
                  {Style::title}, painter.px(28));
  struct Choice {
    Way way;
    TileLook look;
  };
  const Choice choices[] = {
      {Way::card,
       {Icon::id_card, Colour::brand, Colour::brand_tint,
        asks_one(form) ? painter.t("放这个人的身份证") : painter.t("放家人的身份证"),
        painter.large() ? "" : painter.t("姓名和号码自动填好")}},
      {Way::number,
       {Icon::keypad, Colour::teal, Colour::teal_tint, painter.t("输入身份证号码"),
        painter.large() ? "" : painter.t("没带身份证时用")}}};
  const float height = std::min(body.height, painter.px(painter.large() ? 560 : 480));
  const auto cells = grid(cut_top(body, height), 2, painter.landscape() ? 2 : 1, painter.px(28));
  for (std::size_t i = 0; i < 2; ++i) {
    if (link_card(painter, cells[i], choices[i].look)) {
      screen.act(action::ChooseMemberWay{choices[i].way});
    }
  }
}

void draw_number(Screen& screen, const flow::FormView& form, Rect body) {
  const flow::MemberEntryView& entry = *form.member_entry;
  Painter& painter = screen.painter;
  const float gap = painter.px(28);
  const Rect keys =
      painter.landscape()
          ? cut_right(body, body.width * 0.42F, painter.px(40))
          : cut_bottom(body, std::min(keypad_height(painter) * 1.25F, body.height * 0.62F), gap);
  painter.heading(body,
                  asks_one(form) ? painter.t("这个人的身份证号码") : painter.t("家人的身份证号码"),
                  {Style::title}, painter.px(12));
  if (entry.problem) {
    painter.text(body, painter.t(words_of(*entry.problem)), {Style::body, Colour::red, Align::left},
                 gap);
  } else {
    painter.text(body, painter.t("共 18 位，最后一位可能是 X"),
                 {Style::body, Colour::ink_soft, Align::left}, gap);
  }
  field_box(painter, cut_top(body, field_height(painter)),
            {.label = painter.t("身份证号码"),
             .words = entry.typed,
             .placeholder = {},
             .active = true,
             .wrong = entry.problem.has_value()});
  if (const auto key = keypad(painter, keys, KeypadKind::identity))
    screen.act(action::PressKey{*key});
}

/// What is wrong with the name; else where to copy it from.
void draw_name_note(Painter& painter, const flow::MemberEntryView& entry, Rect& body) {
  const float gap = painter.px(painter.large() ? 12 : 28);
  if (!entry.name_problem) {
    painter.text(body, painter.t("和身份证上的一样"), {Style::body, Colour::ink_soft, Align::left},
                 gap);
    return;
  }
  catalogue::Field name;
  name.most_characters = catalogue::kMostNameCharacters;
  painter.text(body, words_of(painter, *entry.name_problem, name),
               {Style::body, Colour::red, Align::left}, gap);
}

/// Whose number was typed.
void draw_name(Screen& screen, const flow::FormView& form, Rect body) {
  const flow::MemberEntryView& entry = *form.member_entry;
  Painter& painter = screen.painter;
  if (auto key = keyboard(painter, keyboard_place(painter, body), *entry.keyboard)) {
    screen.act(action::UseKeyboard{std::move(*key)});
  }
  painter.heading(
      body, asks_one(form) ? painter.t("这个人叫什么名字？") : painter.t("这位家人叫什么名字？"),
      {painter.large() ? Style::heading : Style::title}, painter.px(8));
  draw_name_note(painter, entry, body);
  const float usual = field_height(painter);
  const bool fits = has_room(painter, entry.keyboard->text, {body.x, body.y, body.width, usual});
  field_box(painter, cut_top(body, fits ? usual : std::min(body.height, 1.6F * usual)),
            {.label = painter.t("姓名"),
             .words = entry.keyboard->text,
             .placeholder = painter.t("在键盘上写"),
             .active = true,
             .wrong = entry.name_problem.has_value()});
  cut_top(body, painter.metrics().gap());
  const ButtonLook later{.label = painter.t("不会写，以后补"), .kind = ButtonKind::plain};
  const bool has_place =
      body.height >= painter.metrics().target();  // beside a long name there is none
  if (has_place && button(painter, cut_top(body, painter.metrics().target()), later)) {
    screen.act(action::NameLater{});
  }
}

void draw_relation(Screen& screen, const flow::FormView& form, Rect body) {
  const flow::MemberEntryView& entry = *form.member_entry;
  Painter& painter = screen.painter;
  const float gap = painter.metrics().gap();
  painter.heading(
      body,
      asks_one(form) ? painter.t("这个人是您的什么人？") : painter.t("这位家人是您的什么人？"),
      {Style::title}, painter.px(4));
  const std::string person = entry.masked_name.empty()
                                 ? entry.masked_number
                                 : entry.masked_name + "  " + entry.masked_number;
  {
    const Quietly quietly(painter);  // whose family it is
    painter.text(body, person, {Style::body, Colour::ink_soft, Align::left}, painter.px(12));
  }
  if (entry.member_problem) {
    const catalogue::Field none;
    message(painter, body,
            {Icon::error,
             Colour::red,
             Colour::red_tint,
             {},
             {words_of(painter, *entry.member_problem, none)}},
            Role::alert, painter.px(20));
    return;  // a relation would not help
  }
  std::vector<std::string> labels;
  for (const auto relation : kRelations) labels.push_back(painter.t(name_of(relation)));
  const ChoiceGrid layout = choice_grid(painter, labels, body.width, false);
  const float height = std::clamp(body.height, layout.height(gap), layout.height(gap) * 1.5F);
  const auto cells =
      grid(cut_top(body, height), static_cast<int>(labels.size()), layout.across, gap);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (choice(painter, cells[i], labels[i], entry.relation == kRelations[i], ChoiceKind::one)) {
      screen.act(action::ChooseRelation{kRelations[i]});
    }
  }
}

NavigationButton onward(const Painter& painter) {
  return {{.label = painter.t("下一步"), .icon_behind = Icon::forward, .kind = ButtonKind::primary},
          action::Next{}};
}

NavigationButton confirm(const Painter& painter, const flow::FormView& form) {
  return {{.label = asks_one(form) ? painter.t("就是这个人") : painter.t("加上这位家人"),
           .icon = Icon::add,
           .kind = ButtonKind::primary,
           .enabled = form.member_entry->complete},
          action::ConfirmMember{}};
}

}  // namespace

Frame member_entry_frame(const Screen& screen, const flow::FormView& form) {
  const Painter& painter = screen.painter;
  const auto& entry = *form.member_entry;
  Frame frame{.title = asks_one(form) ? painter.in_language(form.member_field->label)
                                      : painter.t("添加家人"),
              .back = painter.t("上一步")};
  frame.navigation.push_back({{.label = asks_one(form) ? painter.t("先不填") : painter.t("不加了"),
                               .icon = Icon::close,
                               .kind = ButtonKind::plain},
                              action::CancelMember{}});
  switch (entry.page) {
    case Page::way:
      break;
    case Page::card:
      if (!can_retry(entry.card)) break;
      frame.navigation.push_back(
          {{.label = painter.t("再试一次"), .icon = Icon::again, .kind = ButtonKind::primary},
           action::Retry{}});
      break;
    case Page::number:  // a right number leads on by itself; there again, by this
      if (!entry.masked_number.empty()) frame.navigation.push_back(onward(painter));
      break;
    case Page::name:
      frame.navigation.push_back(onward(painter));
      break;
    case Page::relation:
      frame.navigation.push_back(confirm(painter, form));
      break;
  }
  return frame;
}

void draw_member_entry(Screen& screen, const flow::FormView& form, Rect body) {
  const flow::MemberEntryView& entry = *form.member_entry;
  switch (entry.page) {
    case Page::way:
      return draw_ways(screen, form, body);
    case Page::card:
      return draw_card_prompt(screen, entry.card, body);
    case Page::number:
      return draw_number(screen, form, body);
    case Page::name:
      return draw_name(screen, form, body);
    case Page::relation:
      return draw_relation(screen, form, body);
  }
}

}  // namespace linli::ui
