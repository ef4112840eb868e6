#include <algorithm>

#include "kiosk/domain/person.h"
#include "ui/screens/form_field.h"
#include "ui/screens/words.h"
#include "ui/widgets/signing_canvas.h"

/// Fields to sign in with the finger: one's own, or the household's, one person after the other.
namespace linli::ui {
namespace {

namespace action = flow::action;

/// What the frame shows, and whether somebody has signed in it.
struct Canvas {
  std::string label;
  const domain::Signature& signature;
};

std::string person_words(const Painter& painter, const domain::Authorisation& person) {
  if (!person.relation) return painter.t("您本人");
  const std::string name =
      person.name.empty() ? person.number.masked() : domain::mask_name(person.name);
  return painter.t("{name}（{relation}）", fmt::arg("name", name),
                   fmt::arg("relation", painter.t(name_of(*person.relation))));
}

std::string turn_words(const Painter& painter, const flow::SigningView& signing) {
  const std::string who = person_words(painter, *signing.signs);
  if (signing.guardian != nullptr) {
    return painter.t("请{guardian}代{who}签名",
                     fmt::arg("guardian", person_words(painter, *signing.guardian)),
                     fmt::arg("who", who));
  }
  if (!signing.may_sign) {
    return painter.t("{who}不满 18 岁，这里没有能代签的人，请选“以后签”", fmt::arg("who", who));
  }
  return painter.t("请{who}签名", fmt::arg("who", who));
}

std::string count_words(const Painter& painter, const flow::SigningView& signing) {
  return painter.t("第 {n} 位，共 {all} 位", fmt::arg("n", signing.person + 1),
                   fmt::arg("all", signing.people));
}

float canvas_least(const Painter& painter) { return painter.px(painter.large() ? 360 : 260); }

/// The frame that is signed in, as high as there is room.
void draw_canvas(Screen& screen, const flow::FieldView& field, const Canvas& canvas, Rect& rect) {
  Painter& painter = screen.painter;
  const float height = std::min(rect.height, painter.px(painter.large() ? 700 : 520));
  const auto pen = signing_canvas(painter, cut_bottom(rect, height), canvas.label, canvas.signature,
                                  field.problem.has_value());
  if (pen && pen->begins) screen.act(action::BeginStroke{field.field->id, pen->at});
  if (pen && !pen->begins) screen.act(action::ContinueStroke{field.field->id, pen->at});
}

struct SigningButton {
  ButtonLook look;
  flow::Action action;
};

/// From the right, in the order of the list.
void draw_buttons(Screen& screen, const std::vector<SigningButton>& buttons, Rect row) {
  Painter& painter = screen.painter;
  const float gap = painter.metrics().gap();
  float wanted = -gap;
  for (const auto& one : buttons) wanted += button_width(painter, one.look) + gap;
  const bool equal = wanted > row.width;
  const auto cells = columns(row, static_cast<int>(buttons.size()), gap);
  for (std::size_t i = 0; i < buttons.size(); ++i) {
    const Rect place =
        equal ? cells[i] : cut_right(row, button_width(painter, buttons[i].look), gap);
    if (button(painter, place, buttons[i].look)) screen.act(buttons[i].action);
  }
}

ButtonLook again_look(const Painter& painter, bool any) {
  return {.label = painter.t("重新签"),
          .icon = Icon::again,
          .kind = ButtonKind::secondary,
          .enabled = any};
}

std::string guardian_label(const Painter& painter, const flow::SigningView& signing) {
  return signing.guardian == nullptr ? painter.t("请监护人代签") : painter.t("换人签");
}

}  // namespace

float signing_height(const Screen& screen) {
  const Painter& painter = screen.painter;
  return canvas_least(painter) + painter.metrics().gap() + painter.metrics().target();
}

void draw_signing(Screen& screen, const flow::FieldView& field, Rect rect) {
  const Painter& painter = screen.painter;
  const domain::Signature none;
  const auto* answer =
      field.answer == nullptr ? nullptr : std::get_if<domain::Signature>(field.answer);
  const domain::Signature& signature = answer == nullptr ? none : *answer;
  const Rect row = cut_bottom(rect, painter.metrics().target(), painter.metrics().gap());
  draw_canvas(screen, field, {painter.in_language(field.field->label), signature}, rect);
  draw_buttons(screen,
               {{again_look(painter, !signature.empty()), action::ClearSignature{field.field->id}}},
               row);
}

float household_signing_height(const Screen& screen, const flow::FieldView& field, float width) {
  const Painter& painter = screen.painter;
  if (!field.signing) return signing_height(screen);
  return painter.height_of(turn_words(painter, *field.signing), Style::body_bold, width) +
         painter.height_of(count_words(painter, *field.signing), Style::body, width) +
         painter.px(2) + signing_height(screen);
}

void draw_household_signing(Screen& screen, const flow::FieldView& field, Rect rect) {
  if (!field.signing) return;
  Painter& painter = screen.painter;
  const flow::SigningView& signing = *field.signing;
  const domain::Authorisation& person = *signing.signs;
  painter.say_instead(painter.t("请签上您的名字"));  // whose family it is
  painter.text(rect, turn_words(painter, signing), {Style::body_bold, Colour::ink, Align::left});
  painter.text(rect, count_words(painter, signing), {Style::body, Colour::ink_soft, Align::left},
               painter.px(2));
  const Rect row = cut_bottom(rect, painter.metrics().target(), painter.metrics().gap());
  const std::string& id = field.field->id;
  std::vector<SigningButton> buttons{
      {again_look(painter, !person.signature.empty()), action::ClearSignature{id}},
      {{.label = painter.t("以后签"),
        .icon = person.later ? Icon::tick : Icon::time,
        .kind = ButtonKind::secondary},
       action::SignLater{id}}};
  if (signing.others_may_sign) {
    buttons.push_back({{.label = guardian_label(painter, signing), .kind = ButtonKind::plain},
                       action::ChangeGuardian{id}});
  }
  const std::string label =
      person.later ? painter.t("以后签。带上身份证，来这里补签") : painter.t("请用手指签名");
  draw_canvas(screen, field, {label, person.signature}, rect);
  draw_buttons(screen, buttons, row);
}

}  // namespace linli::ui
