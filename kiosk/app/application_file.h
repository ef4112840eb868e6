#pragma once
#include <nlohmann/json.hpp>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/expected.h"
#include "kiosk/catalogue/catalogue_error.h"
#include "kiosk/catalogue/service.h"
#include "kiosk/domain/application.h"

namespace linli::app {

/// An application as a file has it (docs/adding-a-service.md): {"applicant":{…},"answers":{…}}, in
/// the forms in which the centre hands out what it opened (centre/api/openapi.yaml,
/// ApplicationContent), with signatures as {"type":"signature","strokes":[[x, y, …]]}.
///
/// Checked as on the screen: a card that the terminal would not take, an answer that the form would
/// not take, an answer to what is not asked or is computed. Faults stand at "#/answers/FIELD" or
/// "#/applicant/MEMBER" and say nothing of the person: first all that has not its form, then all
/// that can't be handed in. `item` is the caller's to set.
Expected<domain::Application, std::vector<catalogue::CatalogueError>> application_from(
    const nlohmann::json& file, const catalogue::Service& service, const catalogue::Region& region,
    base::WallTime now);

}  // namespace linli::app
