#include "centre/server/administration_commands.h"
#include "kiosk/base/day.h"

namespace linli::centre {
namespace {

constexpr std::size_t kMostListed = 10'000;

Json agreed_json(const protocol::AgreedDayClose& agreed) {
  const protocol::DayClose& close = agreed.close;
  return {{"state", "agreed"},
          {"terminal", close.terminal},
          {"day", base::day_text(close.day)},
          {"incarnation", close.incarnation.text()},
          {"first_sequence", close.first_sequence},
          {"last_sequence", close.last_sequence},
          {"items", count_of(close)},
          {"without", close.without},
          {"chain_head", crypto::to_hex(close.chain_head)},
          {"at", base::format_rfc3339(agreed.agreed_at)}};
}

/// The day of an open range is that of its oldest item.
Json open_json(const OpenRange& range) {
  return {{"state", "open"},
          {"terminal", range.terminal},
          {"day", base::day_text(base::hall_time(range.oldest).date)},
          {"incarnation", range.incarnation.text()},
          {"first_sequence", range.first_sequence},
          {"last_sequence", range.last_sequence},
          {"items", range.items},
          {"at", base::format_rfc3339(range.oldest)}};
}

}  // namespace

CommandResult list_day_closes(Administration& centre, const Json&) {
  const auto closes = centre.ledger().day_closes(kMostListed);
  if (!closes) return unexpected(describe(closes.error()));
  const auto open = centre.ledger().open_ranges();
  if (!open) return unexpected(describe(open.error()));
  Json list = Json::array();
  for (const auto& agreed : *closes) list.push_back(agreed_json(agreed));
  for (const OpenRange& range : *open) list.push_back(open_json(range));
  return list;
}

CommandResult expire_items(Administration& centre, const Json& arguments) {
  const auto day = base::day_from(text_argument(arguments, "before"));
  if (!day) return unexpected("a date is written as 2026-11-22");
  const base::WallTime before = std::chrono::sys_days{*day} - base::kHallOffset;
  if (before > centre.now()) return unexpected("the date lies in the future");
  const auto after = arguments.find("after");
  const bool goes_on = after != arguments.end() && after->is_number_integer();
  const auto done =
      centre.ledger().expire(before, centre.now(), goes_on ? after->get<std::int64_t>() : 0);
  if (!done) return unexpected(describe(done.error()));
  Json result{{"expired", done->expired}, {"kept", done->kept}};
  if (done->next) result["next"] = *done->next;
  return result;
}

}  // namespace linli::centre
