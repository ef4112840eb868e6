#include "kiosk/flow/staff_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/flow/paging.h"

namespace linli::flow {
namespace {

/// Rows beside the sums; in large-font mode the sums have a page of their own.
struct Pages {
  int per_page;
  int before;
};
Pages pages_for(DisplayMode mode) { return mode == DisplayMode::large ? Pages{2, 1} : Pages{4, 0}; }

int page_count(int rows, const Pages& pages) {
  const int with_rows = rows == 0 && pages.before > 0 ? 0 : slice_at(0, rows, pages.per_page).pages;
  return pages.before + with_rows;
}

bool ends_in_dispute(const offline_cache::DayReport& report) {
  bool disputed = false;
  for (const auto& act : report.acts) {
    if (act.kind == offline_cache::AuditKind::day_disputed) disputed = true;
    if (act.kind == offline_cache::AuditKind::day_closed) disputed = false;
  }
  return disputed;
}

}  // namespace

StaffReport::StaffReport(Surroundings& around, std::string staff, std::chrono::year_month_day first,
                         std::chrono::year_month_day day)
    : around_(around), first_(first), day_(day), saving_(around, std::move(staff)) {
  read();
}

void StaffReport::read() {
  state_ = DayReportView::State::loading;
  around_.needs.staff->day.report(
      day_, pending_.wait_for([this](std::optional<offline_cache::DayReport> report) {
        state_ = report ? DayReportView::State::shown : DayReportView::State::unreadable;
        if (report) report_ = std::move(*report);
        around_.changed();
      }));
}

bool StaffReport::may_show(std::chrono::sys_days day) const {
  const std::chrono::sys_days today(base::hall_time(around_.needs.clock.now()).date);
  return day >= first_ && day <= today && !saving_.saving();
}

void StaffReport::turn_day(int days) {
  const auto day = day_ + std::chrono::days(days);
  if (!may_show(day)) return;
  day_ = day;
  page_ = 0;
  saving_.forget();
  read();
}

void StaffReport::turn_page(int page, DisplayMode mode) {
  const auto rows = static_cast<int>(all_rows().size());
  if (page >= 0 && page < page_count(rows, pages_for(mode))) page_ = page;
}

void StaffReport::save(const DevicesView& devices) {
  if (state_ != DayReportView::State::shown) return;
  const auto& day = report_.day;
  const std::string what =
      fmt::format("day-report {:04}-{:02}-{:02}", static_cast<int>(day.year()),
                  static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  saving_.begin(what, [&](DocumentDesk& desk, DocumentDesk::Saved done) {
    desk.save_day_report(report_, devices, std::move(done));
  });
}

std::vector<ReportRow> StaffReport::all_rows() const {
  std::vector<ReportRow> rows;
  const catalogue::Catalogue& catalogue = around_.needs.catalogue;
  for (const auto& day : report_.services) rows.push_back({day, catalogue.find(day.service)});
  for (const auto& item : report_.items) rows.push_back({item, catalogue.find(item.service)});
  if (report_.more_items > 0 || report_.more_acts > 0) {
    rows.emplace_back().content = LeftOut{report_.more_items, report_.more_acts};
  }
  return rows;
}

DayReportView StaffReport::view(DisplayMode mode) const {
  const Pages pages = pages_for(mode);
  const std::vector<ReportRow> rows = all_rows();
  const auto count = static_cast<int>(rows.size());
  DayReportView view;
  view.state = state_;
  view.day = day_;
  view.earlier = may_show(day_ - std::chrono::days(1));
  view.later = may_show(day_ + std::chrono::days(1));
  if (state_ != DayReportView::State::shown) return view;
  view.total = total_of(report_);
  view.last = report_.last;
  view.disputed = ends_in_dispute(report_);
  if (!report_.closes.empty() && !view.disputed) view.agreed = report_.closes.back();
  view.saving = saving_.view();
  view.pages = page_count(count, pages);
  view.page = std::min(page_, view.pages - 1);
  view.shows_summary = pages.before == 0 || view.page == 0;
  const int rows_page = view.page - pages.before;
  if (rows_page < 0 || count == 0) return view;
  const Slice slice = slice_at(rows_page * pages.per_page, count, pages.per_page);
  view.rows.assign(rows.begin() + slice.first, rows.begin() + slice.first + slice.count);
  return view;
}

}  // namespace linli::flow
