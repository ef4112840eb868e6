#include "kiosk/catalogue/unit.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>

#include "kiosk/domain/money.h"

namespace linli::catalogue {
namespace {

constexpr std::int64_t kMostFen = 100'000'000;  // a million yuan

/// 0 is an amount ("nothing is paid here"); a time limit of no days is a mistake.
constexpr std::array kUnits{
    UnitRow{Unit::fen, "fen", " yuan", Notation::yuan, 0, kMostFen},
    UnitRow{Unit::fen_a_month, "fen_a_month", " yuan a month", Notation::yuan, 0, kMostFen},
    UnitRow{Unit::fen_a_year, "fen_a_year", " yuan a year", Notation::yuan, 0, kMostFen},
    UnitRow{Unit::hours, "hours", " hours", Notation::whole_number, 0, 24 * 31},
    UnitRow{Unit::days, "days", " days", Notation::whole_number, 0, 3660},
    UnitRow{Unit::working_days, "working_days", " working days", Notation::whole_number, 1, 365},
    UnitRow{Unit::months, "months", " months", Notation::whole_number, 1, 120},
    UnitRow{Unit::years, "years", " years", Notation::whole_number, 1, 120},
    UnitRow{Unit::ratio_percent, "ratio_percent", "%", Notation::whole_number, 1, 1000},
    UnitRow{Unit::count, "count", " times", Notation::whole_number, 1, 1000},
    UnitRow{Unit::time_of_day, "time_of_day", "", Notation::clock, 0, 24 * 60 - 1},
};

}  // namespace

std::span<const UnitRow> units() { return kUnits; }

const UnitRow& row_of(Unit unit) {
  const auto* row = std::ranges::find(kUnits, unit, &UnitRow::unit);
  assert(row != kUnits.end());
  return *row;
}

std::string_view name_of(Unit unit) { return row_of(unit).name; }

std::string write_amount(Unit unit, std::int64_t amount) {
  switch (row_of(unit).notation) {
    case Notation::yuan:
      return domain::Money{amount}.yuan();
    case Notation::whole_number:
      return std::to_string(amount);
    case Notation::clock:
      return fmt::format("{:02}:{:02}", amount / 60, amount % 60);
  }
  return {};
}

std::string describe_amount(Unit unit, std::int64_t amount) {
  return write_amount(unit, amount) + std::string(row_of(unit).words);
}

}  // namespace linli::catalogue
