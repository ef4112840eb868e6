#pragma once
#include <vector>

#include "kiosk/catalogue/questionnaire.h"
#include "kiosk/catalogue/service.h"

namespace linli::catalogue {

/// A service that may be for a person, and why.
struct Offer {
  const Service* service = nullptr;  // of the catalogue
  Text because;                      // one sentence, with its figure
};

/// By the services' offered_if, in the catalogue's order. What is not known offers nothing, and
/// neither does a reason whose figure the region does not know. Thread: as Rule.
std::vector<Offer> offers(const Catalogue& catalogue, const Circumstances& circumstances);

}  // namespace linli::catalogue
