#pragma once
#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>

#include "kiosk/base/task_queue.h"
#include "kiosk/catalogue/faults.h"
#include "kiosk/flow/service_pages.h"
#include "ui/accessibility/tree.h"

namespace linli::app {

/// Whether the texts of services have room on the screens. Every page of a service is drawn,
/// unseen, with the terminal's own screens: in the large font, which needs the most room, upright
/// and across, in both languages. No other window is open in this process. One thread.
class RoomCheck {
 public:
  RoomCheck();

  /// Notes each text without room once, at its place in `file`, the whole of which is `place`; and
  /// where nothing can be drawn, why.
  void check(const catalogue::Service& service, const catalogue::Region& region, domain::Day today,
             const nlohmann::json& file, const catalogue::Place& place);

 private:
  base::TaskQueue queue_;
  typing::Engines typing_;
  ui::Tree tree_;
};

}  // namespace linli::app
