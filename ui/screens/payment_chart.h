#pragma once
#include <string>
#include <vector>

#include "kiosk/domain/payment_months.h"
#include "ui/widgets/painter.h"

/// What was paid in the last half year: missing, changed and late payments are to be seen.
namespace linli::ui {

/// A bar for each month, with its amount. Nothing where there are no months.
void draw_payment_chart(Painter& painter, const std::vector<domain::PaymentMonth>& months,
                        Rect rect);
float least_payment_chart_height(const Painter& painter,
                                 const std::vector<domain::PaymentMonth>& months);

/// The chart below `standard` (may be empty), and each month as a line of words: above each other,
/// or side by side.
void draw_payments(Painter& painter, const std::vector<domain::PaymentMonth>& months,
                   const std::string& standard, Rect rect);

}  // namespace linli::ui
