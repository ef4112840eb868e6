#pragma once
#include "kiosk/flow/view.h"

namespace linli::flow {

/// A card is asked for: what the reader does, as the person sees it.
///   waiting → reading → (read: the owner decides) → refused
///                     → failed; no_reader whenever the reader is not there.
class CardReading {
 public:
  explicit CardReading(drivers::DeviceHealth reader) { reader_health(reader); }

  void found() { enter(State::reading); }
  void failed(drivers::CardReadError error);
  void removed();
  void reader_health(drivers::DeviceHealth health);
  /// The card was read, but can't be used.
  void refuse(CardProblem problem);
  /// Back to waiting for a card.
  void retry();

  ReadCardView view(CardPurpose purpose, const catalogue::Service* service) const;

 private:
  using State = ReadCardView::State;
  void enter(State state);

  State state_ = State::waiting;
  std::optional<drivers::CardReadError> error_;
  std::optional<CardProblem> problem_;
};

/// Why the card can't be used for anything today. Empty: it can.
std::optional<CardProblem> problem_of(const domain::IdCard& card,
                                      std::chrono::year_month_day today);

}  // namespace linli::flow
