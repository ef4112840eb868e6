#pragma once
#include <functional>
#include <string>

#include "drivers/api/id_card_reader.h"
#include "kiosk/flow/pending.h"
#include "kiosk/flow/staff_view.h"
#include "kiosk/flow/surroundings.h"

namespace linli::flow {

/// Number, or the own ID card in its place, and PIN of staff. The PIN is overwritten as soon as it
/// was handed in. A card is kept until it is known whose it is; one that is nobody's of the staff
/// is a resident's, who came here by chance and is to be served.
class StaffSignIn {
 public:
  /// `resident`: card() is nobody's of the staff. Either callback may destroy this.
  StaffSignIn(Surroundings& around, std::function<void(offline_cache::StaffMember)> signed_in,
              std::function<void()> resident);
  ~StaffSignIn();
  StaffSignIn(const StaffSignIn&) = delete;
  StaffSignIn& operator=(const StaffSignIn&) = delete;

  /// The reader's news: a staff member's own card stands for their number.
  void card_event(const drivers::CardEvent& event);
  /// The card that was read, while it is asked for whose it is.
  const domain::IdCard& card() const { return *card_; }
  bool card_taken_away() const { return taken_away_; }

  void activate(const std::string& field);  // "number" or "pin"
  void press(char key);
  /// On from the number to the PIN, and from there in.
  void next();

  StaffSignInView view() const;

 private:
  bool complete() const;
  void recognise(const domain::IdCard& card);
  void recognised(const offline_cache::StaffRegister::Recognised& answer);
  void hand_in();

  Surroundings& around_;
  std::function<void(offline_cache::StaffMember)> signed_in_;
  std::function<void()> resident_;
  Pending pending_;
  SignInField active_ = SignInField::number;
  std::string number_;
  std::string pin_;
  bool checking_ = false;
  SignInCard reading_ = SignInCard::none;
  std::optional<domain::IdCard> card_;
  bool taken_away_ = false;
  std::optional<offline_cache::SignInRefusal> refusal_;
};

}  // namespace linli::flow
