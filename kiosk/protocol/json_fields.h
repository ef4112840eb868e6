#pragma once
#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"
#include "kiosk/domain/money.h"

/// How this directory reads and writes JSON. Private to it: no other directory
/// sees the library.
namespace linli::protocol::detail {

using Json = nlohmann::json;

inline constexpr std::size_t kMostMessageBytes = 64 * 1024;
inline constexpr std::int64_t kMostFen = 1'000'000'000'000;  // ten thousand million yuan

/// Empty unless the text is one JSON object (RFC 8259) in valid UTF-8, not over
/// `most_bytes` and not deeper than any message of ours.
std::optional<Json> parse_object(std::string_view text, std::size_t most_bytes);

/// JSON text; a byte that is not UTF-8 becomes U+FFFD instead of an exception.
std::string write(const Json& value);

/// Reads the members of one object. The first member that is missing, of
/// another type or out of range makes ok() false for good, so a parser reads
/// everything and asks once. Members that nobody reads are allowed.
class Fields {
 public:
  explicit Fields(const Json& value);

  bool ok() const { return ok_; }
  /// For rules over several members.
  void require(bool condition) { ok_ = ok_ && condition; }
  bool has(const char* name) const;

  /// Text without control characters other than line ends; `most` in bytes.
  std::string text(const char* name, std::size_t most);
  std::int64_t integer(const char* name, std::int64_t low, std::int64_t high);
  bool boolean(const char* name);
  domain::Money money(const char* name);
  /// A valid empty list or object after a failure. Lives as long as the value.
  const Json& list(const char* name, std::size_t most);
  const Json& object(const char* name);

  /// What `parse` (text to a value or nothing) makes of a member.
  template <class Parse>
  auto parsed(const char* name, Parse parse) {
    auto value = parse(std::string_view(string(name)));
    ok_ = ok_ && value.has_value();
    return value;
  }

  /// The same into a place of that type; left as it is after a failure.
  template <class T, class Parse>
  void read(const char* name, T& place, Parse parse) {
    if (auto value = parsed(name, parse)) place = *std::move(value);
  }

 private:
  const Json& member(const char* name) const;
  const std::string& string(const char* name);

  const Json* object_;
  bool ok_;
};

/// 2026-11.
std::string month_text(std::chrono::year_month month);
std::optional<std::chrono::year_month> month_from(std::string_view text);

/// Base64url of exactly `size` bytes, in the one canonical form.
std::optional<Bytes> fixed_bytes_from(std::string_view text, std::size_t size);

template <class Array>
std::optional<Array> array_from(std::string_view text) {
  Array array{};
  const auto bytes = fixed_bytes_from(text, array.size());
  if (!bytes) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), array.begin());
  return array;
}

}  // namespace linli::protocol::detail
