#include <algorithm>

#include "ui/screens/form_field.h"
#include "ui/screens/words.h"
#include "ui/widgets/keyboard.h"
#include "ui/widgets/keypad.h"
#include "ui/widgets/stepper.h"

namespace linli::ui {
namespace {

using catalogue::FieldKind;
namespace action = flow::action;

StepLook look_of(flow::StepState state) {
  switch (state) {
    case flow::StepState::done:
      return StepLook::done;
    case flow::StepState::current:
      return StepLook::current;
    case flow::StepState::open:
      return StepLook::open;
  }
  return StepLook::open;
}

void draw_steps(Screen& screen, const flow::FormView& form, Rect rect) {
  std::vector<StepWords> steps;
  for (const auto& step : form.steps) {
    steps.push_back({screen.painter.in_language(step.step->title), look_of(step.state)});
  }
  if (const auto pressed = stepper(screen.painter, rect, steps)) {
    screen.act(action::GoToStep{form.steps[static_cast<std::size_t>(*pressed)].step->id});
  }
}

/// One question a page: its label is the title, unless it is a text to agree to.
bool label_is_title(const Screen& screen, const flow::FormView& form) {
  return screen.painter.large() && form.fields.size() == 1 &&
         form.fields.front().field->kind != FieldKind::consent;
}

std::string labels_of(const Painter& painter, const std::vector<const catalogue::Field*>& fields) {
  std::string labels;
  for (const catalogue::Field* field : fields) {
    labels += (labels.empty() ? "" : painter.t("、")) + painter.in_language(field->label);
  }
  return labels;
}

/// What a draft no longer answers, because the service has changed since or no pictures are kept.
std::string again_words(const Painter& painter, const flow::FormView& form) {
  std::string words;
  if (!form.ask_again.empty()) {
    words = painter.t("这张表改过了，这几项请再填一次：{fields}",
                      fmt::arg("fields", labels_of(painter, form.ask_again)));
  }
  if (form.photograph_again.empty()) return words;
  if (!words.empty()) words += "\n";
  return words + painter.t("照片没有保存，请再拍一次：{fields}",
                           fmt::arg("fields", labels_of(painter, form.photograph_again)));
}

struct Titles {
  std::string title;
  std::string hint;
};
Titles titles_of(const Screen& screen, const flow::FormView& form, Density density) {
  const Painter& painter = screen.painter;
  const bool few = density >= Density::closest || painter.large();
  if (form.table != nullptr && !label_is_title(screen, form)) {
    return {painter.t("添加{row}", fmt::arg("row", painter.in_language(form.table->row))), ""};
  }
  if (form.pre_assessment && !label_is_title(screen, form)) {
    return {painter.t("先看看您够不够条件"),
            few ? "" : painter.t("只作参考，不管结果怎样都可以申请")};
  }
  if (const std::string again = again_words(painter, form); !again.empty()) {
    return {painter.in_language(form.step->question), again};
  }
  if (label_is_title(screen, form)) {
    const auto& field = *form.fields.front().field;
    const bool signature = field.kind == FieldKind::signature;  // its label stands in the frame
    const bool first = &field == &form.step->fields.front();    // the hint is for the first
    return {signature ? painter.t("请签上您的名字") : painter.in_language(field.label),
            first && density == Density::roomy ? painter.in_language(form.step->hint) : ""};
  }
  return {painter.in_language(form.step->question),
          few ? "" : painter.in_language(form.step->hint)};
}

const flow::FieldView* entered_field(const flow::FormView& form) {
  const auto found = std::find_if(form.fields.begin(), form.fields.end(), [](const auto& field) {
    return field.active && is_entered(field.field->kind);
  });
  return found == form.fields.end() ? nullptr : &*found;
}

/// Fields that stand side by side: two of them entered ones.
struct Row {
  std::vector<const flow::FieldView*> fields;
  float height = 0;
};

std::vector<Row> rows_of(const Screen& screen, const FormPage& page, float width) {
  const float gap = screen.painter.metrics().gap();
  std::vector<Row> result;
  const auto& fields = page.form.fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    Row row{{&fields[i]}, 0};
    if (i + 1 < fields.size() && is_entered(fields[i].field->kind) &&
        is_entered(fields[i + 1].field->kind)) {
      row.fields.push_back(&fields[++i]);
    }
    const auto across = static_cast<float>(row.fields.size());
    const float cell = (width - gap * (across - 1)) / across;
    for (const auto* field : row.fields) {
      row.height = std::max(row.height, field_block_height(screen, page, *field, cell));
    }
    result.push_back(std::move(row));
  }
  return result;
}

float block_gap(const Painter& painter, Density density) {
  if (density == Density::smallest) return painter.px(8);
  return painter.px(density == Density::closest ? 16 : 28);
}

float height_of(const std::vector<Row>& rows, float gap) {
  float height = -gap;
  for (const auto& row : rows) height += row.height + gap;
  return std::max(0.0F, height);
}

void draw_rows(Screen& screen, const FormPage& page, const std::vector<Row>& rows, Rect area) {
  const float gap = block_gap(screen.painter, page.density);
  // What is left over goes to the rows, so that a page with little on it is filled.
  const float spare = std::max(0.0F, area.height - height_of(rows, gap)) /
                      static_cast<float>(std::max<std::size_t>(1, rows.size()));
  for (const auto& row : rows) {
    const bool entered = is_entered(row.fields.front()->field->kind);
    const Rect place = cut_top(area, row.height + (entered ? 0 : spare), gap);
    const auto cells =
        columns(place, static_cast<int>(row.fields.size()), screen.painter.metrics().gap());
    for (std::size_t i = 0; i < row.fields.size(); ++i) {
      draw_field_block(screen, page, *row.fields[i], cells[i]);
    }
  }
}

/// Landscape: a text to agree to on the left, the signature on the right.
bool reads_and_signs(const Screen& screen, const flow::FormView& form) {
  return screen.painter.landscape() && form.fields.size() == 2 &&
         form.fields.front().field->kind == FieldKind::consent &&
         (form.fields.back().field->kind == FieldKind::signature ||
          form.fields.back().field->kind == FieldKind::authorisations);
}

void draw_fields(Screen& screen, FormPage page, Rect area) {
  if (reads_and_signs(screen, page.form)) {
    const Rect right_half = cut_right(area, area.width * 0.42F, screen.painter.px(40));
    for (const Density density : kDensities) {
      page.density = density;
      if (field_block_height(screen, page, page.form.fields.front(), area.width) <= area.height)
        break;
    }
    draw_field_block(screen, page, page.form.fields.front(), area);
    draw_field_block(screen, page, page.form.fields.back(), right_half);
    return;
  }
  draw_rows(screen, page, rows_of(screen, page, area.width), area);
}

float titles_height(const Painter& painter, const Titles& titles, float width) {
  return painter.height_of(titles.title, Style::title, width) +
         (titles.hint.empty() ? 0 : painter.height_of(titles.hint, Style::body, width)) +
         painter.px(20);
}

void draw_titles(Painter& painter, const Titles& titles, Rect page) {
  painter.heading(page, titles.title, {Style::title});
  painter.text(page, titles.hint, {Style::body, Colour::ink_soft, Align::left});
}

KeypadKind keypad_kind_of(FieldKind kind) {
  if (kind == FieldKind::money) return KeypadKind::money;
  return kind == FieldKind::identity_number ? KeypadKind::identity : KeypadKind::digits;
}

void draw_keyboard(Screen& screen, const flow::TextEntryView& view, Rect place) {
  if (auto key = keyboard(screen.painter, place, view)) {
    screen.act(action::UseKeyboard{std::move(*key)});
  }
}

/// What writes into the active field.
void draw_keys(Screen& screen, const flow::FieldView& field, Rect rect) {
  if (field.field->kind == FieldKind::date) return draw_date_wheels(screen, field, rect);
  const auto key = keypad(screen.painter, rect, keypad_kind_of(field.field->kind));
  if (key) screen.act(action::PressKey{*key});
}

/// Where titles and fields have to go.
struct Room {
  Rect body;
  float title_width = 0;
  float least_title = 0;  // height that the steps beside the title need
};

/// The roomiest way in which a page fits, else the closest.
struct Arrangement {
  Density density = Density::roomy;
  Titles titles;
  float title_width = 0;
  float title_height = 0;
  bool fits = false;
};

Arrangement arrange(const Screen& screen, const flow::FormView& form, const Room& room) {
  const Painter& painter = screen.painter;
  Arrangement made;
  made.title_width = room.title_width;
  FormPage page{form, Density::roomy, label_is_title(screen, form)};
  for (const Density density : kDensities) {
    page.density = made.density = density;
    made.titles = titles_of(screen, form, density);
    const float fields =
        reads_and_signs(screen, form)
            ? 0
            : height_of(rows_of(screen, page, room.body.width), block_gap(painter, density));
    const auto fits = [&] {
      made.title_height =
          std::max(titles_height(painter, made.titles, room.title_width), room.least_title);
      return made.title_height + fields <= room.body.height;
    };
    made.fits = fits();
    if (made.fits) break;
    if (page.label_is_title) made.titles.hint.clear();  // before anything gets smaller
    made.fits = fits();
    if (made.fits) break;
  }
  return made;
}

void draw_arranged(Screen& screen, const flow::FormView& form, const Arrangement& made, Rect body) {
  const Rect title = cut_top(body, made.title_height);
  if (label_is_title(screen, form)) {
    screen.painter.say_instead(screen.painter.in_language(form.fields.front().field->spoken));
  }
  draw_titles(screen.painter, made.titles, {title.x, title.y, made.title_width, title.height});
  draw_fields(screen, {form, made.density, label_is_title(screen, form)}, body);
}

}  // namespace

Frame frame_of(const Screen& screen, const flow::FormView& form) {
  const Painter& painter = screen.painter;
  if (form.member_entry) return member_entry_frame(screen, form);
  if (form.page_capture) return page_capture_frame(screen, form);
  Frame frame{.title = service_title(painter, form.service), .back = painter.t("上一步")};
  if (form.table != nullptr) {
    frame.navigation.push_back(
        {{.label = painter.t("不加了"), .icon = Icon::close, .kind = ButtonKind::plain},
         action::CancelRow{}});
  }
  if (form.pre_assessment) {
    frame.navigation.push_back(
        {{.label = painter.t("直接申请"), .kind = ButtonKind::plain}, action::SkipQuestions{}});
  }
  frame.navigation.push_back(
      {{.label = form.from_review ? painter.t("改好了") : painter.t("下一步"),
        .icon_behind = Icon::forward,
        .kind = ButtonKind::primary},
       action::Next{}});
  return frame;
}

void draw_body(Screen& screen, const flow::FormView& form, Rect body) {
  Painter& painter = screen.painter;
  if (form.member_entry) return draw_member_entry(screen, form, body);
  if (form.page_capture) return draw_page_capture(screen, form, body);
  const auto* entered = entered_field(form);
  std::optional<Rect> keys;
  Rect steps;
  const bool writes = form.keyboard && entered != nullptr;
  if (writes) {  // the keyboard needs all the height there is beside or below the form
    draw_keyboard(screen, *form.keyboard, keyboard_place(painter, body));
    steps = cut_top(body, stepper_height(painter), painter.px(12));
  } else if (painter.landscape()) {
    steps = {body.x + body.width * 0.58F, body.y, body.width * 0.42F, stepper_height(painter)};
    if (entered != nullptr) {  // the keys below the steps, the form beside both
      Rect side = cut_right(body, steps.width, painter.px(40));
      cut_top(side, steps.height, painter.px(20));
      keys = side;
    }
  } else {
    steps = cut_top(body, stepper_height(painter), painter.px(12));
    if (entered != nullptr) keys = cut_bottom(body, keypad_height(painter), painter.px(20));
  }
  if (!form.pre_assessment) draw_steps(screen, form, steps);

  const bool beside = painter.landscape() && !writes;  // the steps stand beside the title
  const float title_width = beside ? steps.x - painter.px(40) - body.x : body.width;
  const float least_title = beside && !keys ? steps.height + painter.px(12) : 0;
  const Arrangement whole = arrange(screen, form, {body, title_width, least_title});
  if (whole.fits || !writes) {
    draw_arranged(screen, form, whole, body);
  } else {  // while somebody writes, the other fields may wait
    flow::FormView one = form;
    one.fields = {*entered};
    draw_arranged(screen, one, arrange(screen, one, {body, title_width, least_title}), body);
  }
  if (keys && form.place) {
    draw_place_choice(screen, *entered, *form.place, *keys);
  } else if (keys) {
    draw_keys(screen, *entered, *keys);
  }
}

}  // namespace linli::ui
