#include "kiosk/base/day.h"
#include "kiosk/protocol/day_close.h"
#include "kiosk/protocol/link_json.h"

namespace linli::protocol {

using namespace detail;

namespace {

Json close_json(const DayClose& close) {
  return {{"terminal", close.terminal},
          {"incarnation", close.incarnation.text()},
          {"first_sequence", close.first_sequence},
          {"last_sequence", close.last_sequence},
          {"count", count_of(close)},
          {"without", close.without},
          {"chain_head", crypto::to_hex(close.chain_head)},
          {"day", base::day_text(close.day)}};
}

std::uint64_t read_sequence(Fields& fields, const char* name) {
  return static_cast<std::uint64_t>(fields.integer(name, 1, INT64_MAX));
}

/// Ascending numbers from `least` on.
std::vector<std::uint64_t> read_sequences(Fields& fields, const char* name, std::uint64_t least) {
  std::vector<std::uint64_t> sequences;
  for (const Json& json : fields.list(name, kMostDayCloseNames)) {
    const bool fits = json.is_number_unsigned() && json.get<std::uint64_t>() >= least &&
                      json.get<std::uint64_t>() <= static_cast<std::uint64_t>(INT64_MAX);
    fields.require(fits);
    if (!fits) return {};
    sequences.push_back(json.get<std::uint64_t>());
    least = sequences.back() + 1;
  }
  return sequences;
}

DayClose read_close(Fields& fields) {
  DayClose close;
  fields.read("terminal", close.terminal, terminal_from);
  fields.read("incarnation", close.incarnation, base::Uuid::parse);
  close.first_sequence = read_sequence(fields, "first_sequence");
  close.last_sequence = read_sequence(fields, "last_sequence");
  close.without = read_sequences(fields, "without", close.first_sequence);
  const auto count = fields.integer("count", 0, static_cast<std::int64_t>(kMostDayCloseRange));
  fields.read("chain_head", close.chain_head, crypto::digest_from_hex);
  fields.read("day", close.day, base::day_from);
  fields.require(close.first_sequence <= close.last_sequence &&
                 close.last_sequence - close.first_sequence < kMostDayCloseRange);
  fields.require(close.without.empty() || close.without.back() <= close.last_sequence);
  fields.require(fields.ok() && count_of(close) == static_cast<std::uint64_t>(count));
  return close;
}

std::vector<ChainMark> read_marks(Fields& fields, const DayClose& close) {
  std::vector<ChainMark> marks;
  if (!fields.has("marks")) return marks;
  std::uint64_t least = close.first_sequence;
  for (const Json& json : fields.list("marks", kMostDayCloseNames)) {
    Fields member(json);
    ChainMark mark;
    mark.sequence = read_sequence(member, "sequence");
    member.read("hash", mark.hash, crypto::digest_from_hex);
    fields.require(member.ok() && mark.sequence >= least && mark.sequence <= close.last_sequence);
    least = mark.sequence + 1;
    marks.push_back(mark);
  }
  return marks;
}

std::vector<HeldItem> read_held(Fields& fields) {
  std::vector<HeldItem> held;
  for (const Json& json : fields.list("unknown", kMostDayCloseNames)) {
    Fields member(json);
    HeldItem item;
    member.read("item", item.item, base::Uuid::parse);
    item.sequence = read_sequence(member, "sequence");
    fields.require(member.ok());
    held.push_back(item);
  }
  return held;
}

Json answer_json(const AgreedDayClose& agreed) {
  Json json = close_json(agreed.close);
  json["result"] = "agreed";
  json["agreed_at"] = base::format_rfc3339(agreed.agreed_at);
  json["signature"] = crypto::to_base64url(agreed.signature);
  return json;
}

Json answer_json(const DayCloseDifference& difference) {
  Json unknown = Json::array();
  for (const HeldItem& held : difference.unknown) {
    unknown.push_back({{"item", held.item.text()}, {"sequence", held.sequence}});
  }
  Json json{{"result", "differs"},
            {"there", difference.there},
            {"missing", difference.missing},
            {"more_missing", difference.more_missing},
            {"unknown", unknown},
            {"more_unknown", difference.more_unknown}};
  if (difference.differs_from) json["differs_from"] = *difference.differs_from;
  return json;
}

AgreedDayClose read_agreed(Fields& fields) {
  AgreedDayClose agreed;
  agreed.close = read_close(fields);
  fields.read("agreed_at", agreed.agreed_at, base::parse_rfc3339);
  fields.read("signature", agreed.signature, array_from<crypto::Signature>);
  return agreed;
}

DayCloseDifference read_difference(Fields& fields) {
  DayCloseDifference difference;
  difference.there = static_cast<std::uint64_t>(
      fields.integer("there", 0, static_cast<std::int64_t>(kMostDayCloseRange)));
  difference.missing = read_sequences(fields, "missing", 1);
  difference.more_missing = fields.boolean("more_missing");
  difference.unknown = read_held(fields);
  difference.more_unknown = fields.boolean("more_unknown");
  if (fields.has("differs_from")) difference.differs_from = read_sequence(fields, "differs_from");
  return difference;
}

}  // namespace

std::string to_json(const DayCloseRequest& request) {
  Json json = close_json(request.close);
  if (request.marks.empty()) return write(json);
  Json marks = Json::array();
  for (const ChainMark& mark : request.marks) {
    marks.push_back({{"sequence", mark.sequence}, {"hash", crypto::to_hex(mark.hash)}});
  }
  json["marks"] = std::move(marks);
  return write(json);
}

std::optional<DayCloseRequest> day_close_request_from_json(std::string_view text) {
  const auto json = parse_object(text, kMaxDayCloseBytes);
  if (!json) return std::nullopt;
  Fields fields(*json);
  DayCloseRequest request;
  request.close = read_close(fields);
  request.marks = read_marks(fields, request.close);
  return fields.ok() ? std::optional(std::move(request)) : std::nullopt;
}

std::string to_json(const DayCloseAnswer& answer) {
  return write(std::visit([](const auto& kind) { return answer_json(kind); }, answer));
}

std::optional<DayCloseAnswer> day_close_answer_from_json(std::string_view text) {
  const auto json = parse_object(text, kMaxDayCloseBytes);
  if (!json) return std::nullopt;
  Fields fields(*json);
  const std::string result = fields.text("result", 16);
  DayCloseAnswer answer;
  if (result == "agreed") {
    answer = read_agreed(fields);
  } else {
    fields.require(result == "differs");
    answer = read_difference(fields);
  }
  return fields.ok() ? std::optional(std::move(answer)) : std::nullopt;
}

}  // namespace linli::protocol
