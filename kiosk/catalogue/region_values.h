#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "kiosk/catalogue/region.h"
#include "kiosk/expression/expression.h"

/// The parameters of a region for conditions of services.
namespace linli::catalogue {

/// `region.NAME` for every parameter of the list: what an ExpressionCompiler must know.
std::vector<std::string> region_names(const Region& region);

/// What those names stand for on that day, in each parameter's unit (money in fen). Unknown ones
/// are left out, which makes them NULL.
expression::Values region_values(const Region& region, std::chrono::year_month_day day);

}  // namespace linli::catalogue
