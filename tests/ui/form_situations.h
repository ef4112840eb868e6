#pragma once
#include "tests/ui/situations.h"

namespace linli::tests {

/// A step of the relief application: all its fields, or in the large mode the
/// one at `field`. Typed fields are active.
flow::View form_view(flow::DisplayMode mode, std::size_t step, std::size_t field);

void add_form_situations(std::vector<Situation>& all);

}  // namespace linli::tests
