#pragma once
#include <functional>

#include "kiosk/flow/visit.h"

namespace linli::flow {

/// What every machine of a visit works with. Outlives them all.
struct Surroundings {
  VisitNeeds needs;
  std::function<void()> changed;  // to be called after an answer has changed the view
};

}  // namespace linli::flow
