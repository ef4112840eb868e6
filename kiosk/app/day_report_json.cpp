#include "kiosk/app/day_report_json.h"

#include "kiosk/base/day.h"
#include "kiosk/protocol/day_close.h"
#include "offline_cache/store/audit_trail.h"
#include "offline_cache/store/day_rows.h"
#include "offline_cache/store/queue_item.h"

namespace linli::app {
namespace {

using namespace offline_cache;  // NOLINT: what is written and read here is all its own
using nlohmann::json;

json time_json(base::WallTime time) { return base::format_rfc3339(time); }

base::WallTime time_from(const json& text) {
  return base::parse_rfc3339(text.get<std::string>()).value();
}

json json_of(const ServiceDay& day) {
  return {{"service", day.service},          {"stored", day.stored},
          {"accepted", day.accepted},        {"returned", day.returned},
          {"refused", day.refused},          {"quarantined", day.quarantined},
          {"set_aside", day.set_aside},      {"first_receipt", day.first_receipt},
          {"last_receipt", day.last_receipt}};
}

ServiceDay service_from(const json& from) {
  return {.service = from.at("service"),
          .stored = from.at("stored"),
          .accepted = from.at("accepted"),
          .returned = from.at("returned"),
          .refused = from.at("refused"),
          .quarantined = from.at("quarantined"),
          .set_aside = from.at("set_aside"),
          .first_receipt = from.at("first_receipt"),
          .last_receipt = from.at("last_receipt")};
}

json json_of(const ReportItem& item) {
  json aside = nullptr;
  if (item.set_aside) {
    aside = {{"reason", name_of(item.set_aside->reason)},
             {"staff", item.set_aside->staff},
             {"at", time_json(item.set_aside->at)}};
  }
  return {{"receipt_number", item.receipt_number},     {"service", item.service},
          {"stored_at", time_json(item.stored_at)},    {"state", name_of(item.state)},
          {"trouble", static_cast<int>(item.trouble)}, {"set_aside", aside}};
}

ReportItem item_from(const json& from) {
  ReportItem item{.receipt_number = from.at("receipt_number"),
                  .service = from.at("service"),
                  .stored_at = time_from(from.at("stored_at")),
                  .state = item_state_from(from.at("state").get<std::string>()).value(),
                  .trouble = static_cast<ItemTrouble>(from.at("trouble").get<int>())};
  if (const json& aside = from.at("set_aside"); !aside.is_null()) {
    item.set_aside = {set_aside_reason_from(aside.at("reason").get<std::string>()).value(),
                      aside.at("staff"), time_from(aside.at("at"))};
  }
  return item;
}

json json_of(const AgreedRange& range) {
  return {{"first", range.first},
          {"last", range.last},
          {"items", range.items},
          {"check_code", range.check_code},
          {"agreed_at", time_json(range.agreed_at)}};
}

AgreedRange range_from(const json& from) {
  return {from.at("first"), from.at("last"), from.at("items"), from.at("check_code"),
          time_from(from.at("agreed_at"))};
}

json json_of(const Reconciliation& books) {
  return {{"agreed", books.result == Reconciliation::Result::agreed},
          {"day", base::day_text(books.day)},
          {"here", books.here},
          {"there", books.there},
          {"check_code", books.check_code},
          {"missing_there", books.missing_there},
          {"differs", books.differs},
          {"unknown_here", books.unknown_here},
          {"compared_at", time_json(books.compared_at)}};
}

Reconciliation books_from(const json& from) {
  using Result = Reconciliation::Result;
  return {.result = from.at("agreed").get<bool>() ? Result::agreed : Result::disputed,
          .day = base::day_from(from.at("day").get<std::string>()).value(),
          .here = from.at("here"),
          .there = from.at("there"),
          .check_code = from.at("check_code"),
          .missing_there = from.at("missing_there"),
          .differs = from.at("differs"),
          .unknown_here = from.at("unknown_here"),
          .compared_at = time_from(from.at("compared_at"))};
}

json json_of(const DayAct& act) {
  return {{"at", time_json(act.at)}, {"act", name_of(act.kind)}, {"detail", act.detail}};
}

DayAct act_from(const json& from) {
  return {time_from(from.at("at")), audit_kind_from(from.at("act").get<std::string>()).value(),
          from.at("detail")};
}

template <class List>
json list_json(const List& list) {
  auto all = json::array();
  for (const auto& one : list) all.push_back(json_of(one));
  return all;
}

template <class Read>
auto list_from(const json& from, Read read) {
  std::vector<decltype(read(from))> all;
  for (const json& one : from) all.push_back(read(one));
  return all;
}

}  // namespace

json to_json(const DayReport& report) {
  return {{"day", base::day_text(report.day)},
          {"terminal", report.terminal},
          {"made_earliest", time_json(report.made.earliest)},
          {"made_latest", time_json(report.made.latest)},
          {"services", list_json(report.services)},
          {"items", list_json(report.items)},
          {"more_items", report.more_items},
          {"closes", list_json(report.closes)},
          {"last", report.last ? json_of(*report.last) : json(nullptr)},
          {"acts", list_json(report.acts)},
          {"more_acts", report.more_acts}};
}

std::optional<DayReport> day_report_from_json(const json& from) {
  try {
    DayReport report{
        .day = base::day_from(from.at("day").get<std::string>()).value(),
        .terminal = from.at("terminal"),
        .made = {time_from(from.at("made_earliest")), time_from(from.at("made_latest"))},
        .services = list_from(from.at("services"), service_from),
        .items = list_from(from.at("items"), item_from),
        .more_items = from.at("more_items"),
        .closes = list_from(from.at("closes"), range_from),
        .last = {},
        .acts = list_from(from.at("acts"), act_from),
        .more_acts = from.at("more_acts")};
    if (!from.at("last").is_null()) report.last = books_from(from.at("last"));
    return report;
  } catch (const json::exception&) {
    return std::nullopt;
  } catch (const std::bad_optional_access&) {
    return std::nullopt;
  }
}

}  // namespace linli::app
