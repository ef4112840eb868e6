#pragma once
#include "kiosk/catalogue/faults.h"
#include "kiosk/catalogue/service.h"
#include "kiosk/domain/application.h"

namespace linli::catalogue {

/// Notes what nobody of many invented people ever sees: steps and fields, questions and verdicts of
/// the pre-assessment, offers. What only this region's figures hide is no fault of the service.
/// Private to this directory.
void check_reach(const Service& service, const Region& region, domain::Day today,
                 const Place& place);

}  // namespace linli::catalogue
