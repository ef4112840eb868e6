#pragma once
#include <functional>
#include <stop_token>

#include "drivers/camera/source.h"

namespace linli::drivers::camera {

/// Opens the source and hands over its pictures until one is `enough`; stopped within 100 ms. A
/// camera that is silent for five seconds has failed.
Expected<void, ScanError> look(Source& source, const std::stop_token& stop,
                               const std::function<bool(const Frame&)>& enough);

}  // namespace linli::drivers::camera
