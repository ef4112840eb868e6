#pragma once
#include <chrono>
#include <optional>

#include "kiosk/catalogue/service.h"

namespace linli::catalogue {

/// A deadline as it can be promised on a day.
struct Promise {
  int count = 0;
  Deadline::Unit unit{};
  /// The last day; empty for hours, and where the calendar does not reach so far.
  std::optional<std::chrono::year_month_day> last_day;
};

/// Of a matter handed in on `day`, the day after which counts as the first (Civil Code, Article
/// 201). Empty: the region does not know the figure.
std::optional<Promise> promise(const Deadline& deadline, const Catalogue& catalogue,
                               std::chrono::year_month_day day);

}  // namespace linli::catalogue
