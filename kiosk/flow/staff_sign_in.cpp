#include "kiosk/flow/staff_sign_in.h"

#include "kiosk/flow/typing.h"
#include "kiosk/flow/wipe.h"

namespace linli::flow {
namespace {

constexpr std::size_t kFewestDigits = 4;

}  // namespace

StaffSignIn::StaffSignIn(Surroundings& around,
                         std::function<void(offline_cache::StaffMember)> signed_in,
                         std::function<void()> resident)
    : around_(around), signed_in_(std::move(signed_in)), resident_(std::move(resident)) {}

StaffSignIn::~StaffSignIn() {
  wipe(pin_);
  if (card_) wipe(*card_);
}

void StaffSignIn::card_event(const drivers::CardEvent& event) {
  namespace card = drivers::card_event;
  const bool removed = std::holds_alternative<card::Removed>(event);
  if (removed && card_) taken_away_ = true;
  if (checking_) return;
  if (std::holds_alternative<card::Found>(event)) reading_ = SignInCard::reading;
  if (std::holds_alternative<card::Failed>(event)) reading_ = SignInCard::not_read;
  if (removed && reading_ == SignInCard::reading) reading_ = SignInCard::not_read;
  if (const auto* read = std::get_if<card::Read>(&event)) return recognise(read->card);
  if (reading_ != SignInCard::none) refusal_.reset();
}

void StaffSignIn::recognise(const domain::IdCard& card) {
  reading_ = SignInCard::none;
  card_ = card;
  taken_away_ = false;
  checking_ = true;
  refusal_.reset();
  using Answer = offline_cache::StaffRegister::Recognised;
  around_.needs.staff->staff_register.recognise(
      card.number.text(), pending_.wait_for([this](const Answer& answer) { recognised(answer); }));
}

void StaffSignIn::recognised(const offline_cache::StaffRegister::Recognised& answer) {
  if (answer && !*answer) {
    const auto resident = std::move(resident_);
    return resident();  // nothing of this is left then
  }
  checking_ = false;
  wipe(*card_);
  card_.reset();
  if (answer) {
    number_ = **answer;
    wipe(pin_);
    active_ = SignInField::pin;
  } else {
    refusal_ = answer.error();
  }
  around_.changed();
}

void StaffSignIn::activate(const std::string& field) {
  if (checking_) return;
  if (field == "number") active_ = SignInField::number;
  if (field == "pin") active_ = SignInField::pin;
}

void StaffSignIn::press(char key) {
  if (checking_) return;
  refusal_.reset();
  reading_ = SignInCard::none;
  std::string& typed = active_ == SignInField::number ? number_ : pin_;
  typed = typed_with(Keypad::staff, std::move(typed), key);
}

bool StaffSignIn::complete() const {
  return number_.size() >= kFewestDigits && pin_.size() >= kFewestDigits;
}

void StaffSignIn::next() {
  if (checking_) return;
  if (complete()) return hand_in();
  active_ = number_.size() < kFewestDigits ? SignInField::number : SignInField::pin;
}

void StaffSignIn::hand_in() {
  checking_ = true;
  refusal_.reset();
  using Answer = Expected<offline_cache::StaffMember, offline_cache::SignInRefusal>;
  around_.needs.staff->staff_register.sign_in(
      number_, pin_, pending_.wait_for([this](const Answer& answer) {
        checking_ = false;
        if (answer) {
          const auto signed_in = std::move(signed_in_);
          return signed_in(*answer);  // nothing of this is left then
        }
        refusal_ = answer.error();
        active_ = SignInField::pin;
        around_.changed();
      }));
  wipe(pin_);
}

StaffSignInView StaffSignIn::view() const {
  return {active_, reading_, number_, pin_.size(), complete(), checking_, refusal_};
}

}  // namespace linli::flow
