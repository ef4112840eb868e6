#include "kiosk/catalogue/region_values.h"

namespace linli::catalogue {
namespace {

std::string expression_name(const Parameter& parameter) { return "region." + parameter.name; }

}  // namespace

std::vector<std::string> region_names(const Region& region) {
  std::vector<std::string> names;
  for (const Parameter& parameter : region.parameters) names.push_back(expression_name(parameter));
  return names;
}

expression::Values region_values(const Region& region, std::chrono::year_month_day day) {
  expression::Values values;
  for (const Parameter& parameter : region.parameters) {
    const DatedValue* value = parameter.on(day);
    if (value != nullptr) values.emplace(expression_name(parameter), value->amount);
  }
  return values;
}

}  // namespace linli::catalogue
