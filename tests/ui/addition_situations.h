#pragma once
#include "tests/ui/situations.h"

namespace linli::tests {

/// The household signs, and what is added to a matter that is under way.
void add_addition_situations(std::vector<Situation>& all);

}  // namespace linli::tests
