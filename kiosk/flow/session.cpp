#include "kiosk/flow/session.h"

#include <algorithm>

#include "kiosk/flow/wipe.h"

namespace linli::flow {

Session::Session(const domain::IdCard& card) : card_(card) {}

Session::~Session() { wipe(card_); }

bool Session::has_agreed_to(const Errand& errand) const {
  return std::ranges::any_of(agreed_, [&](const Errand& agreed) {
    return agreed == errand ||
           (agreed.purpose == CardPurpose::start && errand.purpose == CardPurpose::benefits);
  });
}

}  // namespace linli::flow
