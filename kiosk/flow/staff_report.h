#pragma once
#include "kiosk/flow/document_saving.h"

namespace linli::flow {

/// The figures of a day, read once when it is opened, to look at and to save; from there to the
/// days before and back.
class StaffReport {
 public:
  /// Opens `day`; none before `first` and none after today is shown.
  StaffReport(Surroundings& around, std::string staff, std::chrono::year_month_day first,
              std::chrono::year_month_day day);

  void turn_day(int days);
  void turn_page(int page, DisplayMode mode);
  void save(const DevicesView& devices);
  bool saving() const { return saving_.saving(); }

  DayReportView view(DisplayMode mode) const;

 private:
  void read();
  bool may_show(std::chrono::sys_days day) const;
  std::vector<ReportRow> all_rows() const;

  Surroundings& around_;
  const std::chrono::sys_days first_;
  std::chrono::sys_days day_;
  Pending pending_;
  DayReportView::State state_ = DayReportView::State::loading;
  offline_cache::DayReport report_;
  DocumentSaving saving_;
  int page_ = 0;
};

}  // namespace linli::flow
