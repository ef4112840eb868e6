#pragma once
#include <functional>
#include <memory>
#include <optional>

#include "drivers/api/receipt_printer.h"
#include "kiosk/app/device_jobs.h"
#include "kiosk/base/clock.h"
#include "kiosk/base/task_queue.h"
#include "kiosk/catalogue/region.h"
#include "kiosk/flow/print_desk.h"

namespace linli::app {

/// The receipt printer's thread, as the flows see it. Receipts are drawn there, too.
class PrinterThread final : public flow::PrintDesk {
 public:
  struct Needs {
    std::unique_ptr<drivers::ReceiptPrinter> printer;
    const catalogue::Region& region;  // outlives the object, like the next two
    const base::Clock& clock;
    base::TaskQueue& queue;
    std::function<void()> on_news;  // on the UI thread: the printer's state is another one
  };
  explicit PrinterThread(Needs needs);

  void print_receipt(const flow::ReceiptView& receipt, Done done) override;
  void forget() override { jobs_.forget(); }
  std::optional<drivers::PrinterReport> state() const override { return state_; }
  /// Asks the printer how it is, the first time and then once a minute; call it every turn.
  void look_now_and_then();
  /// Runs `job` on the printer's thread when nothing prints.
  void run_when_idle(std::function<void()> job) { jobs_.run_when_idle(std::move(job)); }

 private:
  void note(const drivers::PrinterReport& report);

  Needs needs_;
  std::optional<drivers::PrinterReport> state_;
  base::SteadyTime next_look_;
  DeviceJobs<drivers::PrinterReport> jobs_;  // last: stops before what its jobs use
};

}  // namespace linli::app
