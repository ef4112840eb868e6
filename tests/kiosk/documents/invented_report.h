#pragma once
#include "kiosk/documents/documents.h"

namespace linli::tests {

/// The project's own catalogue.
const catalogue::Catalogue& project_catalogue();

/// A busy day, with everything a report can say: 46 applications, two for staff, one of them set
/// aside, an agreed close and what staff did.
offline_cache::DayReport busy_day();

}  // namespace linli::tests
