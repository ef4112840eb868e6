#include "kiosk/flow/session.h"

#include <algorithm>

#include "kiosk/flow/wipe.h"

namespace linli::flow {

Session::Session(const domain::IdCard& card)
    : card_(card),
      known_{{"card_name", domain::Words{card.name}},
             {"card_address", domain::Words{card.newest_address.value_or(card.address)}}} {}

Session::~Session() {
  wipe(card_);
  wipe(known_);
}

/// What the card says stays as the card says it.
void Session::learn(domain::Answers answers) {
  for (auto& [name, answer] : answers) {
    if (!name.starts_with("card_")) known_.insert_or_assign(name, std::move(answer));
  }
}

bool Session::has_agreed_to(const Errand& errand) const {
  return std::ranges::any_of(agreed_, [&](const Errand& agreed) {
    return agreed == errand ||
           (agreed.purpose == CardPurpose::start && errand.purpose == CardPurpose::benefits);
  });
}

}  // namespace linli::flow
