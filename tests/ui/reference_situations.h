#pragma once
#include "tests/ui/situations.h"

/// The policy guide, the hotlines and the place names.
namespace linli::tests {

/// The project's own guide; lives as long as the program.
const reference::PolicyGuide& project_guide();

/// A page of one of its articles, as the flow publishes it.
flow::View article_view(const reference::Article& article, flow::DisplayMode mode,
                        catalogue::Language language, int page);

void add_reference_situations(std::vector<Situation>& all);

}  // namespace linli::tests
