#pragma once
#include <functional>
#include <string>
#include <vector>

#include "kiosk/catalogue/service.h"
#include "kiosk/flow/view.h"

/// Every screen in every state that looks different, with invented people.
namespace linli::tests {

struct Situation {
  std::string name;  // of the picture's file
  std::function<flow::View(flow::DisplayMode)> view;
};

/// The demo services and region; lives as long as the program.
const catalogue::Catalogue& demo_catalogue();

std::vector<Situation> all_situations();
/// One of them, for tests about one thing.
flow::View situation(const std::string& name, flow::DisplayMode mode);

}  // namespace linli::tests
