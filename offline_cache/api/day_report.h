#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "offline_cache/api/audit.h"
#include "offline_cache/api/day_close.h"

namespace linli::offline_cache {

/// One service on the day. What is neither accepted nor for staff is on its way.
struct ServiceDay {
  std::string service;  // id; "rating" for 好差评
  int stored = 0;
  int accepted = 0;
  int returned = 0;
  int refused = 0;
  int quarantined = 0;
  int set_aside = 0;          // of the three above
  std::string first_receipt;  // in the order of storing
  std::string last_receipt;
  int on_the_way() const { return stored - accepted - returned - refused - quarantined; }
};

/// An item of the day that the centre has not accepted and that needs, or needed, a person.
struct ReportItem {
  std::string receipt_number;
  std::string service;
  base::WallTime stored_at{};
  ItemState state{};
  ItemTrouble trouble = ItemTrouble::none;
  struct SetAside {
    SetAsideReason reason{};
    std::string staff;  // number
    base::WallTime at{};
  };
  std::optional<SetAside> set_aside;
};

/// A range of the books that both sides agreed to on the day.
struct AgreedRange {
  std::int64_t first = 0;  // sequence
  std::int64_t last = 0;
  int items = 0;               // of the range, without those that were left out
  std::string check_code;      // 7F3A-91C2
  base::WallTime agreed_at{};  // by the centre's clock
};

/// What was done on the day, from the audit trail: staff's acts, and what closing the day did.
struct DayAct {
  base::WallTime at{};
  AuditKind kind{};
  std::string detail;  // staff number, receipt number; nobody's
};

/// The figures of one day of the hall, also of a past one. Nothing in it is personal.
inline constexpr std::size_t kMostReportItems = 200;
inline constexpr std::size_t kMostReportActs = 200;
struct DayReport {
  std::chrono::year_month_day day;
  std::string terminal;                // empty: never enrolled
  base::ClockInterval made;            // when this was read
  std::vector<ServiceDay> services;    // by id
  std::vector<ReportItem> items;       // oldest first, at most kMostReportItems
  int more_items = 0;                  // that are not in `items`
  std::vector<AgreedRange> closes;     // oldest first
  std::optional<Reconciliation> last;  // of this day only
  std::vector<DayAct> acts;            // oldest first, the last kMostReportActs
  int more_acts = 0;                   // before those
};

/// All applications of the day, without the ratings; service and receipts stay empty.
inline ServiceDay total_of(const DayReport& report) {
  ServiceDay total;
  for (const ServiceDay& one : report.services) {
    if (one.service == kRatingService) continue;
    total.stored += one.stored;
    total.accepted += one.accepted;
    total.returned += one.returned;
    total.refused += one.refused;
    total.quarantined += one.quarantined;
    total.set_aside += one.set_aside;
  }
  return total;
}

}  // namespace linli::offline_cache
