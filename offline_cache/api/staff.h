#pragma once
#include <functional>
#include <optional>
#include <string>

#include "kiosk/base/clock.h"
#include "kiosk/base/expected.h"

namespace linli::offline_cache {

enum class StaffRole { clerk, supervisor };  // 值班员, 主管

struct StaffMember {
  std::string number;  // 4 to 8 digits
  std::string name;    // as shown in the header
  StaffRole role{};
};

struct SignInRefusal {
  enum class Why {
    wrong,     // number or PIN; which of them is not said
    locked,    // too many wrong PINs: until `locked_until`
    no_staff,  // nobody is entered yet (linlictl staff add)
    store_failed,
  };
  Why why{};
  base::WallTime locked_until{};
};

/// Who may open the staff screens: with their number, or with their own ID card in its place, and
/// always with their PIN, because a card can be found or borrowed. Nothing is kept of a card but a
/// name that only its number gives. PINs (4 to 8 digits) are kept as scrypt
/// hashes (RFC 7914); after three wrong ones in a row each further one costs a
/// pause of 30 s, doubled each time up to one hour, which outlives a restart.
/// Calls come from the UI thread and are answered there; PIN and card number are wiped.
class StaffRegister {
 public:
  virtual ~StaffRegister() = default;
  virtual void sign_in(const std::string& number, std::string pin,
                       std::function<void(Expected<StaffMember, SignInRefusal>)> done) = 0;
  /// The staff number of who has shown the card; none: it is nobody's of the staff. Refused while
  /// that number is locked.
  using Recognised = Expected<std::optional<std::string>, SignInRefusal>;
  virtual void recognise(std::string card_number, std::function<void(Recognised)> done) = 0;
};

}  // namespace linli::offline_cache
