#include "kiosk/protocol/json_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "kiosk/crypto/digest.h"

namespace linli::protocol::detail {
namespace {

constexpr int kDeepest = 16;

const Json kNothing;
const Json kEmptyList = Json::array();
const Json kEmptyObject = Json::object();

bool printable(const std::string& text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n') || byte == 0x7f;
  });
}

/// Exactly `count` digits from `at` on.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  const auto part = text.substr(at, count);
  if (part.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  int value = 0;
  std::from_chars(part.data(), part.data() + part.size(), value);
  return value;
}

}  // namespace

std::optional<Json> parse_object(std::string_view text, std::size_t most_bytes) {
  if (text.size() > most_bytes) return std::nullopt;
  bool too_deep = false;
  const auto shallow = [&too_deep](int depth, Json::parse_event_t, Json&) {
    too_deep = too_deep || depth > kDeepest;
    return !too_deep;
  };
  Json value = Json::parse(text, shallow, /*allow_exceptions=*/false);
  if (too_deep || !value.is_object()) return std::nullopt;
  return value;
}

std::string write(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Fields::Fields(const Json& value)
    : object_(value.is_object() ? &value : &kEmptyObject), ok_(value.is_object()) {}

bool Fields::has(const char* name) const { return object_->contains(name); }

const Json& Fields::member(const char* name) const {
  const auto found = object_->find(name);
  return found == object_->end() ? kNothing : *found;
}

const std::string& Fields::string(const char* name) {
  static const std::string empty;
  const auto* text = member(name).get_ptr<const Json::string_t*>();
  require(text != nullptr);
  return text ? *text : empty;
}

std::string Fields::text(const char* name, std::size_t most) {
  const std::string& value = string(name);
  require(value.size() <= most && printable(value));
  return ok_ ? value : std::string{};
}

std::int64_t Fields::integer(const char* name, std::int64_t low, std::int64_t high) {
  const Json& value = member(name);
  // A number above 2^63 is unsigned to the library and would wrap.
  const bool fits = value.is_number_integer() &&
                    (!value.is_number_unsigned() ||
                     value.get<std::uint64_t>() <= static_cast<std::uint64_t>(INT64_MAX));
  require(fits && value.get<std::int64_t>() >= low && value.get<std::int64_t>() <= high);
  return ok_ ? value.get<std::int64_t>() : low;
}

bool Fields::boolean(const char* name) {
  const Json& value = member(name);
  require(value.is_boolean());
  return ok_ && value.get<bool>();
}

domain::Money Fields::money(const char* name) { return {integer(name, 0, kMostFen)}; }

const Json& Fields::list(const char* name, std::size_t most) {
  const Json& value = member(name);
  require(value.is_array() && value.size() <= most);
  return ok_ ? value : kEmptyList;
}

const Json& Fields::object(const char* name) {
  const Json& value = member(name);
  require(value.is_object());
  return ok_ ? value : kEmptyObject;
}

std::string month_text(std::chrono::year_month month) {
  return fmt::format("{:04}-{:02}", int{month.year()}, unsigned{month.month()});
}

std::optional<std::chrono::year_month> month_from(std::string_view text) {
  const auto year = digits(text, 0, 4);
  const auto month = digits(text, 5, 2);
  if (text.size() != 7 || text[4] != '-' || !year || !month) return std::nullopt;
  const auto value = std::chrono::year{*year} / *month;
  return value.ok() ? std::optional(value) : std::nullopt;
}

std::optional<Bytes> fixed_bytes_from(std::string_view text, std::size_t size) {
  if (text.size() != (size * 4 + 2) / 3) return std::nullopt;
  auto bytes = crypto::from_base64url(text);
  if (!bytes || bytes->size() != size || crypto::to_base64url(*bytes) != text) return std::nullopt;
  return bytes;
}

}  // namespace linli::protocol::detail
