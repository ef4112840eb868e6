#pragma once
#include <functional>
#include <string>

#include "kiosk/base/expected.h"
#include "kiosk/domain/receipt.h"
#include "kiosk/flow/staff_view.h"
#include "offline_cache/api/day_report.h"

namespace linli::flow {

/// Puts what staff keep on paper into the folder that the settings name. Calls and callbacks on the
/// UI thread, each answered once, with the name of the file (without its ending where there are
/// two). A file is there whole or not at all; one of the same name is replaced.
class DocumentDesk {
 public:
  using Saved = std::function<void(Expected<std::string, SaveError>)>;

  virtual ~DocumentDesk() = default;
  /// As PDF and as CSV.
  virtual void save_day_report(const offline_cache::DayReport& report, const DevicesView& devices,
                               Saved done) = 0;
  /// What the application lacks, as PDF. Nothing is kept but the file.
  virtual void save_notice(const domain::StageReport& report, Saved done) = 0;
};

}  // namespace linli::flow
