#pragma once
#include <string>
#include <vector>

#include "kiosk/flow/view.h"
#include "ui/accessibility/tree.h"

namespace linli::tests {

/// What is wrong with anything drawn by the rules of the design: overlaps, words
/// that do not fit, small targets, narrow gaps, labels that are not unique. A line each.
std::vector<std::string> target_faults(const ui::Tree& tree, flow::DisplayMode mode, float width,
                                       float height);

/// The same of a whole screen, and whether it has no way to help, text size or language.
std::vector<std::string> faults_of(const ui::Tree& tree, const flow::View& view, float width,
                                   float height);

}  // namespace linli::tests
