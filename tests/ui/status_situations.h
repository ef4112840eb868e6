#pragma once
#include <vector>

#include "tests/ui/situations.h"

namespace linli::tests {

/// Benefits in all situations, what else may be for somebody, emergencies, and what goes with a
/// matter.
void add_status_situations(std::vector<Situation>& all);

}  // namespace linli::tests
