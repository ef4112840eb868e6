#include "kiosk/flow/card_reading.h"

namespace linli::flow {

void CardReading::enter(State state) {
  state_ = state;
  error_.reset();
  problem_.reset();
}

void CardReading::failed(drivers::CardReadError error) {
  enter(State::failed);
  error_ = error;
}

void CardReading::removed() {
  if (state_ == State::reading) failed(drivers::CardReadError::removed_too_early);
}

void CardReading::reader_health(drivers::DeviceHealth health) {
  switch (health) {
    case drivers::DeviceHealth::missing:
    case drivers::DeviceHealth::failing:
      // A message about the card stays to be read: it says what to do now.
      if (state_ == State::waiting || state_ == State::reading) enter(State::no_reader);
      break;
    case drivers::DeviceHealth::starting:
    case drivers::DeviceHealth::working:
      if (state_ == State::no_reader) enter(State::waiting);
      break;
  }
}

void CardReading::refuse(CardProblem problem) {
  enter(State::refused);
  problem_ = problem;
}

void CardReading::retry() {
  if (state_ != State::no_reader) enter(State::waiting);
}

ReadCardView CardReading::view(CardPurpose purpose, const catalogue::Service* service) const {
  return {state_, purpose, service, error_, problem_};
}

std::optional<CardProblem> problem_of(const domain::IdCard& card,
                                      std::chrono::year_month_day today) {
  if (card.number.birth_date() != card.birth_date) return CardProblem::invalid_number;
  if (card.valid_from > today) return CardProblem::not_yet_valid;
  if (card.expired_on(today)) return CardProblem::expired;
  return {};
}

}  // namespace linli::flow
