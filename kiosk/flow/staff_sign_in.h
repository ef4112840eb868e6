#pragma once
#include <functional>
#include <string>

#include "kiosk/flow/pending.h"
#include "kiosk/flow/staff_view.h"
#include "kiosk/flow/surroundings.h"

namespace linli::flow {

/// Number and PIN of staff. The PIN is overwritten as soon as it was handed in.
class StaffSignIn {
 public:
  StaffSignIn(Surroundings& around, std::function<void(offline_cache::StaffMember)> signed_in);
  ~StaffSignIn();
  StaffSignIn(const StaffSignIn&) = delete;
  StaffSignIn& operator=(const StaffSignIn&) = delete;

  void activate(const std::string& field);  // "number" or "pin"
  void press(char key);
  /// On from the number to the PIN, and from there in.
  void next();

  StaffSignInView view() const;

 private:
  bool complete() const;
  void hand_in();

  Surroundings& around_;
  std::function<void(offline_cache::StaffMember)> signed_in_;
  Pending pending_;
  SignInField active_ = SignInField::number;
  std::string number_;
  std::string pin_;
  bool checking_ = false;
  std::optional<offline_cache::SignInRefusal> refusal_;
};

}  // namespace linli::flow
