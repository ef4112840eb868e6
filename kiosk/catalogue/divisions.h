#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/catalogue/text.h"

/// The division tree (行政区划): provinces and what lies in them, as far down as is known.
namespace linli::catalogue {

enum class DivisionLevel { province, city, county, street, community };

struct DivisionRow {
  std::string code;  // 12 digits, 2 + 2 + 2 + 3 + 3 by level, with zeros for the levels below
  Text name;         // 锦绣街道; the English one is the Chinese where there is no other
};

/// Where a place lies follows from its code: in the nearest one that has its first digits and zeros
/// after them. So a level may be missing (a city without counties). Plain data; rows stay where
/// they are as long as the tree lives.
class Divisions {
 public:
  /// Codes of 12 digits, each once.
  explicit Divisions(std::vector<DivisionRow> rows);
  Divisions(const Divisions&) = delete;
  Divisions& operator=(const Divisions&) = delete;

  bool empty() const { return rows_.empty(); }
  /// Null for a code that is not there.
  const DivisionRow* find(std::string_view code) const;
  /// What a place lies in; null at the top.
  const DivisionRow* above(const DivisionRow& row) const;
  /// What lies directly in it, by code; of null the top: provinces.
  const std::vector<const DivisionRow*>& below(const DivisionRow* row) const;
  /// Nothing is left to be chosen: it is of that level, or the tree knows nothing in it.
  bool is_exact(const DivisionRow& row, DivisionLevel down_to) const;
  /// From the province down, in Chinese: 演示省演示市演示区.
  std::string full_name(const DivisionRow& row) const;
  /// The same for a screen; in English from the place up: Demo District, Demo City.
  std::string full_name(const DivisionRow& row, Language language) const;

 private:
  std::size_t index_of(const DivisionRow& row) const;

  std::vector<DivisionRow> rows_;                       // by code
  std::vector<const DivisionRow*> above_;               // of each row
  std::vector<std::vector<const DivisionRow*>> below_;  // of each row, and last of the top
};

/// By the zeros at the end of the code.
DivisionLevel level_of(std::string_view code);

/// 12 digits, not all of the province's zero.
bool is_division_code(std::string_view code);

}  // namespace linli::catalogue
