#pragma once
#include "kiosk/flow/document_saving.h"

namespace linli::flow {

/// The day's figures, read once when they are opened, to look at and to save.
class StaffReport {
 public:
  StaffReport(Surroundings& around, std::string staff, std::chrono::year_month_day day);

  void turn_page(int page, DisplayMode mode);
  void save(const DevicesView& devices);
  bool saving() const { return saving_.saving(); }

  DayReportView view(DisplayMode mode) const;

 private:
  std::vector<ReportRow> all_rows() const;

  Surroundings& around_;
  Pending pending_;
  DayReportView::State state_ = DayReportView::State::loading;
  offline_cache::DayReport report_;
  DocumentSaving saving_;
  int page_ = 0;
};

}  // namespace linli::flow
