#include "kiosk/catalogue/object_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/day.h"

namespace linli::catalogue {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostIdBytes = 40;
constexpr std::size_t kMostTextBytes = 2000;
constexpr const char* kUnknown = "unknown";

bool is_id_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits, a point, two digits; at most 10 digits before the point.
bool is_amount(const std::string& text) {
  if (text.size() < 4 || text.size() > 13 || text[text.size() - 3] != '.') return false;
  return std::ranges::count_if(text, is_digit) == static_cast<std::ptrdiff_t>(text.size()) - 1;
}

}  // namespace

std::optional<std::chrono::year_month_day> day_of(const Json& value, const Place& place) {
  const auto* text = value.get_ptr<const std::string*>();
  const auto day = text == nullptr ? std::nullopt : base::day_from(*text);
  if (!day) place.fault("must be a day as a text, such as \"2026-11-22\"");
  return day;
}

ObjectReader::ObjectReader(const Json& value, Place place)
    : value_(value), place_(std::move(place)) {
  if (!value_.is_object()) place_.fault("is no object; write { … }");
}

const Json* ObjectReader::take(const std::string& member, Need need) {
  asked_.insert(member);
  if (!value_.is_object()) return nullptr;
  const auto found = value_.find(member);
  if (found != value_.end()) return &*found;
  if (need == Need::required) place_.at(member).fault("is missing; add it");
  return nullptr;
}

const std::string* ObjectReader::take_string(const std::string& member, std::size_t most_bytes,
                                             Need need) {
  const Json* value = take(member, need);
  if (value == nullptr) return nullptr;
  const auto* text = value->get_ptr<const std::string*>();
  if (text == nullptr || text->empty() || text->size() > most_bytes) {
    place_.at(member).fault(fmt::format("must be a text of 1 to {} bytes", most_bytes));
    return nullptr;
  }
  return text;
}

std::string ObjectReader::id(const std::string& member, Need need) {
  const std::string* text = take_string(member, kMostIdBytes, need);
  if (text == nullptr) return {};
  if (!std::ranges::all_of(*text, is_id_character)) {
    place_.at(member).fault("must be lower-case letters, digits and underscores only");
  }
  return *text;
}

std::vector<std::string> ObjectReader::ids(const std::string& member, std::size_t most) {
  const bool several = value_.is_object() && value_.contains(member) && value_[member].is_array();
  if (!several) return {id(member)};
  std::vector<std::string> ids;
  list(member, 1, most, [&](const Json& item, const Place& place) {
    const auto* text = item.get_ptr<const std::string*>();
    if (text == nullptr || text->empty() || !std::ranges::all_of(*text, is_id_character)) {
      return place.fault("must be an id: lower-case letters, digits and underscores only");
    }
    if (std::ranges::count(ids, *text) > 0) return place.fault("stands there twice");
    ids.push_back(*text);
  });
  return ids;
}

std::string ObjectReader::line(const std::string& member, Need need) {
  const std::string* text = take_string(member, kMostTextBytes, need);
  return text == nullptr ? std::string() : *text;
}

Text ObjectReader::text(const std::string& member, Need need) {
  const Json* value = take(member, need);
  if (value == nullptr) return {};
  ObjectReader languages(*value, place_.at(member));
  Text text;
  text.zh = languages.line("zh");
  text.en = languages.line("en");
  languages.refuse_unknown();
  return text;
}

Text ObjectReader::text_or_unknown(const std::string& member) {
  if (!is_unknown(member)) return text(member);
  asked_.insert(member);
  return {};
}

int ObjectReader::whole_number(const std::string& member, int least, int most) {
  const Json* value = take(member, Need::required);
  if (value == nullptr) return least;
  if (value->is_number_integer()) {
    const auto number = value->get<std::int64_t>();
    if (number >= least && number <= most) return static_cast<int>(number);
  }
  place_.at(member).fault(fmt::format("must be a whole number from {} to {}", least, most));
  return least;
}

int ObjectReader::whole_number_or(const std::string& member, int least, int most, int otherwise) {
  const bool there = value_.is_object() && value_.contains(member);
  return there ? whole_number(member, least, most) : otherwise;
}

bool ObjectReader::flag(const std::string& member, bool otherwise) {
  const Json* value = take(member, Need::optional);
  if (value == nullptr) return otherwise;
  if (value->is_boolean()) return value->get<bool>();
  place_.at(member).fault("must be true or false");
  return otherwise;
}

std::optional<domain::Money> ObjectReader::money(const std::string& member, Need need) {
  const Json* value = take(member, need);
  if (value == nullptr) return std::nullopt;
  const auto* text = value->get_ptr<const std::string*>();
  if (text == nullptr || !is_amount(*text)) {
    place_.at(member).fault("must be yuan with two decimals as a text, such as \"748.80\"");
    return std::nullopt;
  }
  std::int64_t fen = 0;
  for (const char c : *text) {
    if (is_digit(c)) fen = fen * 10 + (c - '0');
  }
  return domain::Money{fen};
}

std::optional<std::chrono::year_month_day> ObjectReader::day(const std::string& member, Need need) {
  const Json* value = take(member, need);
  if (value == nullptr) return std::nullopt;
  return day_of(*value, place_.at(member));
}

bool ObjectReader::is_unknown(const std::string& member) const {
  const auto found = value_.is_object() ? value_.find(member) : value_.end();
  return found != value_.end() && *found == kUnknown;
}

void ObjectReader::list(const std::string& member, std::size_t least, std::size_t most,
                        const EachItem& each) {
  read_items(member, least, most, each, "");
}

void ObjectReader::list_or_unknown(const std::string& member, std::size_t most,
                                   const EachItem& each) {
  asked_.insert(member);
  if (!is_unknown(member)) read_items(member, 1, most, each, ", or \"unknown\"");
}

void ObjectReader::list_if_there(const std::string& member, std::size_t most,
                                 const EachItem& each) {
  if (value_.is_object() && value_.contains(member)) read_items(member, 1, most, each, "");
}

void ObjectReader::read_items(const std::string& member, std::size_t least, std::size_t most,
                              const EachItem& each, const char* or_else) {
  const Json* value = take(member, Need::required);
  if (value == nullptr) return;
  const Place inner = place_.at(member);
  if (!value->is_array() || value->size() < least || value->size() > most) {
    inner.fault(fmt::format("must be a list of {} to {} items{}", least, most, or_else));
    return;
  }
  for (std::size_t i = 0; i < value->size(); ++i) each((*value)[i], inner.at(i));
}

const Json* ObjectReader::object(const std::string& member, Need need) {
  const Json* value = take(member, need);
  if (value == nullptr || value->is_object()) return value;
  place_.at(member).fault("is no object; write { … }");
  return nullptr;
}

void ObjectReader::refuse_unknown() {
  if (!value_.is_object()) return;
  for (const auto& [member, unused] : value_.items()) {
    if (!asked_.contains(member)) {
      place_.at(member).fault("is not known here; remove it or correct its spelling");
    }
  }
}

}  // namespace linli::catalogue
