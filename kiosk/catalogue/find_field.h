#pragma once
#include <algorithm>
#include <string>

#include "kiosk/catalogue/service.h"

namespace linli::catalogue {

/// The field of a service's steps with this id; null: there is none (any more).
inline const Field* find_field(const Service& service, const std::string& id) {
  for (const Step& step : service.steps) {
    const auto field = std::ranges::find(step.fields, id, &Field::id);
    if (field != step.fields.end()) return &*field;
  }
  return nullptr;
}

}  // namespace linli::catalogue
