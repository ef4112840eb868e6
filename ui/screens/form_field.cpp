#include "ui/screens/form_field.h"

#include <algorithm>

#include "ui/screens/words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/keypad.h"

namespace linli::ui {
namespace {

using catalogue::FieldKind;
namespace action = flow::action;

template <class T>
const T* answer_as(const flow::FieldView& field) {
  return field.answer == nullptr ? nullptr : std::get_if<T>(field.answer);
}

bool is_chosen(const flow::FieldView& field, const std::string& option) {
  if (const auto* one = answer_as<domain::Choice>(field)) return one->option == option;
  const auto* several = answer_as<domain::Choices>(field);
  return several != nullptr &&
         std::count(several->options.begin(), several->options.end(), option) > 0;
}

Style words_style(const FormPage& page) {
  return page.density >= Density::closest ? Style::caption : Style::body;
}
Style label_style(const FormPage& page) {
  return page.density >= Density::closest ? Style::caption_bold : Style::body_bold;
}
/// A long text to agree to is the last thing to give in.
Style paragraph_style(const FormPage& page) {
  return page.density == Density::smallest ? Style::header : words_style(page);
}

/// What is wrong, or else the help text.
struct Note {
  std::string words;
  Colour colour = Colour::ink_soft;
};
Note note_of(const Painter& painter, const FormPage& page, const flow::FieldView& field) {
  if (field.message) return {painter.in_language(*field.message), Colour::red};
  if (field.problem) return {words_of(painter, *field.problem, *field.field), Colour::red};
  if (field.was_known) return {painter.t("已经替您填好，请核对"), Colour::green};
  if (page.density >= Density::closest) return {};
  return {painter.in_language(field.field->help)};
}

bool has_label(const FormPage& page, const flow::FieldView& field) {
  switch (field.field->kind) {
    case FieldKind::consent:
      return false;  // on the box to tick
    case FieldKind::signature:
    case FieldKind::authorisations:
      return false;  // in the frame to sign in
    default:
      return !page.label_is_title;
  }
}

float top_height(const Screen& screen, const FormPage& page, const flow::FieldView& field,
                 float width) {
  const Painter& painter = screen.painter;
  float height = 0;
  if (has_label(page, field)) {
    height += painter.height_of(painter.in_language(field.field->label), label_style(page), width);
  }
  const Note note = note_of(painter, page, field);
  if (!note.words.empty()) height += painter.height_of(note.words, words_style(page), width);
  return height + painter.px(12);
}

void draw_top(Screen& screen, const FormPage& page, const flow::FieldView& field, Rect& rect) {
  Painter& painter = screen.painter;
  if (has_label(page, field)) {
    painter.say_instead(painter.in_language(field.field->spoken));
    painter.text(rect, painter.in_language(field.field->label),
                 {label_style(page), Colour::ink, Align::left});
  }
  const Note note = note_of(painter, page, field);
  painter.text(rect, note.words, {words_style(page), note.colour, Align::left});
  cut_top(rect, painter.px(12));
}

std::vector<std::string> option_labels(const Painter& painter, const catalogue::Field& field) {
  std::vector<std::string> labels;
  for (const auto& option : field.options) labels.push_back(painter.in_language(option.label));
  return labels;
}

ChoiceGrid grid_of(const Screen& screen, const FormPage& page, const flow::FieldView& field,
                   float width) {
  const auto labels = option_labels(screen.painter, *field.field);
  return choice_grid(screen.painter, labels, width, page.density != Density::roomy,
                     page.density >= Density::closest ? Style::caption : Style::body,
                     page.density == Density::smallest ? 4 : 3);
}

/// Whether another field of the page has an option of that label: then the question tells which.
bool stands_twice(const Painter& painter, const FormPage& page, const catalogue::Field& field,
                  const std::string& label) {
  for (const auto& other : page.form.fields) {
    if (other.field == &field) continue;
    for (const auto& option : other.field->options) {
      if (painter.in_language(option.label) == label) return true;
    }
  }
  return false;
}

void draw_choices(Screen& screen, const FormPage& page, const flow::FieldView& field, Rect rect) {
  Painter& painter = screen.painter;
  const float gap = painter.metrics().gap();
  const ChoiceGrid layout = grid_of(screen, page, field, rect.width);
  // Spare room makes the targets larger, up to a point.
  const float most = layout.row_height * (painter.large() ? 1.35F : 1.3F);
  const float rows_fit = (rect.height + gap) / static_cast<float>(layout.down) - gap;
  ChoiceGrid shown = layout;
  shown.row_height = std::clamp(rows_fit, layout.row_height, most);
  const auto labels = option_labels(painter, *field.field);
  const auto kind =
      field.field->kind == FieldKind::one_choice ? ChoiceKind::one : ChoiceKind::several;
  const auto cells =
      grid(cut_top(rect, shown.height(gap)), static_cast<int>(labels.size()), shown.across, gap);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const std::string& option = field.field->options[i].id;
    const std::string name = stands_twice(painter, page, *field.field, labels[i])
                                 ? painter.in_language(field.field->label) + " " + labels[i]
                                 : "";
    if (choice(painter, cells[i], labels[i], is_chosen(field, option), kind, words_style(page),
               name)) {
      screen.act(action::ChooseOption{field.field->id, option});
    }
  }
}

/// What was entered: with its unit, or as typed so far.
std::string entered_words(const Painter& painter, const flow::FieldView& field) {
  const std::string& typed = field.typed;
  if (field.field->kind == FieldKind::money && !typed.empty()) {
    return typed + " " + painter.t("元");
  }
  if (!typed.empty()) return typed;
  return field.answer == nullptr ? "" : answer_words(painter, *field.field, *field.answer);
}

/// What an answer looks like, where that has room in `box`; else what to do.
std::string placeholder_of(const Painter& painter, const flow::FieldView& field, Rect box) {
  if (const std::string& example = painter.in_language(field.field->example); !example.empty()) {
    const std::string words = painter.t("例如：{example}", fmt::arg("example", example));
    if (has_room(painter, words, box)) return words;
  }
  if (!field.active) return painter.t("按这里填写");
  if (field.field->kind == FieldKind::date) return painter.t("按箭头选日期");
  if (field.field->kind == FieldKind::text) return painter.t("在键盘上写");
  if (field.field->kind == FieldKind::place) return painter.t("一级一级地选");
  return painter.landscape() ? painter.t("按右边的数字键") : painter.t("按下面的数字键");
}

void draw_entered(Screen& screen, const flow::FieldView& field, Rect rect) {
  const Painter& painter = screen.painter;
  const Rect box = cut_top(rect, field_height(painter));
  const FieldLook look{.label = painter.in_language(field.field->label),
                       .words = entered_words(painter, field),
                       .placeholder = placeholder_of(painter, field, box),
                       .active = field.active,
                       .wrong = field.problem.has_value()};
  if (field_box(screen.painter, box, look)) {
    screen.act(action::ActivateField{field.field->id});
  }
}

/// What was worked out, to be read and not pressed.
void draw_computed(Screen& screen, const flow::FieldView& field, Rect rect) {
  Painter& painter = screen.painter;
  const Quietly quietly(painter);
  const Rect box = cut_top(rect, field_height(painter));
  painter.fill(box, Colour::brand_tint, painter.metrics().button_radius());
  const std::string words = field.computed ? answer_words(painter, *field.field, *field.computed)
                                           : painter.t("还算不出来");
  painter.text_in(inset(box, painter.px(28), 0), words,
                  {Style::body_bold, Colour::brand_dark, Align::left});
}

std::vector<std::string> paragraphs_of(const Painter& painter, const flow::FieldView& field) {
  std::vector<std::string> paragraphs;
  for (const auto& paragraph : field.paragraphs) {
    paragraphs.push_back(painter.in_language(paragraph));
  }
  return paragraphs;
}

float paragraph_padding(const Painter& painter, const FormPage& page) {
  if (page.density == Density::smallest) return painter.px(12);
  return page.density == Density::closest ? painter.px(20) : card_padding(painter);
}

float paragraphs_height(const Screen& screen, const FormPage& page, const flow::FieldView& field,
                        float width) {
  const Painter& painter = screen.painter;
  return numbered_lines_height(painter, paragraphs_of(painter, field),
                               width - 2 * paragraph_padding(painter, page),
                               paragraph_style(page)) +
         2 * paragraph_padding(painter, page);
}

float consent_row_height(const Screen& screen, const flow::FieldView& field, float width) {
  const Painter& painter = screen.painter;
  return choice_grid(painter, {painter.in_language(field.field->label)}, width, false).row_height;
}

void draw_paragraphs(Screen& screen, const FormPage& page, const flow::FieldView& field, Rect box) {
  Painter& painter = screen.painter;
  card(painter, box);
  Rect inner = inset(box, paragraph_padding(painter, page));
  numbered_lines(painter, inner, paragraphs_of(painter, field), paragraph_style(page));
}

void draw_consent(Screen& screen, const FormPage& page, const flow::FieldView& field, Rect rect) {
  Painter& painter = screen.painter;
  const auto* answer = answer_as<domain::Consent>(field);
  const bool agreed = answer != nullptr && answer->agreed;
  const float text = paragraphs_height(screen, page, field, rect.width);
  draw_paragraphs(screen, page, field, cut_top(rect, text, painter.metrics().gap()));
  const Rect row = cut_top(rect, consent_row_height(screen, field, rect.width));
  if (choice(painter, row, painter.in_language(field.field->label), agreed, ChoiceKind::consent)) {
    screen.act(action::SetConsent{field.field->id, !agreed});
  }
}

}  // namespace

bool is_entered(FieldKind kind) {
  switch (kind) {
    case FieldKind::text:
    case FieldKind::identity_number:
    case FieldKind::phone:
    case FieldKind::bank_card:
    case FieldKind::number:
    case FieldKind::money:
    case FieldKind::date:
    case FieldKind::place:
      return true;
    default:
      return false;
  }
}

float field_block_height(const Screen& screen, const FormPage& page, const flow::FieldView& field,
                         float width) {
  const Painter& painter = screen.painter;
  const float gap = painter.metrics().gap();
  const float top = top_height(screen, page, field, width);
  switch (field.field->kind) {
    case FieldKind::one_choice:
    case FieldKind::several_choices:
      return top + grid_of(screen, page, field, width).height(gap);
    case FieldKind::text:
    case FieldKind::identity_number:
    case FieldKind::phone:
    case FieldKind::bank_card:
    case FieldKind::number:
    case FieldKind::money:
    case FieldKind::date:
    case FieldKind::place:
    case FieldKind::computed:
      return top + field_height(painter);
    case FieldKind::photo:
      return top + photo_height(screen, page, field, width);
    case FieldKind::person:
    case FieldKind::household:
    case FieldKind::table:
      return top + list_height(screen, page, field);
    case FieldKind::consent:
      return top + paragraphs_height(screen, page, field, width) + gap +
             consent_row_height(screen, field, width);
    case FieldKind::note:
      return top + paragraphs_height(screen, page, field, width);
    case FieldKind::signature:
      return top + signing_height(screen);
    case FieldKind::authorisations:
      return top + household_signing_height(screen, field, width);
  }
  return top;
}

void draw_field_block(Screen& screen, const FormPage& page, const flow::FieldView& field,
                      Rect rect) {
  draw_top(screen, page, field, rect);
  switch (field.field->kind) {
    case FieldKind::one_choice:
    case FieldKind::several_choices:
      return draw_choices(screen, page, field, rect);
    case FieldKind::text:
    case FieldKind::identity_number:
    case FieldKind::phone:
    case FieldKind::bank_card:
    case FieldKind::number:
    case FieldKind::money:
    case FieldKind::date:
    case FieldKind::place:
      return draw_entered(screen, field, rect);
    case FieldKind::photo:
      return draw_photo(screen, page, field, rect);
    case FieldKind::computed:
      return draw_computed(screen, field, rect);
    case FieldKind::person:
    case FieldKind::household:
    case FieldKind::table:
      return draw_list(screen, page, field, rect);
    case FieldKind::consent:
      return draw_consent(screen, page, field, rect);
    case FieldKind::note: {
      const float height = paragraphs_height(screen, page, field, rect.width);
      return draw_paragraphs(screen, page, field, cut_top(rect, height));
    }
    case FieldKind::signature:
      return draw_signing(screen, field, rect);
    case FieldKind::authorisations:
      return draw_household_signing(screen, field, rect);
  }
}

}  // namespace linli::ui
