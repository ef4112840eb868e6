#include "kiosk/domain/payment_months.h"

#include <catch2/catch_test_macros.hpp>

using namespace linli::domain;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::year_month_day kToday = 2026y / 11 / 22;

BenefitPayment paid(unsigned of, unsigned in, std::int64_t fen) {
  return {2026y / std::chrono::month(of), 2026y / std::chrono::month(in) / 10, {fen}, "3317"};
}

Benefit benefit(std::vector<BenefitPayment> payments, BenefitState state = BenefitState::active) {
  Benefit benefit{.state = state, .monthly_amount = {10'000}};
  benefit.payments = std::move(payments);
  return benefit;
}

std::vector<PaymentNote> notes(const Benefit& of) {
  std::vector<PaymentNote> notes;
  for (const PaymentMonth& month : payment_months(of, kToday)) notes.push_back(month.note);
  return notes;
}

using enum PaymentNote;

}  // namespace

TEST_CASE("the last six months are shown, the oldest first") {
  const auto months =
      payment_months(benefit({paid(4, 4, 1), paid(5, 5, 2), paid(6, 6, 3), paid(7, 7, 3),
                              paid(8, 8, 3), paid(9, 9, 3), paid(10, 10, 3), paid(11, 11, 3)}),
                     kToday);
  REQUIRE(months.size() == 6);
  CHECK(months.front().month == 2026y / 6);
  CHECK(months.back() == PaymentMonth{2026y / 11, {3}, as_before, 2026y / 11 / 10});
}

TEST_CASE("a month without a payment is missing, one paid later is late, another sum is a change") {
  CHECK(notes(benefit({paid(6, 6, 100), paid(8, 9, 100), paid(9, 9, 100), paid(10, 10, 120),
                       paid(11, 11, 120)})) ==
        std::vector{as_before, missing, late, as_before, changed, as_before});
}

TEST_CASE("several payments for one month are one sum, and after a gap the sum is as before") {
  const auto months =
      payment_months(benefit({paid(8, 8, 60), paid(8, 8, 40), paid(10, 10, 100)}), kToday);
  REQUIRE(months.size() == 3);
  CHECK(months[0].paid.fen == 100);
  CHECK(months[1].note == missing);
  CHECK(months[2].note == as_before);
}

TEST_CASE("this month may still be paid, the month before should have been") {
  CHECK(notes(benefit({paid(9, 9, 100), paid(10, 10, 100)})) == std::vector{as_before, as_before});
  CHECK(notes(benefit({paid(9, 9, 100)})) == std::vector{as_before, missing});
}

TEST_CASE("what is suspended shows its gap, what has ended none") {
  const std::vector payments{paid(7, 7, 100), paid(8, 8, 100)};
  CHECK(notes(benefit(payments, BenefitState::suspended)) ==
        std::vector{as_before, as_before, missing, missing});
  CHECK(notes(benefit(payments, BenefitState::ended)) == std::vector{as_before, as_before});
}

TEST_CASE("of the time before the first known payment nothing is said") {
  CHECK(payment_months(benefit({paid(11, 11, 100)}), kToday).size() == 1);
  CHECK(payment_months(benefit({}), kToday).empty());
}

TEST_CASE("what is not paid every month has no months") {
  Benefit once = benefit({paid(3, 3, 200'000)});
  once.monthly_amount = {};
  CHECK(payment_months(once, kToday).empty());
}
