#pragma once
#include "tests/ui/situations.h"

namespace linli::tests {

/// Days by the lunar calendar, places of the division tree, pages from the document camera.
void add_field_situations(std::vector<Situation>& all);

}  // namespace linli::tests
