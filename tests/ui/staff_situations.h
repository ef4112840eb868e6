#pragma once
#include "tests/ui/situations.h"

namespace linli::tests {

/// The staff screens, in every state that looks different.
void add_staff_situations(std::vector<Situation>& all);

}  // namespace linli::tests
