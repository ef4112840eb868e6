#pragma once
#include "kiosk/flow/pending.h"
#include "kiosk/flow/surroundings.h"

namespace linli::flow {

/// What is left of an application once it is stored: its receipt, its place in
/// the queue, and the rating that nobody has to give.
class ReceiptDesk {
 public:
  ReceiptDesk(Surroundings& around, domain::Receipt receipt, const catalogue::Service& service,
              std::string phone_tail);

  /// The queue has moved.
  void link_changed();
  /// Hands the grade in once; another try is possible only if that failed.
  void rate(domain::Grade grade);
  bool rated() const { return grade_.has_value(); }
  void turn_page(int page, DisplayMode mode);

  ReceiptView view(const std::string& masked_name, DisplayMode mode) const;
  RatingView rating_view() const { return {grade_}; }

 private:
  /// The receipt itself, then what happens next.
  int pages(DisplayMode mode) const { return mode == DisplayMode::large ? 2 : 1; }

  Surroundings& around_;
  domain::Receipt receipt_;
  const catalogue::Service& service_;
  std::string phone_tail_;
  Pending pending_;
  std::optional<domain::Grade> grade_;
  int page_ = 0;
  int place_ = 1;
  int for_staff_before_ = 0;
  bool seen_waiting_ = false;
  bool at_centre_ = false;
};

/// The last four digits of the first phone number that was given; empty for none.
std::string phone_tail_of(const catalogue::Service& service, const domain::Answers& answers);

}  // namespace linli::flow
