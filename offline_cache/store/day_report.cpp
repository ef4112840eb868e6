#include <algorithm>

#include "kiosk/base/day.h"
#include "kiosk/database/query.h"
#include "kiosk/protocol/day_close.h"
#include "offline_cache/store/audit_trail.h"
#include "offline_cache/store/day_rows.h"
#include "offline_cache/store/store.h"

namespace linli::offline_cache {
namespace {

namespace query = database::query;
using database::Database;
using database::Error;
using database::Statement;
using std::chrono::days;
using Outcome = Expected<void, Error>;

/// Read through indexes and counters alone: a long queue costs no scan.
constexpr std::string_view kCounts =
    "SELECT service, stored, accepted, first_receipt, last_receipt FROM day_count WHERE day = ?"
    " ORDER BY service";

constexpr std::string_view kItems =
    "SELECT receipt_number, service, (created_earliest + created_latest) / 2, state, problem,"
    " a.reason, a.staff, (a.at_earliest + a.at_latest) / 2"
    " FROM outbox_item LEFT JOIN set_aside a ON a.item = id"
    " WHERE kind = 'for_staff' AND hall_day = ? ORDER BY position";

constexpr std::string_view kCloses =
    "SELECT first_sequence, last_sequence, without, chain_head, agreed_at FROM day_close"
    " WHERE day = ? ORDER BY agreed_at";

/// What the partial index audit_event_of_staff holds.
constexpr std::string_view kActs =
    " FROM audit_event WHERE kind IN"
    " ('staff_signed_in', 'staff_closes_day', 'staff_retries_item', 'item_set_aside', 'day_closed',"
    " 'day_disputed', 'items_sent_again') AND at >= ? AND at < ? ";

ServiceDay read_counts(const Statement& row) {
  ServiceDay one;
  one.service = row.text(0);
  one.stored = static_cast<int>(row.integer(1));
  one.accepted = static_cast<int>(row.integer(2));
  one.first_receipt = row.text(3);
  one.last_receipt = row.text(4);
  return one;
}

ReportItem read_item(const Statement& row) {
  ReportItem item;
  item.receipt_number = row.text(0);
  item.service = row.text(1);
  item.stored_at = query::time(row, 2);
  item.state = item_state_from(row.text(3)).value_or(ItemState::quarantined);
  item.trouble = trouble_of(item.state, row.text(4), {});
  if (!row.is_null(5)) {
    item.set_aside = {set_aside_reason_from(row.text(5)).value_or(SetAsideReason::technical),
                      row.text(6), query::time(row, 7)};
  }
  return item;
}

AgreedRange read_close(const Statement& row) {
  protocol::DayClose close;
  close.first_sequence = static_cast<std::uint64_t>(row.integer(0));
  close.last_sequence = static_cast<std::uint64_t>(row.integer(1));
  close.without = protocol::sequences_from(row.text(2)).value_or(std::vector<std::uint64_t>{});
  return {.first = row.integer(0),
          .last = row.integer(1),
          .items = static_cast<int>(protocol::count_of(close)),
          .check_code = protocol::check_code_of(query::array<crypto::Digest>(row, 3)),
          .agreed_at = query::time(row, 4)};
}

/// The item's service counts it; each has its row, made when it was stored.
void count_item(std::vector<ServiceDay>& services, const ReportItem& item) {
  const auto one = std::ranges::find(services, item.service, &ServiceDay::service);
  if (one == services.end()) return;
  one->returned += item.state == ItemState::returned;
  one->refused += item.state == ItemState::refused;
  one->quarantined += item.state == ItemState::quarantined;
  one->set_aside += item.set_aside.has_value();
}

Outcome add_services(Database& database, std::int64_t day, DayReport& report) {
  auto services = query::rows(database, read_counts, kCounts, day);
  if (!services) return unexpected(services.error());
  auto items = query::rows(database, read_item, kItems, day);
  if (!items) return unexpected(items.error());
  for (const ReportItem& item : *items) count_item(*services, item);
  report.services = std::move(*services);
  if (items->size() > kMostReportItems) {
    report.more_items = static_cast<int>(items->size() - kMostReportItems);
    items->resize(kMostReportItems);
  }
  report.items = std::move(*items);
  return {};
}

Outcome add_closes(Database& database, DayReport& report) {
  auto closes = query::rows(database, read_close, kCloses, base::day_text(report.day));
  if (!closes) return unexpected(closes.error());
  report.closes = std::move(*closes);
  auto last = find_reconciliation(database);
  if (!last) return unexpected(last.error());
  if (*last && (*last)->day == report.day) report.last = std::move(*last);
  return {};
}

Outcome add_acts(Database& database, DayReport& report) {
  const base::WallTime begin = std::chrono::sys_days(report.day) - base::kHallOffset;
  auto acts = query::rows(
      database,
      [](const Statement& row) {
        return DayAct{query::time(row, 0),
                      audit_kind_from(row.text(1)).value_or(AuditKind::store_trouble), row.text(2)};
      },
      std::string("SELECT at, kind, detail").append(kActs) +
          "ORDER BY at DESC, number DESC LIMIT ?",
      begin, begin + days(1), static_cast<std::int64_t>(kMostReportActs));
  if (!acts) return unexpected(acts.error());
  const auto all = query::row(
      database, [](const Statement& row) { return static_cast<int>(row.integer(0)); },
      std::string("SELECT count(*)").append(kActs), begin, begin + days(1));
  if (!all) return unexpected(all.error());
  std::ranges::reverse(*acts);
  report.acts = std::move(*acts);
  report.more_acts = all->value_or(0) - static_cast<int>(report.acts.size());
  return {};
}

}  // namespace

std::optional<DayReport> Store::day_report(std::chrono::year_month_day day) {
  if (!database_) return std::nullopt;
  DayReport report;
  report.day = day;
  report.terminal = terminal_;
  report.made = clock_.interval();
  auto done =
      add_services(*database_, std::chrono::sys_days(day).time_since_epoch().count(), report);
  if (done) done = add_closes(*database_, report);
  if (done) done = add_acts(*database_, report);
  return done ? std::optional(std::move(report)) : std::nullopt;
}

}  // namespace linli::offline_cache
