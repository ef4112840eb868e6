#include "tests/kiosk/documents/invented_report.h"

#include <stdexcept>

namespace linli::tests {

using namespace offline_cache;

namespace {

base::WallTime at(const char* time) {
  return base::parse_rfc3339("2026-11-22T" + std::string(time) + "+08:00").value();
}

}  // namespace

const catalogue::Catalogue& project_catalogue() {
  static const catalogue::Catalogue kLoaded = [] {
    auto loaded = catalogue::load_catalogue(LINLI_ASSETS, "demo");
    if (!loaded) throw std::runtime_error("the project's catalogue can't be loaded");
    return std::move(*loaded);
  }();
  return kLoaded;
}

DayReport busy_day() {
  DayReport report;
  report.day = std::chrono::year{2026} / 11 / 22;
  report.terminal = "0417";
  report.made = {at("18:04:59"), at("18:05:01")};
  report.services = {
      {"rating", 31, 31, 0, 0, 0, 0, "PJ-0417-2611-0001", "PJ-0417-2611-0031"},
      {"temporary_relief", 46, 38, 0, 0, 2, 1, "LS-0417-2611-0001", "LS-0417-2611-0046"}};
  report.items = {{"LS-0417-2611-0007", "temporary_relief", at("09:20:00"), ItemState::quarantined,
                   ItemTrouble::refused, std::nullopt},
                  {"LS-0417-2611-0012", "temporary_relief", at("10:41:00"), ItemState::quarantined,
                   ItemTrouble::damaged,
                   ReportItem::SetAside{SetAsideReason::duplicate, "1002", at("17:50:00")}}};
  report.closes = {{1, 77, 75, "7F3A-91C2", at("18:01:00")}};
  report.last = Reconciliation{.result = Reconciliation::Result::agreed,
                               .day = report.day,
                               .here = 75,
                               .there = 75,
                               .check_code = "7F3A-91C2",
                               .missing_there = {},
                               .unknown_here = {},
                               .compared_at = at("18:01:02")};
  report.acts = {
      {at("17:45:00"), AuditKind::staff_signed_in, "1002"},
      {at("17:50:00"), AuditKind::item_set_aside, "LS-0417-2611-0012: duplicate, staff 1002"},
      {at("18:00:00"), AuditKind::staff_closes_day, "1002"},
      {at("18:01:02"), AuditKind::day_closed, "1 to 77"}};
  return report;
}

}  // namespace linli::tests
