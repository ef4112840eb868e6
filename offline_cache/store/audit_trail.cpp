#include "offline_cache/store/audit_trail.h"

#include <fmt/format.h>

#include "kiosk/crypto/digest.h"
#include "kiosk/database/query.h"

namespace linli::offline_cache {
namespace {

namespace query = database::query;
using crypto::Digest;

constexpr std::size_t kMostDetailBytes = 200;

struct Event {
  std::int64_t number = 0;
  base::WallTime at{};
  std::string kind;
  std::string detail;
  Digest previous{};
  Digest hash{};
};

Digest hash_of(const Event& event) {
  return crypto::sha256(bytes_of(
      fmt::format("linli-audit-v1\nnumber: {}\nat: {}\nkind: {}\ndetail: {}\nprevious: {}\n",
                  event.number, event.at.time_since_epoch().count(), event.kind, event.detail,
                  crypto::to_hex(event.previous))));
}

/// At most that many bytes, without half a character at the end (UTF-8).
std::string_view cut(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0) == 0x80) --most;
  return text.substr(0, most);
}

Event read_event(const database::Statement& row) {
  return {row.integer(0), query::time(row, 1),          row.text(2),
          row.text(3),    query::array<Digest>(row, 4), query::array<Digest>(row, 5)};
}

}  // namespace

std::string_view name_of(AuditKind kind) {
  switch (kind) {
    case AuditKind::terminal_started:
      return "terminal_started";
    case AuditKind::terminal_enrolled:
      return "terminal_enrolled";
    case AuditKind::session_started:
      return "session_started";
    case AuditKind::session_ended:
      return "session_ended";
    case AuditKind::session_timed_out:
      return "session_timed_out";
    case AuditKind::consent_given:
      return "consent_given";
    case AuditKind::consent_declined:
      return "consent_declined";
    case AuditKind::help_called:
      return "help_called";
    case AuditKind::item_stored:
      return "item_stored";
    case AuditKind::item_accepted:
      return "item_accepted";
    case AuditKind::item_quarantined:
      return "item_quarantined";
    case AuditKind::item_requeued:
      return "item_requeued";
    case AuditKind::item_set_aside:
      return "item_set_aside";
    case AuditKind::items_sent_again:
      return "items_sent_again";
    case AuditKind::items_exported:
      return "items_exported";
    case AuditKind::day_closed:
      return "day_closed";
    case AuditKind::day_disputed:
      return "day_disputed";
    case AuditKind::content_deleted:
      return "content_deleted";
    case AuditKind::code_rejected:
      return "code_rejected";
    case AuditKind::store_trouble:
      return "store_trouble";
    case AuditKind::staff_added:
      return "staff_added";
    case AuditKind::staff_removed:
      return "staff_removed";
    case AuditKind::staff_signed_in:
      return "staff_signed_in";
    case AuditKind::staff_refused:
      return "staff_refused";
    case AuditKind::staff_signed_out:
      return "staff_signed_out";
    case AuditKind::staff_closes_day:
      return "staff_closes_day";
    case AuditKind::staff_retries_item:
      return "staff_retries_item";
  }
  return "unknown";
}

Expected<void, database::Error> append_event(database::Database& database, base::WallTime at,
                                             AuditKind kind, std::string_view detail) {
  const auto last = query::row(database, read_event,
                               "SELECT number, at, kind, detail, previous, hash FROM audit_event"
                               " ORDER BY number DESC LIMIT 1");
  if (!last) return unexpected(last.error());
  Event event{1,  at, std::string(name_of(kind)), std::string(cut(detail, kMostDetailBytes)),
              {}, {}};
  if (*last) {
    event.number = (*last)->number + 1;
    event.previous = (*last)->hash;
  }
  return query::run(database, "INSERT INTO audit_event VALUES (?, ?, ?, ?, ?, ?)", event.number,
                    event.at, event.kind, event.detail, ByteView(event.previous),
                    ByteView(hash_of(event)));
}

bool trail_intact(database::Database& database) {
  auto events = database.prepare(
      "SELECT number, at, kind, detail, previous, hash FROM audit_event ORDER BY number");
  if (!events) return false;
  std::optional<Event> before;
  while (true) {
    const auto more = events->step();
    if (!more) return false;
    if (!*more) return true;
    Event event = read_event(*events);
    // Old events are dropped from the front, so only the first may stand alone.
    const bool follows =
        !before || (event.number == before->number + 1 && event.previous == before->hash);
    if (!follows || event.hash != hash_of(event)) return false;
    before = std::move(event);
  }
}

}  // namespace linli::offline_cache
