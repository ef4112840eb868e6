#include <fmt/format.h>

#include <algorithm>

#include "kiosk/catalogue/object_reader.h"
#include "kiosk/catalogue/readers.h"
#include "kiosk/catalogue/unit.h"

namespace linli::catalogue {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostHotlines = 6;
constexpr std::size_t kMostOffices = 50;
constexpr std::size_t kMostValues = 30;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Only an invented region may say something without saying where it is from.
Source read_source(ObjectReader& object, Need need) {
  const Json* value = object.object("source", need);
  if (value == nullptr) return {};
  ObjectReader source(*value, object.place().at("source"));
  Source read{source.line("document"), source.line("passage")};
  source.refuse_unknown();
  return read;
}

Hotline read_hotline(const Json& value, const Place& place, Need source) {
  ObjectReader object(value, place);
  Hotline hotline{object.line("number"), object.text("label")};
  if (hotline.number.size() > 12 || !std::ranges::all_of(hotline.number, is_digit)) {
    place.at("number").fault("must be at most 12 digits");
  }
  read_source(object, source);
  object.refuse_unknown();
  return hotline;
}

std::string read_phone(ObjectReader& object) {
  std::string phone = object.line("phone");
  if (phone == "unknown") return {};
  const auto fits = [](char c) { return is_digit(c) || c == '-'; };
  if (phone.size() > 20 || !std::ranges::all_of(phone, fits)) {
    object.place().at("phone").fault(
        "must be at most 20 digits and hyphens, such as \"0418-2812345\", or \"unknown\"");
  }
  return phone;
}

Office read_office(const Json& value, const Place& place, Need source) {
  ObjectReader object(value, place);
  Office office{object.text("name"), object.text_or_unknown("address"), read_phone(object)};
  read_source(object, source);
  object.refuse_unknown();
  return office;
}

std::int64_t read_yuan(ObjectReader& object, const UnitRow& unit) {
  const auto money = object.money("value", Need::required);
  if (!money) return unit.least;
  if (money->fen < unit.least || money->fen > unit.most) {
    object.place().at("value").fault(fmt::format("must be from {} to {} yuan",
                                                 write_amount(unit.unit, unit.least),
                                                 write_amount(unit.unit, unit.most)));
  }
  return money->fen;
}

std::int64_t read_clock(ObjectReader& object, const UnitRow& unit) {
  const std::string text = object.line("value");
  const auto digits = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  const bool written_so =
      text.size() == 5 && text[2] == ':' && std::ranges::count_if(text, is_digit) == 4;
  if (written_so && digits(0) < 24 && digits(3) < 60) return digits(0) * 60 + digits(3);
  object.place().at("value").fault("must be a time of day as a text, such as \"08:30\"");
  return unit.least;
}

std::int64_t read_amount(ObjectReader& object, const UnitRow& unit) {
  switch (unit.notation) {
    case Notation::yuan:
      return read_yuan(object, unit);
    case Notation::whole_number:
      return object.whole_number("value", static_cast<int>(unit.least),
                                 static_cast<int>(unit.most));
    case Notation::clock:
      return read_clock(object, unit);
  }
  return unit.least;
}

DatedValue read_value(const Json& value, const Place& place, const UnitRow& unit, Need source) {
  ObjectReader object(value, place);
  DatedValue read;
  read.amount = read_amount(object, unit);
  read.from = object.day("from", Need::required).value_or(std::chrono::year_month_day{});
  read.until = object.day("until", Need::optional);
  if (read.from.ok() && read.until && *read.until < read.from) {
    place.at("until").fault("is before from; correct one of them");
  }
  read.source = read_source(object, source);
  object.refuse_unknown();
  return read;
}

/// On no day may two values be valid.
void check_order(const std::vector<DatedValue>& values, const Place& place) {
  for (std::size_t i = 1; i < values.size(); ++i) {
    const DatedValue& before = values[i - 1];
    if (before.until && *before.until < values[i].from) continue;
    place.at(i).at("from").fault(
        "overlaps the value before it; write the values in order of time, and end each but the "
        "last with an until");
  }
}

void read_values(ObjectReader& region, std::vector<Parameter>& parameters, Need source) {
  const Json* value = region.object("parameters");
  if (value == nullptr) return;
  ObjectReader object(*value, region.place().at("parameters"));
  for (Parameter& parameter : parameters) {
    const UnitRow& unit = row_of(parameter.unit);
    object.list_or_unknown(parameter.name, kMostValues, [&](const Json& item, const Place& place) {
      parameter.values.push_back(read_value(item, place, unit, source));
    });
    check_order(parameter.values, object.place().at(parameter.name));
  }
  object.refuse_unknown();
}

}  // namespace

Region read_region(const Json& value, std::vector<Parameter> parameters, const Place& place) {
  ObjectReader object(value, place);
  Region region;
  region.parameters = std::move(parameters);
  region.invented = object.flag("invented", false);
  const Need source = region.invented ? Need::optional : Need::required;
  region.division = object.text("division");
  region.hall = object.text_or_unknown("hall");
  region.street = object.text_or_unknown("street");
  region.authority = object.text_or_unknown("authority");
  read_source(object, source);
  object.list_or_unknown("hotlines", kMostHotlines, [&](const Json& item, const Place& at) {
    region.hotlines.push_back(read_hotline(item, at, source));
  });
  object.list_or_unknown("offices", kMostOffices, [&](const Json& item, const Place& at) {
    region.offices.push_back(read_office(item, at, source));
  });
  read_values(object, region.parameters, source);
  object.refuse_unknown();
  return region;
}

}  // namespace linli::catalogue
