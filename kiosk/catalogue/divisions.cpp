#include "kiosk/catalogue/divisions.h"

#include <algorithm>
#include <array>

namespace linli::catalogue {
namespace {

constexpr std::size_t kDigits = 12;
/// Digits that say where a place of each level is.
constexpr std::array<std::size_t, 5> kDigitsOfLevel{2, 4, 6, 9, 12};

std::string at_level(std::string_view code, std::size_t level) {
  std::string of_level(code.substr(0, kDigitsOfLevel.at(level)));
  of_level.resize(kDigits, '0');
  return of_level;
}

}  // namespace

bool is_division_code(std::string_view code) {
  return code.size() == kDigits && code.substr(0, 2) != "00" &&
         code.find_first_not_of("0123456789") == std::string_view::npos;
}

DivisionLevel level_of(std::string_view code) {
  std::size_t level = 0;
  while (level + 1 < kDigitsOfLevel.size() && at_level(code, level) != code) ++level;
  return static_cast<DivisionLevel>(level);
}

Divisions::Divisions(std::vector<DivisionRow> rows) : rows_(std::move(rows)) {
  std::ranges::sort(rows_, {}, &DivisionRow::code);
  below_.resize(rows_.size() + 1);
  for (const DivisionRow& row : rows_) {
    const DivisionRow* nearest = nullptr;
    for (auto level = static_cast<std::size_t>(level_of(row.code)); level > 0 && !nearest;
         --level) {
      nearest = find(at_level(row.code, level - 1));
    }
    above_.push_back(nearest);
    below_[nearest == nullptr ? rows_.size() : index_of(*nearest)].push_back(&row);
  }
}

std::size_t Divisions::index_of(const DivisionRow& row) const {
  return static_cast<std::size_t>(&row - rows_.data());
}

const DivisionRow* Divisions::find(std::string_view code) const {
  const auto found = std::ranges::lower_bound(rows_, code, {}, &DivisionRow::code);
  return found == rows_.end() || found->code != code ? nullptr : &*found;
}

const DivisionRow* Divisions::above(const DivisionRow& row) const { return above_[index_of(row)]; }

const std::vector<const DivisionRow*>& Divisions::below(const DivisionRow* row) const {
  return row == nullptr ? below_.back() : below_[index_of(*row)];
}

bool Divisions::is_exact(const DivisionRow& row, DivisionLevel down_to) const {
  return level_of(row.code) >= down_to || below(&row).empty();
}

std::string Divisions::full_name(const DivisionRow& row) const {
  return full_name(row, Language::chinese);
}

std::string Divisions::full_name(const DivisionRow& row, Language language) const {
  std::string name = row.name.in(language);
  for (const DivisionRow* one = above(row); one != nullptr; one = above(*one)) {
    name = language == Language::chinese ? one->name.zh + name : name + ", " + one->name.en;
  }
  return name;
}

}  // namespace linli::catalogue
