#pragma once
#include "kiosk/flow/addition.h"
#include "kiosk/flow/copy_printing.h"
#include "kiosk/flow/pending.h"
#include "kiosk/flow/receipt_printing.h"
#include "kiosk/flow/surroundings.h"

namespace linli::flow {

/// What is handed in and stored.
struct Stored {
  domain::Receipt receipt;
  const catalogue::Service& service;         // of the catalogue, or the addition's form
  std::shared_ptr<const Addition> addition;  // null: an application
  std::string phone_tail;                    // last four digits; empty: none given
  std::vector<std::string> still_to_sign;    // masked
  bool urgent = false;
  std::shared_ptr<const HandedIn> handed_in = nullptr;  // null: no copy of it can be had
};

/// What is left of an application once it is stored: its receipt, its place in
/// the queue, the rating that nobody has to give, and what goes with the matter.
class ReceiptDesk {
 public:
  ReceiptDesk(Surroundings& around, Stored stored);

  /// The queue has moved.
  void link_changed();
  /// Hands the grade in once; another try is possible only if that failed.
  void rate(domain::Grade grade);
  bool rated() const { return grade_.has_value(); }
  void turn_page(int page, DisplayMode mode);
  void print(const std::string& masked_name);
  void print_copy() { copy_.begin(); }

  ReceiptView view(const std::string& masked_name, DisplayMode mode) const;
  RatingView rating_view() const { return {grade_}; }
  /// Whether it is one of the matters that go with this one.
  bool leads_to(const catalogue::Service* service) const;

 private:
  /// The receipt itself, then what happens next, then the follow-ups.
  int pages(DisplayMode mode) const;
  std::vector<const catalogue::Service*> follow_ups() const;
  std::optional<catalogue::Promise> promised() const;

  Surroundings& around_;
  Stored stored_;
  Pending pending_;
  ReceiptPrinting printing_;
  CopyPrinting copy_;
  std::optional<domain::Grade> grade_;
  int page_ = 0;
  int place_ = 1;
  int for_staff_before_ = 0;
  bool seen_waiting_ = false;
  bool at_centre_ = false;
};

/// Who signs later, masked: the name, or the number where nobody knows the name. The applicant is
/// left out: they hold the receipt.
std::vector<std::string> still_to_sign(const domain::Answers& answers);

/// The last four digits of the first phone number that was given; empty for none.
std::string phone_tail_of(const catalogue::Service& service, const domain::Answers& answers);

}  // namespace linli::flow
