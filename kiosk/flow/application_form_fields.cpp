#include <algorithm>

#include "kiosk/flow/application_form.h"
#include "kiosk/flow/paging.h"

/// What a person enters on a page of the form. Whatever is meant for a field that
/// the page does not show is passed over: the screen has moved on meanwhile.
namespace linli::flow {

using catalogue::FieldKind;

const catalogue::Field* ApplicationForm::shown(const std::string& id) const {
  if (entry_) return nullptr;
  const auto found = std::ranges::find(step().fields, id, &Field::id);
  if (found == step().fields.end()) return nullptr;
  return mode_ == DisplayMode::standard || &*found == &field() ? &*found : nullptr;
}

/// The field if it is shown and of that kind; it is where one is from now on.
const catalogue::Field* ApplicationForm::touch(const std::string& id, FieldKind kind) {
  const Field* found = shown(id);
  if (found == nullptr || found->kind != kind) return nullptr;
  field_ = static_cast<std::size_t>(found - step().fields.data());
  return found;
}

const catalogue::Field* ApplicationForm::household_field() const {
  const auto found = std::ranges::find(step().fields, FieldKind::household, &Field::kind);
  return found == step().fields.end() ? nullptr : &*found;
}

void ApplicationForm::on(const action::ChooseOption& action) {
  const Field* one = touch(action.field, FieldKind::one_choice);
  if (one == nullptr) one = touch(action.field, FieldKind::several_choices);
  if (one != nullptr) answers_.choose(*one, action.option);
}

void ApplicationForm::on(const action::ActivateField& action) {
  const Field* one = shown(action.field);
  if (one != nullptr && keypad_of(*one)) touch(action.field, one->kind);
}

void ApplicationForm::on(const action::PressKey& action) {
  if (entry_) {
    entry_->press(action.key);
  } else if (const auto keypad = keypad_of(field())) {
    answers_.press(field(), *keypad, action.key);
  }
}

void ApplicationForm::on(const action::SetConsent& action) {
  const Field* one = touch(action.field, FieldKind::consent);
  if (one != nullptr) answers_.set_consent(*one, action.agreed);
}

void ApplicationForm::on(const action::BeginStroke& action) {
  const Field* one = touch(action.field, FieldKind::signature);
  if (one != nullptr) answers_.begin_stroke(*one, action.at);
}

void ApplicationForm::on(const action::ContinueStroke& action) {
  const Field* one = touch(action.field, FieldKind::signature);
  if (one != nullptr) answers_.continue_stroke(*one, action.at);
}

void ApplicationForm::on(const action::ClearSignature& action) {
  const Field* one = touch(action.field, FieldKind::signature);
  if (one != nullptr) answers_.clear_signature(*one);
}

void ApplicationForm::on(const action::AddMember&) {
  const Field* one = household_field();
  if (one == nullptr || entry_ || shown(one->id) == nullptr) return;
  const domain::Household& people = answers_.household(*one);
  if (people.size() >= catalogue::kMostHouseholdMembers) {
    answers_.point_out(*one, catalogue::AnswerProblem::too_many_members);
    return;
  }
  std::vector<domain::IdentityNumber> taken{applicant_};
  for (const domain::HouseholdMember& member : people) taken.push_back(member.number);
  touch(one->id, FieldKind::household);
  entry_ = std::make_unique<MemberEntry>(std::move(taken), reader_);
}

void ApplicationForm::on(const action::ChooseMemberWay& action) {
  if (entry_) entry_->choose_way(action.way);
}

void ApplicationForm::on(const action::ChooseRelation& action) {
  if (entry_) entry_->choose_relation(action.relation);
}

void ApplicationForm::on(const action::ConfirmMember&) {
  auto member = entry_ ? entry_->member() : std::nullopt;
  const Field* one = household_field();
  if (!member || one == nullptr) return;
  answers_.add_member(*one, std::move(*member));
  entry_.reset();
  first_member_ = static_cast<int>(answers_.household(*one).size()) - 1;  // show the new one
}

void ApplicationForm::on(const action::CancelMember&) { entry_.reset(); }

void ApplicationForm::on(const action::RemoveMember& action) {
  const Field* one = household_field();
  if (one != nullptr && shown(one->id) != nullptr) answers_.remove_member(*one, action.index);
}

void ApplicationForm::card_event(const drivers::CardEvent& event) {
  if (const auto* health = std::get_if<drivers::card_event::HealthChanged>(&event)) {
    reader_ = health->health;
  }
  if (entry_) entry_->card_event(event);
}

void ApplicationForm::retry() {
  if (entry_) entry_->retry();
}

void ApplicationForm::turn_page(int page) {
  const Field* one = household_field();
  if (one == nullptr || entry_) return;
  const auto members = static_cast<int>(answers_.household(*one).size());
  first_member_ = first_of_page(page, members, members_per_page()).value_or(first_member_);
}

}  // namespace linli::flow
