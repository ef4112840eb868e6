#pragma once
#include "tests/ui/situations.h"

namespace linli::tests {

/// A person with the longest name, of rare characters, on every screen that says who it is.
void add_long_name_situations(std::vector<Situation>& all);

}  // namespace linli::tests
