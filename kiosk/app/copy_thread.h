#pragma once
#include <functional>
#include <memory>
#include <optional>

#include "kiosk/app/device_jobs.h"
#include "kiosk/base/clock.h"
#include "kiosk/catalogue/region.h"
#include "kiosk/flow/copy_desk.h"

namespace linli::app {

/// The thread of the printer for A4 pages, as the flows see it. A copy is made there, in memory.
class CopyThread final : public flow::CopyDesk {
 public:
  struct Needs {
    std::unique_ptr<drivers::PagePrinter> printer;
    const catalogue::Region& region;  // outlives the object, like the next two
    const base::Clock& clock;
    base::TaskQueue& queue;
    std::function<void()> on_news;  // on the UI thread: the printer's state is another one
  };
  explicit CopyThread(Needs needs);

  bool takes_documents() const override { return state_ && state_->has_value(); }
  void print_application(std::shared_ptr<const flow::HandedIn> handed_in, Done done) override;
  void forget() override { jobs_.forget(); }
  /// Asks whether it takes documents, the first time and then once a minute; call it every turn.
  void look_now_and_then();
  /// Runs `job` on the thread when nothing is sent.
  void run_when_idle(std::function<void()> job) { jobs_.run_when_idle(std::move(job)); }

 private:
  using State = Expected<void, drivers::PageError>;
  void note(const State& state);

  Needs needs_;
  std::optional<State> state_;
  base::SteadyTime next_look_;
  DeviceJobs<State> jobs_;  // last: stops before what its jobs use
};

}  // namespace linli::app
