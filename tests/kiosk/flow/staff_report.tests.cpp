#include "tests/kiosk/flow/staff_hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

namespace {

offline_cache::DayReport report_of(int services, int items) {
  offline_cache::DayReport report;
  report.day = std::chrono::year{2026} / 11 / 22;
  for (int i = 0; i < services; ++i) {
    offline_cache::ServiceDay day;
    day.service = i == 0 ? "temporary_relief" : "service_" + std::to_string(i);
    day.stored = 10;
    day.accepted = 9;
    report.services.push_back(day);
  }
  for (int i = 0; i < items; ++i) {
    offline_cache::ReportItem item;
    item.receipt_number = "LS-0417-2611-000" + std::to_string(i);
    report.items.push_back(item);
  }
  return report;
}

struct ReportHall : StaffHall {
  ReportHall() { open_day({item_of(1, ItemState::accepted)}); }
  void open_report(offline_cache::DayReport report) {
    press(action::OpenDayReport{});
    day.report_done(std::move(report));
  }
};

}  // namespace

TEST_CASE("the report is of the day that is shown, with its sums and a row for each service") {
  ReportHall hall;
  DayOverview today = day_of({item_of(1, ItemState::accepted)});
  today.day = std::chrono::year{2026} / 11 / 22;
  hall.wait(1s);
  hall.day.told(today);
  hall.press(action::OpenDayReport{});
  CHECK(hall.day.report_of == today.day);
  CHECK(hall.screen<DayReportView>().state == DayReportView::State::loading);
  hall.press(action::SaveDocument{});
  CHECK(hall.documents.reports == 0);
  hall.day.report_done(report_of(2, 1));
  const auto view = hall.screen<DayReportView>();
  CHECK(view.total.stored == 20);
  CHECK(view.total.accepted == 18);
  REQUIRE(view.rows.size() == 3);
  CHECK(view.rows[0].service != nullptr);
  CHECK(view.rows[1].service == nullptr);
  CHECK(std::holds_alternative<offline_cache::ReportItem>(view.rows[2].content));
  hall.press(action::Back{});
  CHECK(hall.shows<EndOfDayView>());
}

TEST_CASE("a day is agreed only if its last comparison was") {
  auto report = report_of(1, 0);
  report.closes.push_back({.first = 1, .last = 10, .items = 10, .check_code = "7F3A-91C2"});
  report.acts = {{.kind = AuditKind::day_disputed}, {.kind = AuditKind::day_closed}};
  ReportHall agreed;
  agreed.open_report(report);
  CHECK(agreed.screen<DayReportView>().agreed);
  CHECK_FALSE(agreed.screen<DayReportView>().disputed);
  report.acts.push_back({.kind = AuditKind::day_disputed});
  ReportHall disputed;
  disputed.open_report(report);
  CHECK_FALSE(disputed.screen<DayReportView>().agreed);
  CHECK(disputed.screen<DayReportView>().disputed);
}

TEST_CASE("a report that can't be read says so") {
  ReportHall hall;
  hall.press(action::OpenDayReport{});
  hall.day.report_done(std::nullopt);
  CHECK(hall.screen<DayReportView>().state == DayReportView::State::unreadable);
}

TEST_CASE("a report is paged, in the large mode behind its sums") {
  ReportHall hall;
  hall.open_report(report_of(3, 2));
  CHECK(hall.screen<DayReportView>().pages == 2);
  hall.press(action::TurnPage{1});
  CHECK(hall.screen<DayReportView>().rows.size() == 1);
  hall.press(action::TurnPage{2});
  CHECK(hall.screen<DayReportView>().page == 1);
  hall.press(action::SetMode{DisplayMode::large});
  CHECK(hall.screen<DayReportView>().pages == 4);
  CHECK(hall.screen<DayReportView>().rows.size() == 2);
  hall.press(action::TurnPage{0});
  CHECK(hall.screen<DayReportView>().shows_summary);
  CHECK(hall.screen<DayReportView>().rows.empty());
}

namespace {

/// What the rows of all pages are called, in their order.
std::vector<std::string> names_on_all_pages(ReportHall& hall) {
  std::vector<std::string> names;
  const int pages = hall.screen<DayReportView>().pages;
  for (int page = 0; page < pages; ++page) {
    hall.press(action::TurnPage{page});
    for (const ReportRow& row : hall.screen<DayReportView>().rows) {
      if (const auto* day = std::get_if<offline_cache::ServiceDay>(&row.content)) {
        names.push_back(day->service);
      } else if (const auto* item = std::get_if<offline_cache::ReportItem>(&row.content)) {
        names.push_back(item->receipt_number);
      } else {
        names.emplace_back("left out");
      }
    }
  }
  return names;
}

}  // namespace

TEST_CASE("the pages show every row once, and what was left out at the end") {
  ReportHall hall;
  auto report = report_of(7, 9);
  report.more_acts = 3;
  hall.open_report(report);
  const auto names = names_on_all_pages(hall);
  REQUIRE(names.size() == 17);
  CHECK(names.front() == "temporary_relief");
  CHECK(names[7] == "LS-0417-2611-0000");
  CHECK(names[15] == "LS-0417-2611-0008");
  CHECK(names.back() == "left out");
  hall.press(action::SetMode{DisplayMode::large});
  CHECK(names_on_all_pages(hall) == names);
}

TEST_CASE("an empty report has one page") {
  ReportHall hall;
  hall.open_report(report_of(0, 0));
  CHECK(hall.screen<DayReportView>().pages == 1);
  hall.press(action::SetMode{DisplayMode::large});
  CHECK(hall.screen<DayReportView>().pages == 1);
}

TEST_CASE("the report is saved with the devices as they are, says where, or why it could not be") {
  ReportHall hall;
  hall.open_report(report_of(1, 0));
  hall.press(action::SaveDocument{});
  CHECK(hall.documents.report.services.size() == 1);
  CHECK(hall.documents.devices.card_reader == drivers::DeviceHealth::working);
  for (const auto error :
       {SaveError::no_folder, SaveError::not_writable, SaveError::disk_full, SaveError::failed}) {
    hall.documents.saved(unexpected(error));
    CHECK(hall.screen<DayReportView>().saving.error == error);
    hall.press(action::SaveDocument{});
  }
  hall.press(action::Back{});  // not while it is being saved
  hall.documents.saved(std::string("day-report-0417-2026-11-22"));
  CHECK(hall.screen<DayReportView>().saving.file == "day-report-0417-2026-11-22");
  CHECK(hall.audit.events.back().second == "1001 day-report 2026-11-22");
}

TEST_CASE("earlier days are shown, as far back as there are any, and back to today") {
  StaffHall hall;
  hall.enter();
  DayOverview today = day_of({item_of(1, ItemState::accepted)});
  today.day = base::hall_time(hall.clock.now()).date;
  const auto day_before = [&](int days) {
    return std::chrono::year_month_day(std::chrono::sys_days(today.day) - std::chrono::days(days));
  };
  today.first_day = day_before(2);
  hall.day.told(today);
  hall.press(action::OpenDayReport{});
  hall.day.report_done(report_of(1, 0));
  CHECK(hall.screen<DayReportView>().earlier);
  CHECK_FALSE(hall.screen<DayReportView>().later);
  hall.press(action::TurnDay{1});  // tomorrow has none
  CHECK(hall.day.report_of == today.day);
  hall.press(action::TurnDay{-1});
  CHECK(hall.day.report_of == day_before(1));
  CHECK(hall.screen<DayReportView>().state == DayReportView::State::loading);
  CHECK(hall.screen<DayReportView>().total.stored == 0);
  const auto late = std::exchange(hall.day.report_done, nullptr);
  hall.press(action::TurnDay{-1});
  late(report_of(3, 0));  // of a day that is not shown any more
  CHECK(hall.screen<DayReportView>().state == DayReportView::State::loading);
  hall.day.report_done(report_of(2, 0));
  CHECK(hall.screen<DayReportView>().day == day_before(2));
  CHECK(hall.screen<DayReportView>().rows.size() == 2);
  CHECK_FALSE(hall.screen<DayReportView>().earlier);
  hall.press(action::TurnDay{-1});
  CHECK(hall.day.report_of == day_before(2));
  hall.press(action::TurnDay{1});
  CHECK(hall.day.report_of == day_before(1));
}

TEST_CASE("what is saved is the day that is shown, and no other is opened meanwhile") {
  StaffHall hall;
  hall.enter();
  DayOverview today = day_of({item_of(1, ItemState::accepted)});
  today.day = base::hall_time(hall.clock.now()).date;
  today.first_day = std::chrono::sys_days(today.day) - std::chrono::days(9);
  hall.day.told(today);
  hall.press(action::OpenDayReport{});
  hall.day.report_done(report_of(1, 0));
  hall.press(action::TurnDay{-1});
  auto yesterdays = report_of(1, 0);
  yesterdays.day = std::chrono::sys_days(today.day) - std::chrono::days(1);
  hall.day.report_done(yesterdays);
  hall.press(action::SaveDocument{});
  CHECK(hall.documents.report.day == yesterdays.day);
  CHECK_FALSE(hall.screen<DayReportView>().earlier);
  hall.press(action::TurnDay{-1});
  CHECK(hall.screen<DayReportView>().day == yesterdays.day);
  hall.documents.saved(std::string("day-report-0417-2026-11-21"));
  hall.press(action::TurnDay{-1});
  CHECK(hall.screen<DayReportView>().saving.state == SavingView::State::idle);
}
