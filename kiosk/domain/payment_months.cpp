#include "kiosk/domain/payment_months.h"

#include <algorithm>

namespace linli::domain {
namespace {

using std::chrono::months;
using std::chrono::year_month;

constexpr months kShown{6};

year_month month_of(std::chrono::year_month_day day) { return {day.year(), day.month()}; }

/// The last month of which it can be said whether it was paid.
year_month last_month(const Benefit& benefit, std::chrono::year_month_day as_of) {
  const year_month paid = std::ranges::max(benefit.payments, {}, &BenefitPayment::month).month;
  const bool ended = benefit.state == BenefitState::ended;
  return ended ? paid : std::max(paid, month_of(as_of) - months(1));
}

PaymentMonth paid_for(const Benefit& benefit, year_month month) {
  PaymentMonth found{month, {}, PaymentNote::missing, std::nullopt};
  for (const BenefitPayment& payment : benefit.payments) {
    if (payment.month != month) continue;
    found.paid.fen += payment.amount.fen;
    found.paid_on = std::max(found.paid_on, std::optional(payment.paid_on));
  }
  if (found.paid_on) {
    const bool late = month_of(*found.paid_on) > month;
    found.note = late ? PaymentNote::late : PaymentNote::as_before;
  }
  return found;
}

}  // namespace

std::vector<PaymentMonth> payment_months(const Benefit& benefit,
                                         std::chrono::year_month_day as_of) {
  if (benefit.monthly_amount.fen == 0 || benefit.payments.empty()) return {};
  const year_month first = std::ranges::min(benefit.payments, {}, &BenefitPayment::month).month;
  const year_month last = last_month(benefit, as_of);
  std::vector<PaymentMonth> shown;
  Money before{};  // 0: nothing to compare with
  for (year_month month = std::max(first, last - (kShown - months(1))); month <= last;
       month += months(1)) {
    PaymentMonth paid = paid_for(benefit, month);
    const bool differs = before.fen != 0 && paid.paid != before;
    if (paid.note == PaymentNote::as_before && differs) paid.note = PaymentNote::changed;
    if (paid.paid_on) before = paid.paid;
    shown.push_back(paid);
  }
  return shown;
}

}  // namespace linli::domain
