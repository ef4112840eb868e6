#pragma once
#include <string>

#include "kiosk/domain/application.h"

namespace linli::offline_cache {

/// The strokes of a signature as an SVG 1.1 picture of 1000 × 400 units. Strokes
/// and points past a sane number (500 strokes, 20,000 points) are left out;
/// coordinates are brought into the field.
std::string signature_picture(const domain::Signature& signature);

}  // namespace linli::offline_cache
