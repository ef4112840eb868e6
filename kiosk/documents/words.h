#pragma once
#include <string>

#include "drivers/api/device_health.h"
#include "kiosk/base/clock.h"
#include "kiosk/catalogue/service.h"
#include "offline_cache/api/day_report.h"
#include "offline_cache/api/outbox.h"

/// Inside kiosk/documents: how paper names things.
namespace linli::documents {

const char* name_of(offline_cache::SetAsideReason reason);
const char* name_of(drivers::DeviceHealth health);
const char* name_of(offline_cache::StoreHealth health);
const char* name_of(offline_cache::AuditKind act);
/// The trail's detail, with its few English words in Chinese: LS-0417-2611-0012：…，工号 1002
std::string detail_words(const offline_cache::DayAct& act);
const char* state_of(const offline_cache::ReportItem& item);

/// Why a report has no figures of what the centre decided: the terminal is not told.
inline constexpr const char* kOutcomesElsewhere = "补正和受理结果以中心记录为准。";

/// 临时救助, 评价; a service that the catalogue does not have by its id.
std::string service_name(const catalogue::Catalogue& catalogue, const std::string& service);

std::string day_words(std::chrono::year_month_day day);  // 2026年11月22日
std::string clock_words(base::WallTime at);              // 09:41
std::string moment_words(base::WallTime at);             // 2026-11-22 09:41

/// 另行处理（和另一份申请重复），1002，18:05
std::string set_aside_words(const offline_cache::ReportItem::SetAside& aside);
/// 一致：本机 46 件，中心 46 件，校验码 7F3A-91C2
std::string books_words(const offline_cache::Reconciliation& books);

}  // namespace linli::documents
