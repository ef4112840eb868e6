#pragma once
#include <vector>

#include "kiosk/domain/benefit.h"

namespace linli::domain {

enum class PaymentNote {
  as_before,
  changed,  // another amount than the month before
  missing,  // nothing was paid for this month
  late,     // 补发: paid in a later month
};

/// What was paid for one month, whenever that was.
struct PaymentMonth {
  std::chrono::year_month month;
  Money paid;  // 0: nothing
  PaymentNote note{};
  std::optional<std::chrono::year_month_day> paid_on;  // the last payment for this month
  bool operator==(const PaymentMonth&) const = default;
};

/// The last half year of a benefit that is paid every month, oldest first; empty for any other.
/// A month before the first payment that is known is left out: nothing is known of it. Of the month
/// of `as_of`, and of one after the end, it is not said that a payment is missing.
std::vector<PaymentMonth> payment_months(const Benefit& benefit, std::chrono::year_month_day as_of);

}  // namespace linli::domain
