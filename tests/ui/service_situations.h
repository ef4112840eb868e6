#pragma once
#include "tests/ui/situations.h"

namespace linli::tests {

/// Menus, the questions before an application, and the pages of the service of tests/services with
/// every kind of field.
void add_service_situations(std::vector<Situation>& all);

/// Every page of the shipped services: each step with what some invented people are asked there.
std::vector<Situation> shipped_service_pages();

}  // namespace linli::tests
