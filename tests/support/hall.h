#pragma once
#include <filesystem>

#include "tests/support/rig.h"
#include "tests/support/temporary_folder.h"

namespace linli::tests {

/// A hall in the morning: the centre runs, the simulated reader is plugged in,
/// the terminal is enrolled; the kiosk is not started yet.
struct MorningHall {
  TemporaryFolder folder;
  Rig rig{folder.path()};

  MorningHall() {
    rig.start_centre();
    rig.start_simulator();
    rig.enrol();
  }
};

}  // namespace linli::tests
