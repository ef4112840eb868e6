#include "kiosk/catalogue/deadline.h"

namespace linli::catalogue {
namespace {

std::optional<std::chrono::year_month_day> last_day(const Promise& promise,
                                                    const domain::WorkingCalendar& calendar,
                                                    std::chrono::year_month_day day) {
  switch (promise.unit) {
    case Deadline::Unit::working_days:
      return calendar.after(day, promise.count);
    case Deadline::Unit::days:
      return std::chrono::sys_days(day) + std::chrono::days(promise.count);
    case Deadline::Unit::hours:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Promise> promise(const Deadline& deadline, const Catalogue& catalogue,
                               std::chrono::year_month_day day) {
  Promise promise{deadline.count, deadline.unit, std::nullopt};
  if (!deadline.parameter.empty()) {
    const auto known = catalogue.region.value(deadline.parameter, day);
    if (!known) return std::nullopt;
    promise.count = static_cast<int>(*known);
  }
  promise.last_day = last_day(promise, catalogue.calendar, day);
  return promise;
}

}  // namespace linli::catalogue
