#pragma once
#include <string>
#include <vector>

#include "kiosk/catalogue/faults.h"
#include "kiosk/catalogue/service.h"

/// The expressions of a service's file. Private to this directory.
namespace linli::catalogue {

/// What an answer is called in expressions: the field's id; of choices of several ID.OPTION (1 or
/// 0), of people and tables ID.count, of a table ID.sum_COLUMN too. A note has no name.
std::vector<std::string> names_of(const Field& field);

/// Every name that an expression of the service may use: its answers, and what is known beside them
/// (applicant.age, benefit.KIND, region.PARAMETER, today).
std::vector<std::string> names_of(const Service& service, const Region& region);

/// Compiles every rule of the service; what does not compile, and what a question asks of a later
/// one, is a fault at its place in the file.
void compile_rules(Service& service, const Region& region, const domain::WorkingCalendar& calendar,
                   const Place& place);

}  // namespace linli::catalogue
