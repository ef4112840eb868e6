#include <algorithm>

#include "kiosk/flow/application_form.h"
#include "kiosk/flow/paging.h"
#include "kiosk/flow/place_choice.h"

/// What a person enters on a page of the form. Whatever is meant for a field that
/// the page does not show is passed over: the screen has moved on meanwhile.
namespace linli::flow {

using catalogue::FieldKind;

const catalogue::Field* ApplicationForm::touch(const std::string& id,
                                               std::initializer_list<FieldKind> kinds) {
  const Field* before = &sheet().field();
  const Field* touched = entry_ || capture_ ? nullptr : sheet().touch(id, needs_.mode, kinds);
  if (&sheet().field() != before) first_place_ = first_choice_in(sheet().field());
  if (&sheet().field() != text_field_) {
    close_text();
    open_text();
  }
  return touched;
}

std::string ApplicationForm::text_in(const Field& field) const {
  const domain::Answer* answer = entered().find(field);
  return answer == nullptr ? "" : std::get<domain::Words>(*answer).text;
}

void ApplicationForm::open_text() {
  const Field& field = sheet().field();
  if (text_ || entry_ || capture_ || needs_.typing == nullptr || field.kind != FieldKind::text)
    return;
  text_field_ = &field;
  text_.emplace(*needs_.typing, field.most_characters, text_in(field));
}

/// What is still composed counts as its first candidate.
void ApplicationForm::close_text() {
  if (!text_) return;
  if (text_->finish() != text_in(*text_field_)) entered().write(*text_field_, text_->text());
  text_.reset();
  text_field_ = nullptr;
}

void ApplicationForm::on(const action::UseKeyboard& action) {
  if (entry_) return entry_->write(action.key);
  if (!text_) return;
  text_->act(action.key);
  if (text_->text() != text_in(*text_field_)) entered().write(*text_field_, text_->text());
}

/// A step lists people or rows once at most (read_service).
const catalogue::Field* ApplicationForm::list_field() const {
  const auto is_list = [](const Field& field) {
    return field.kind == FieldKind::person || field.kind == FieldKind::household ||
           field.kind == FieldKind::table;
  };
  const auto found = std::ranges::find_if(step().fields, is_list);
  return found == step().fields.end() ? nullptr : &*found;
}

int ApplicationForm::items_of_list() const {
  const Field* list = list_field();
  if (list == nullptr) return 0;
  return static_cast<int>(list->kind == FieldKind::table ? answers_.table(*list).size()
                                                         : answers_.household(*list).size());
}

void ApplicationForm::on(const action::ChooseOption& action) {
  const Field* one = touch(action.field, {FieldKind::one_choice, FieldKind::several_choices});
  if (one != nullptr) entered().choose(*one, action.option);
}

void ApplicationForm::on(const action::ActivateField& action) {
  touch(action.field,
        {FieldKind::text, FieldKind::identity_number, FieldKind::phone, FieldKind::bank_card,
         FieldKind::number, FieldKind::money, FieldKind::date, FieldKind::place});
}

void ApplicationForm::on(const action::PressKey& action) {
  if (entry_) {
    entry_->press(action.key);
  } else if (const auto keypad = keypad_of(sheet().field())) {
    entered().press(sheet().field(), *keypad, action.key);
  }
}

void ApplicationForm::on(const action::TurnWheel& action) {
  const Field* one = touch(action.field, {FieldKind::date});
  if (one != nullptr) {
    entered().turn_wheel(*one, action.part, action.by, needs_.circumstances.today);
  }
}

void ApplicationForm::on(const action::ChooseCalendar& action) {
  const Field* one = touch(action.field, {FieldKind::date});
  if (one != nullptr) entered().choose_calendar(*one, action.calendar);
}

/// Shows the place that is the answer where it stands among its neighbours.
int ApplicationForm::first_choice_in(const Field& field) const {
  return field.kind == FieldKind::place ? first_choice(field, entered().find(field)) : 0;
}

void ApplicationForm::on(const action::ChoosePlace& action) {
  const Field* one = touch(action.field, {FieldKind::place});
  if (one == nullptr) return;
  entered().choose_place(*one, action.code);
  first_place_ = first_choice_in(*one);
}

void ApplicationForm::on(const action::TurnPlacePage& action) {
  const Field* one = touch(action.field, {FieldKind::place});
  if (one == nullptr) return;
  first_place_ = first_choice_of_page(*one, entered().find(*one), action.page, needs_.mode)
                     .value_or(first_place_);
}

void ApplicationForm::on(const action::AddPage& action) {
  const Field* one = touch(action.field, {FieldKind::photo});
  if (one == nullptr || needs_.pages == nullptr) return;
  if (answers_.photos(*one).pages.size() >= one->most_pages) {
    answers_.point_out(*one, catalogue::AnswerProblem::too_many_pages);
    return;
  }
  close_text();
  capture_ = std::make_unique<PageCapture>(*needs_.pages, needs_.changed);
  capture_field_ = one;
}

void ApplicationForm::on(const action::TakePage&) {
  if (capture_) capture_->take();
}

void ApplicationForm::keep_page() {
  auto page = capture_->page();
  if (page == nullptr) return;
  answers_.add_page(*capture_field_, std::move(page));
  capture_.reset();
}

void ApplicationForm::on(const action::RemovePage& action) {
  const Field* one = touch(action.field, {FieldKind::photo});
  if (one != nullptr) answers_.remove_page(*one, action.index);
}

void ApplicationForm::on(const action::SetConsent& action) {
  const Field* one = touch(action.field, {FieldKind::consent});
  if (one != nullptr) entered().set_consent(*one, action.agreed);
}

void ApplicationForm::on(const action::BeginStroke& action) {
  const Field* one = touch(action.field, {FieldKind::signature, FieldKind::authorisations});
  if (one == nullptr) return;
  if (one->kind == FieldKind::signature) return entered().begin_stroke(*one, action.at);
  answers_.begin_signer_stroke(*one, signer_, action.at, needs_.circumstances.today);
}

void ApplicationForm::on(const action::ContinueStroke& action) {
  const Field* one = touch(action.field, {FieldKind::signature, FieldKind::authorisations});
  if (one == nullptr) return;
  if (one->kind == FieldKind::signature) return entered().continue_stroke(*one, action.at);
  answers_.continue_signer_stroke(*one, signer_, action.at);
}

void ApplicationForm::on(const action::ClearSignature& action) {
  const Field* one = touch(action.field, {FieldKind::signature, FieldKind::authorisations});
  if (one == nullptr) return;
  if (one->kind == FieldKind::signature) return entered().clear_signature(*one);
  answers_.clear_signer(*one, signer_);
}

void ApplicationForm::on(const action::AddMember& action) {
  const Field* one = touch(action.field, {FieldKind::person, FieldKind::household});
  if (one == nullptr) return;
  const domain::Household& people = answers_.household(*one);
  const std::size_t most = one->kind == FieldKind::person ? 1 : catalogue::kMostHouseholdMembers;
  if (people.size() >= most) {
    answers_.point_out(*one, catalogue::AnswerProblem::too_many_members);
    return;
  }
  close_text();
  std::vector<domain::IdentityNumber> taken{needs_.applicant};
  for (const domain::HouseholdMember& member : people) taken.push_back(member.number);
  entry_ = std::make_unique<MemberEntry>(std::move(taken), needs_.reader, needs_.typing);
  entry_field_ = one;
}

void ApplicationForm::on(const action::ChooseMemberWay& action) {
  if (entry_) entry_->choose_way(action.way);
}

void ApplicationForm::on(const action::ChooseRelation& action) {
  if (entry_) entry_->choose_relation(action.relation);
}

void ApplicationForm::on(const action::ConfirmMember&) {
  auto member = entry_ ? entry_->member() : std::nullopt;
  if (!member) return;
  answers_.add_member(*entry_field_, std::move(*member));
  entry_.reset();
  first_item_ = items_of_list() - 1;  // show the new one
}

void ApplicationForm::on(const action::NameLater&) {
  if (entry_) entry_->name_later();
}

void ApplicationForm::on(const action::CancelMember&) { entry_.reset(); }

void ApplicationForm::on(const action::RemoveMember& action) {
  const Field* one = touch(action.field, {FieldKind::person, FieldKind::household});
  if (one != nullptr) answers_.remove_member(*one, action.index);
}

void ApplicationForm::on(const action::AddRow& action) {
  const Field* one = row_ ? nullptr : touch(action.field, {FieldKind::table});
  if (one == nullptr) return;
  if (answers_.table(*one).size() >= one->most_rows) {
    answers_.point_out(*one, catalogue::AnswerProblem::too_many_rows);
    return;
  }
  close_text();
  row_ = std::make_unique<RowEntry>(*one, questions_);
  open_text();
}

void ApplicationForm::on(const action::CancelRow&) {
  close_text();
  row_.reset();
  open_text();
}

void ApplicationForm::on(const action::RemoveRow& action) {
  const Field* one = row_ ? nullptr : touch(action.field, {FieldKind::table});
  if (one != nullptr) answers_.remove_row(*one, action.index);
}

void ApplicationForm::card_event(const drivers::CardEvent& event) {
  if (const auto* health = std::get_if<drivers::card_event::HealthChanged>(&event)) {
    needs_.reader = health->health;
  }
  if (entry_) entry_->card_event(event);
}

void ApplicationForm::retry() {
  if (entry_) entry_->retry();
  if (capture_) capture_->again();
}

void ApplicationForm::turn_page(int page) {
  if (list_field() == nullptr || entry_ || row_ || capture_) return;
  first_item_ = first_of_page(page, items_of_list(), items_per_page()).value_or(first_item_);
}

}  // namespace linli::flow
