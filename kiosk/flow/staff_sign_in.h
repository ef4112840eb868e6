#pragma once
#include <functional>
#include <string>

#include "drivers/api/id_card_reader.h"
#include "kiosk/flow/pending.h"
#include "kiosk/flow/staff_view.h"
#include "kiosk/flow/surroundings.h"

namespace linli::flow {

/// Number, or the own ID card in its place, and PIN of staff. The PIN is overwritten as soon as it
/// was handed in; of a card only its number is looked at, and nothing is kept.
class StaffSignIn {
 public:
  StaffSignIn(Surroundings& around, std::function<void(offline_cache::StaffMember)> signed_in);
  ~StaffSignIn();
  StaffSignIn(const StaffSignIn&) = delete;
  StaffSignIn& operator=(const StaffSignIn&) = delete;

  /// The reader's news: a staff member's own card stands for their number.
  void card_event(const drivers::CardEvent& event);
  bool card_unknown() const {
    return refusal_ && refusal_->why == offline_cache::SignInRefusal::Why::unknown_card;
  }
  void activate(const std::string& field);  // "number" or "pin"
  void press(char key);
  /// On from the number to the PIN, and from there in.
  void next();

  StaffSignInView view() const;

 private:
  bool complete() const;
  void recognise(const domain::IdCard& card);
  void hand_in();

  Surroundings& around_;
  std::function<void(offline_cache::StaffMember)> signed_in_;
  Pending pending_;
  SignInField active_ = SignInField::number;
  std::string number_;
  std::string pin_;
  bool checking_ = false;
  SignInCard card_ = SignInCard::none;
  std::optional<offline_cache::SignInRefusal> refusal_;
};

}  // namespace linli::flow
