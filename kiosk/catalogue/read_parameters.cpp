#include <set>

#include "kiosk/catalogue/object_reader.h"
#include "kiosk/catalogue/readers.h"
#include "kiosk/catalogue/unit.h"

namespace linli::catalogue {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostParameters = 200;

Parameter read_parameter(const Json& value, const Place& place) {
  ObjectReader object(value, place);
  Parameter parameter;
  parameter.name = object.id("name");
  parameter.term = object.text("term");
  const UnitRow* unit = object.row("unit", units());
  if (unit != nullptr) parameter.unit = unit->unit;
  parameter.meaning = object.line("meaning");
  object.refuse_unknown();
  return parameter;
}

}  // namespace

std::vector<Parameter> read_parameters(const Json& value, const Place& place) {
  ObjectReader object(value, place);
  std::vector<Parameter> parameters;
  std::set<std::string> names;
  object.list("parameters", 1, kMostParameters, [&](const Json& item, const Place& item_place) {
    Parameter parameter = read_parameter(item, item_place);
    if (!names.insert(parameter.name).second) {
      item_place.at("name").fault("is used twice; every parameter must have its own name");
    }
    parameters.push_back(std::move(parameter));
  });
  object.refuse_unknown();
  return parameters;
}

}  // namespace linli::catalogue
