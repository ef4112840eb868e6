#pragma once
#include <chrono>
#include <functional>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/catalogue/faults.h"
#include "kiosk/catalogue/text.h"
#include "kiosk/domain/money.h"

/// Strict reading of one JSON object: what is missing, of the wrong kind, out of
/// bounds or unknown is noted as a fault, and reading goes on with an empty
/// value, so that all faults of a file are found at once.
namespace linli::catalogue {

enum class Need { required, optional };

/// A text "2026-11-22" (GB/T 7408.1). Empty after a fault.
std::optional<std::chrono::year_month_day> day_of(const nlohmann::json& value, const Place& place);

class ObjectReader {
 public:
  ObjectReader(const nlohmann::json& value, Place place);

  /// Lower-case letters, digits and underscores, at most 40.
  std::string id(const std::string& member, Need need = Need::required);
  /// One id, or a list of 1…most, none of them twice.
  std::vector<std::string> ids(const std::string& member, std::size_t most);
  /// 1–2000 bytes of UTF-8.
  std::string line(const std::string& member, Need need = Need::required);
  /// {"zh": …, "en": …}, neither empty.
  Text text(const std::string& member, Need need = Need::required);
  /// The same, or empty for "unknown".
  Text text_or_unknown(const std::string& member);
  int whole_number(const std::string& member, int least, int most);
  int whole_number_or(const std::string& member, int least, int most, int otherwise);
  bool flag(const std::string& member, bool otherwise);
  /// "748.80": yuan with two decimals, as text so that nothing is rounded.
  std::optional<domain::Money> money(const std::string& member, Need need);
  std::optional<std::chrono::year_month_day> day(const std::string& member, Need need);
  /// The one of `rows` whose name stands there; null, with a fault that names them all, otherwise.
  template <class Rows>
  auto row(const std::string& member, const Rows& rows) -> decltype(std::data(rows));

  using EachItem = std::function<void(const nlohmann::json& item, const Place& place)>;
  /// An array of least…most items.
  void list(const std::string& member, std::size_t least, std::size_t most, const EachItem& each);

  /// The same of at least one item, or nothing for "unknown".
  void list_or_unknown(const std::string& member, std::size_t most, const EachItem& each);

  /// The same of at least one item, or nothing where the member is not there.
  void list_if_there(const std::string& member, std::size_t most, const EachItem& each);

  /// Null if it is not there or not an object.
  const nlohmann::json* object(const std::string& member, Need need = Need::required);

  bool has(const std::string& member) const {
    return value_.is_object() && value_.contains(member);
  }

  /// Notes every member that nobody asked for. Call last.
  void refuse_unknown();

  const Place& place() const { return place_; }

 private:
  const nlohmann::json* take(const std::string& member, Need need);
  const std::string* take_string(const std::string& member, std::size_t most_bytes, Need need);
  bool is_unknown(const std::string& member) const;
  void read_items(const std::string& member, std::size_t least, std::size_t most,
                  const EachItem& each, const char* or_else);

  const nlohmann::json& value_;
  Place place_;
  std::set<std::string> asked_;
};

template <class Rows>
auto ObjectReader::row(const std::string& member, const Rows& rows) -> decltype(std::data(rows)) {
  const std::string name = id(member);
  std::string known;
  for (const auto& row : rows) {
    if (row.name == name) return &row;
    known += " " + std::string(row.name);
  }
  place_.at(member).fault("is not known; use one of:" + known);
  return nullptr;
}

}  // namespace linli::catalogue
