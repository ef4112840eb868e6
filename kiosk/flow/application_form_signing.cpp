#include <algorithm>

#include "kiosk/catalogue/authorising.h"
#include "kiosk/flow/application_form.h"

/// The household signs one after the other, on one page: "next" leads to the next person first.
namespace linli::flow {

using catalogue::FieldKind;

const catalogue::Field* ApplicationForm::signing_field() const {
  if (entry_ || row_) return nullptr;
  const auto shown = sheet_.shown(needs_.mode);
  const auto found = std::ranges::find(shown, FieldKind::authorisations, &Field::kind);
  return found == shown.end() ? nullptr : *found;
}

/// Who is of the household may have changed since.
void ApplicationForm::list_signers() {
  for (const Field& field : step().fields) {
    if (field.kind != FieldKind::authorisations || !answers_.asks(field)) continue;
    answers_.list_signers(field, needs_.applicant, needs_.circumstances.today);
  }
}

bool ApplicationForm::rest_is_right(const Field& signing) const {
  return std::ranges::all_of(sheet_.shown(needs_.mode), [&](const Field* field) {
    return field == &signing || !answers_.check(*field);
  });
}

/// Not before whatever else is on the page is answered.
bool ApplicationForm::to_next_signer() {
  const Field* signing = signing_field();
  if (signing == nullptr) return false;
  const auto& people = answers_.authorisations(*signing);
  if (signer_ >= people.size()) return false;
  const bool others_follow = signer_ + 1 < people.size();
  const bool decided = catalogue::has_decided(people[signer_]);
  if (!others_follow || !decided || !rest_is_right(*signing)) return false;
  ++signer_;
  return true;
}

void ApplicationForm::show_open_signer() {
  const Field* signing = signing_field();
  if (signing == nullptr || !rest_is_right(*signing)) return;
  const auto& people = answers_.authorisations(*signing);
  const auto open = std::ranges::find_if_not(people, catalogue::has_decided);
  if (open != people.end()) signer_ = static_cast<std::size_t>(open - people.begin());
}

void ApplicationForm::on(const action::SignLater& action) {
  const Field* one = touch(action.field, {FieldKind::authorisations});
  if (one != nullptr) answers_.sign_later(*one, signer_);
}

void ApplicationForm::on(const action::ChangeGuardian& action) {
  const Field* one = touch(action.field, {FieldKind::authorisations});
  if (one != nullptr) answers_.change_guardian(*one, signer_, needs_.circumstances.today);
}

std::optional<SigningView> ApplicationForm::signing_view(const Field& field) const {
  const auto& people = answers_.authorisations(field);
  if (signer_ >= people.size()) return std::nullopt;
  const domain::Authorisation& person = people[signer_];
  SigningView view;
  view.person = static_cast<int>(signer_);
  view.people = static_cast<int>(people.size());
  view.signs = &person;
  view.minor = !catalogue::is_adult(person.number, needs_.circumstances.today);
  view.may_sign = person.guardian || !view.minor;
  view.others_may_sign =
      catalogue::next_guardian(people, signer_, needs_.circumstances.today) != person.guardian;
  const auto guardian = std::ranges::find_if(people, [&](const domain::Authorisation& other) {
    return person.guardian && other.number == *person.guardian;
  });
  if (guardian != people.end()) view.guardian = &*guardian;
  return view;
}

}  // namespace linli::flow
