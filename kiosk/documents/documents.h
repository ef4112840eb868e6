#pragma once
#include <optional>
#include <string>
#include <vector>

#include "drivers/api/device_health.h"
#include "drivers/api/receipt_printer.h"
#include "kiosk/catalogue/deadline.h"
#include "kiosk/catalogue/service.h"
#include "kiosk/domain/application.h"
#include "kiosk/domain/receipt.h"
#include "offline_cache/api/day_report.h"
#include "offline_cache/api/outbox.h"

/// What staff keep or hand out on paper, in Chinese. Each answers the content of a file. Nothing in
/// a day report is personal; a notice says what staff of the centre wrote to the resident.
namespace linli::documents {

/// As the terminal knows its parts while it makes the report.
struct DeviceStates {
  drivers::DeviceHealth card_reader{};
  drivers::DeviceHealth camera{};
  offline_cache::StoreHealth store{};
};

struct DayReportPaper {
  const offline_cache::DayReport& report;
  const catalogue::Catalogue& catalogue;
  std::optional<DeviceStates> devices;  // empty: not made at the terminal's own screen
};

/// 日报, A4, with lines for two staff to sign.
std::string day_report_pdf(const DayReportPaper& paper);

/// The same figures, a line each: RFC 4180 with a head, UTF-8 behind a byte order mark because
/// spreadsheet programs ask for it. No field can be taken for a formula.
std::string day_report_csv(const DayReportPaper& paper);

/// 补正告知: what an application lacks and where to bring it, A4. `report.note` is the centre's.
struct NoticePaper {
  const domain::StageReport& report;
  const catalogue::Catalogue& catalogue;
  std::chrono::year_month_day day;  // on which it is made
};
std::string notice_pdf(const NoticePaper& paper);

/// The whole application as it was handed in, A4, for the applicant to keep: with full numbers and
/// the signatures. Nobody else is given it, and nothing keeps it.
struct ApplicationPaper {
  const domain::Application& application;
  const domain::Receipt& receipt;
  const catalogue::Service& service;  // that it was filled in by
  const catalogue::Region& region;
};
std::string application_pdf(const ApplicationPaper& paper);

/// The receipt of what was handed in, for the roll of the terminal's printer: what the screen says,
/// with the name masked, and the code that leads to the matter.
struct ReceiptPaper {
  domain::Receipt receipt;
  std::string service;
  std::vector<catalogue::Text> what_next;  // the service's; {parameters of the region} may stand in
  const catalogue::Region& region;
  std::string masked_name;
  std::string phone_tail = {};                            // last four digits; empty: none given
  bool at_centre = false;                                 // accepted already
  bool urgent = false;                                    // an emergency
  std::optional<catalogue::Promise> decided_within = {};  // empty: nothing is promised
  std::optional<domain::Addition> added = {};             // empty: an application
  std::vector<std::string> still_to_sign = {};            // masked
};
drivers::DotPicture receipt_picture(const ReceiptPaper& paper);

/// day-report-0417-2026-11-22.pdf; `ending` is "pdf" or "csv".
std::string day_report_file(const offline_cache::DayReport& report, const std::string& ending);
/// notice-LS-0417-2611-0038.pdf
std::string notice_file(const std::string& receipt_number);

}  // namespace linli::documents
