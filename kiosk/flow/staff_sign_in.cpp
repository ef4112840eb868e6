#include "kiosk/flow/staff_sign_in.h"

#include "kiosk/flow/typing.h"
#include "kiosk/flow/wipe.h"

namespace linli::flow {
namespace {

constexpr std::size_t kFewestDigits = 4;

}  // namespace

StaffSignIn::StaffSignIn(Surroundings& around,
                         std::function<void(offline_cache::StaffMember)> signed_in)
    : around_(around), signed_in_(std::move(signed_in)) {}

StaffSignIn::~StaffSignIn() { wipe(pin_); }

void StaffSignIn::card_event(const drivers::CardEvent& event) {
  namespace card = drivers::card_event;
  if (checking_) return;
  if (std::holds_alternative<card::Found>(event)) card_ = SignInCard::reading;
  if (std::holds_alternative<card::Failed>(event)) card_ = SignInCard::not_read;
  if (std::holds_alternative<card::Removed>(event) && card_ == SignInCard::reading) {
    card_ = SignInCard::not_read;
  }
  if (const auto* read = std::get_if<card::Read>(&event)) return recognise(read->card);
  if (card_ != SignInCard::none) refusal_.reset();
}

void StaffSignIn::recognise(const domain::IdCard& card) {
  card_ = SignInCard::none;
  checking_ = true;
  refusal_.reset();
  using Answer = Expected<std::string, offline_cache::SignInRefusal>;
  around_.needs.staff->staff_register.recognise(card.number.text(),
                                                pending_.wait_for([this](const Answer& number) {
                                                  checking_ = false;
                                                  if (number) {
                                                    number_ = *number;
                                                    wipe(pin_);
                                                    active_ = SignInField::pin;
                                                  } else {
                                                    refusal_ = number.error();
                                                  }
                                                  around_.changed();
                                                }));
}

void StaffSignIn::activate(const std::string& field) {
  if (checking_) return;
  if (field == "number") active_ = SignInField::number;
  if (field == "pin") active_ = SignInField::pin;
}

void StaffSignIn::press(char key) {
  if (checking_) return;
  refusal_.reset();
  card_ = SignInCard::none;
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
  return {active_, card_, number_, pin_.size(), complete(), checking_, refusal_};
}

}  // namespace linli::flow
