#pragma once

namespace linli::drivers {

/// What staff and the screens need to know of a device.
enum class DeviceHealth {
  starting,  // not tried yet
  working,
  missing,   // not plugged in, not there
  failing,   // there, but does not answer as it should
};

}  // namespace linli::drivers
