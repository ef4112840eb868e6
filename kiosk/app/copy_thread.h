#pragma once
#include <functional>
#include <memory>

#include "kiosk/app/print_jobs.h"
#include "kiosk/catalogue/region.h"
#include "kiosk/flow/copy_desk.h"

namespace linli::app {

/// The thread of the printer for A4 pages, as the flows see it. A copy is made there, in memory.
class CopyThread final : public flow::CopyDesk {
 public:
  /// The region and the queue outlive the object.
  CopyThread(std::unique_ptr<drivers::PagePrinter> printer, const catalogue::Region& region,
             base::TaskQueue& queue)
      : printer_(std::move(printer)), region_(region), jobs_(queue, "copies") {}

  void print_application(std::shared_ptr<const flow::HandedIn> handed_in, Done done) override;
  void forget() override { jobs_.forget(); }
  /// Runs `job` on the thread when nothing is sent.
  void run_when_idle(std::function<void()> job) { jobs_.run_when_idle(std::move(job)); }

 private:
  std::unique_ptr<drivers::PagePrinter> printer_;
  const catalogue::Region& region_;
  PrintJobs<Expected<void, drivers::PageError>> jobs_;  // last: stops before what its jobs use
};

}  // namespace linli::app
