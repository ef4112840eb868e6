#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/expected.h"
#include "kiosk/catalogue/catalogue_error.h"
#include "kiosk/catalogue/divisions.h"
#include "kiosk/catalogue/text.h"

/// What differs from place to place and from year to year: standards, ratios, limits, time limits,
/// hotlines, offices. Never a constant in code.
namespace linli::catalogue {

/// What a parameter's whole number counts. Names, bounds and notation in files: unit.cpp.
enum class Unit {
  fen,
  fen_a_month,
  fen_a_year,
  hours,
  days,
  working_days,
  months,
  years,
  ratio_percent,  // 150: one and a half times
  count,
  time_of_day,  // minutes after midnight
};

/// As region files write it, without the unit: 624.00 (yuan), 20, 08:30.
std::string write_amount(Unit unit, std::int64_t amount);
/// The same with the unit in English: "624.00 yuan a month".
std::string describe_amount(Unit unit, std::int64_t amount);
/// In the list of parameters: "fen_a_month".
std::string_view name_of(Unit unit);

/// Where a figure stands, so that anyone can look it up.
struct Source {
  std::string document;  // title
  std::string passage;   // chapter, number, and the words
};

struct DatedValue {
  std::int64_t amount = 0;  // in the parameter's unit
  std::chrono::year_month_day from;
  std::optional<std::chrono::year_month_day> until;  // the last day; empty: not ended
  Source source;                                     // empty in an invented region
};

/// One row of assets/regions/parameters.json, with what a region says of it.
struct Parameter {
  std::string name;  // urban_subsistence_standard
  Text term;         // 城市低保标准
  Unit unit{};
  std::string meaning;             // for those who fill in a region's file
  std::vector<DatedValue> values;  // in order of time, without overlap; empty: unknown

  /// Null where nothing is known for that day.
  const DatedValue* on(std::chrono::year_month_day day) const;
};

struct Hotline {
  std::string number;
  Text label;
};

struct Office {
  Text name;
  Text address;       // empty: unknown
  std::string phone;  // digits and hyphens; empty: unknown
};

/// Plain data; once it is loaded any thread may read it.
struct Region {
  Text division;   // 阜新市海州区
  Text hall;       // 锦绣社区服务中心; empty: unknown
  Text street;     // 海州街道; empty: unknown
  Text authority;  // who decides: 区民政局; empty: unknown
  std::vector<Hotline> hotlines;
  std::vector<Office> offices;
  std::vector<Parameter> parameters;           // every one of the list, in its order
  bool invented = false;                       // demo data
  std::shared_ptr<const Divisions> divisions;  // of a loaded catalogue; else null

  /// The hall, or the division where the hall has no name here.
  const Text& place() const { return hall.zh.empty() ? division : hall; }

  /// Null for a name that is not on the list.
  const Parameter* find(std::string_view name) const;

  /// In the parameter's unit. Empty where it is unknown or not valid on that day: never 0 for that.
  std::optional<std::int64_t> value(std::string_view name, std::chrono::year_month_day day) const;
};

/// `text` with the amount in place of every {name of a parameter}. Empty if one of them has no
/// value on that day: half a promise is none.
std::optional<std::string> with_amounts(std::string_view text, const Region& region,
                                        std::chrono::year_month_day day);

std::optional<Text> with_amounts(const Text& text, const Region& region,
                                 std::chrono::year_month_day day);

/// Reads DIR/regions/parameters.json and DIR/regions/NAME.json. Every fault is reported, not
/// only the first.
Expected<Region, std::vector<CatalogueError>> load_region(const std::filesystem::path& directory,
                                                          const std::string& name);

}  // namespace linli::catalogue
