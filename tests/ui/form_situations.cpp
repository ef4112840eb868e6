#include "tests/ui/form_situations.h"

#include <algorithm>

#include "tests/ui/invented.h"

namespace linli::tests {
namespace {

using flow::DisplayMode;
using flow::View;

bool typed(const catalogue::Field& field) {
  return field.kind == catalogue::FieldKind::money || field.kind == catalogue::FieldKind::phone;
}

flow::FieldView field_view(const catalogue::Field& field) {
  flow::FieldView view{.field = &field, .answer = answer_to(field.id)};
  view.paragraphs = field.paragraphs;
  return view;
}

flow::FormView& form_of(View& view) { return std::get<flow::FormView>(view.screen); }

/// All members of a page that holds them all.
void show_household(flow::FormView& form) {
  form.list_count = 0;
  for (const auto& field : form.fields) {
    const auto* people =
        field.answer == nullptr ? nullptr : std::get_if<domain::Household>(field.answer);
    if (people != nullptr) form.list_count = static_cast<int>(people->size());
  }
}

/// Nothing is answered yet, and "next" was pressed.
View with_problems(View view) {
  using catalogue::AnswerProblem;
  for (auto& field : form_of(view).fields) {
    field.answer = nullptr;
    field.typed.clear();
    switch (field.field->kind) {
      case catalogue::FieldKind::money:
        field.problem = AnswerProblem::too_large;
        break;
      case catalogue::FieldKind::phone:
        field.problem = AnswerProblem::not_a_phone_number;
        break;
      case catalogue::FieldKind::consent:
        field.problem = AnswerProblem::not_agreed;
        break;
      case catalogue::FieldKind::signature:
        field.problem = AnswerProblem::no_signature;
        break;
      case catalogue::FieldKind::computed:
      case catalogue::FieldKind::note:
        break;
      default:
        field.problem = AnswerProblem::missing;
    }
  }
  show_household(form_of(view));
  return view;
}

View member_entry(DisplayMode mode, flow::MemberEntryView entry) {
  View view = form_view(mode, 1, 0);
  form_of(view).member_entry = std::move(entry);
  return view;
}

View full_household(DisplayMode mode) {
  static const domain::Answer kMany = [] {
    auto people = std::get<domain::Household>(*answer_to("members"));
    while (people.size() < 7) people.push_back(people.front());
    return domain::Answer(people);
  }();
  View view = form_view(mode, 1, 0);
  auto& form = form_of(view);
  form.fields.front().answer = &kMany;
  form.list_pages = mode == DisplayMode::large ? 4 : 2;
  form.list_page = 1;
  form.list_first = mode == DisplayMode::large ? 2 : 4;
  form.list_count = mode == DisplayMode::large ? 2 : 3;
  return view;
}

using Page = flow::MemberEntryView::Page;

/// What is written so far: a name, and keys that are no character yet.
flow::TextEntryView writing(const std::string& name, std::string_view keys) {
  namespace text = flow::text_action;
  flow::TextEntry entry(engines(), catalogue::kMostNameCharacters, name);
  entry.act(text::SetTypingMode{flow::TypingMode::pinyin});
  for (const char key : keys) entry.act(text::TypeKey{key});
  return entry.view();
}

flow::MemberEntryView name_entry(const std::string& name, std::string_view keys = {}) {
  return {.page = Page::name,
          .typed = "990101197203150010",
          .keyboard = writing(name, keys),
          .masked_number = "9901**********0010"};
}

void add_name_entries(std::vector<Situation>& all) {
  all.push_back(
      {"member-name-empty", [](DisplayMode mode) { return member_entry(mode, name_entry("")); }});
  all.push_back({"member-name", [](DisplayMode mode) {
                   return member_entry(mode, name_entry("欧阳𬌗", "ming"));
                 }});
  all.push_back({"member-name-long", [](DisplayMode mode) {
                   std::string name;
                   for (int i = 0; i < 10; ++i) name += "阿依古丽·";
                   return member_entry(mode, name_entry(name));
                 }});
  for (const auto problem :
       {catalogue::AnswerProblem::missing, catalogue::AnswerProblem::not_a_name,
        catalogue::AnswerProblem::strange_characters}) {
    const std::string which = std::to_string(static_cast<int>(problem));
    all.push_back({"member-name-wrong-" + which, [problem](DisplayMode mode) {
                     auto entry = name_entry("王3");
                     entry.name_problem = problem;
                     return member_entry(mode, std::move(entry));
                   }});
  }
  all.push_back({"member-number-again", [](DisplayMode mode) {
                   return member_entry(mode, {.page = Page::number,
                                              .typed = "990101197203150010",
                                              .masked_number = "9901**********0010"});
                 }});
}

void add_member_entries(std::vector<Situation>& all) {
  all.push_back({"member-choose", [](DisplayMode mode) { return member_entry(mode, {}); }});
  for (const auto state : {flow::ReadCardView::State::waiting, flow::ReadCardView::State::failed}) {
    const bool failed = state == flow::ReadCardView::State::failed;
    all.push_back(
        {failed ? "member-card-failed" : "member-card", [state, failed](DisplayMode mode) {
           flow::MemberEntryView entry{.page = Page::card};
           entry.card = {
               .state = state, .purpose = flow::CardPurpose::household_member, .service = relief()};
           if (failed) entry.card.error = drivers::CardReadError::removed_too_early;
           return member_entry(mode, entry);
         }});
  }
  all.push_back({"member-number", [](DisplayMode mode) {
                   return member_entry(mode, {.page = Page::number, .typed = "9901011972"});
                 }});
  all.push_back({"member-number-wrong", [](DisplayMode mode) {
                   return member_entry(mode,
                                       {.page = Page::number,
                                        .typed = "990101197203150011",
                                        .problem = domain::IdentityNumberError::wrong_check_digit});
                 }});
  all.push_back({"member-relation", [](DisplayMode mode) {
                   return member_entry(mode, {.page = Page::relation,
                                              .masked_name = "王*",
                                              .masked_number = "9901**********0010",
                                              .relation = domain::Relation::child,
                                              .complete = true});
                 }});
  all.push_back({"member-duplicate", [](DisplayMode mode) {
                   return member_entry(
                       mode, {.page = Page::relation,
                              .typed = "990101197203150010",
                              .masked_number = "9901**********0010",
                              .member_problem = catalogue::AnswerProblem::duplicate_member});
                 }});
  add_name_entries(all);
}

}  // namespace

View form_view(DisplayMode mode, std::size_t step, std::size_t field) {
  View view = open_view(mode);
  flow::FormView form{.service = relief()};
  for (std::size_t i = 0; i < relief()->steps.size(); ++i) {
    const auto state = i < step    ? flow::StepState::done
                       : i == step ? flow::StepState::current
                                   : flow::StepState::open;
    form.steps.push_back({&relief()->steps[i], state});
  }
  form.step = &relief()->steps.at(step);
  for (const auto& one : form.step->fields) form.fields.push_back(field_view(one));
  if (mode == DisplayMode::large) form.fields = {form.fields.at(field)};
  for (auto& one : form.fields) {
    if (!typed(*one.field)) continue;
    one.active = true;
    one.typed = "2140.5";
    if (one.field->kind == catalogue::FieldKind::phone) one.typed = "1380418";
    break;
  }
  show_household(form);
  view.screen = std::move(form);
  return view;
}

void add_form_situations(std::vector<Situation>& all) {
  const auto& steps = relief()->steps;
  for (std::size_t step = 0; step < steps.size(); ++step) {
    for (std::size_t field = 0; field < steps[step].fields.size(); ++field) {
      const std::string name = "form-" + steps[step].id + "-" + steps[step].fields[field].id;
      all.push_back(
          {name, [step, field](DisplayMode mode) { return form_view(mode, step, field); }});
      all.push_back({name + "-wrong", [step, field](DisplayMode mode) {
                       return with_problems(form_view(mode, step, field));
                     }});
    }
  }
  all.push_back({"form-from-review", [](DisplayMode mode) {
                   View view = form_view(mode, 0, 1);
                   form_of(view).from_review = true;
                   for (auto& field : form_of(view).fields) field.active = false;
                   return view;
                 }});
  all.push_back({"form-household-full", full_household});
  add_member_entries(all);
}

}  // namespace linli::tests
