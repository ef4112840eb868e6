#include "kiosk/app/copy_thread.h"

#include "drivers/cups/cups_printer.h"
#include "kiosk/base/log.h"
#include "kiosk/documents/documents.h"

namespace linli::app {
namespace {

constexpr const char* kTitle = "linli";  // names nobody in the lists of the print service
constexpr std::chrono::minutes kLookEvery{1};

}  // namespace

CopyThread::CopyThread(Needs needs)
    : needs_(std::move(needs)), next_look_(needs_.clock.steady()), jobs_(needs_.queue, "copies") {}

void CopyThread::print_application(std::shared_ptr<const flow::HandedIn> handed_in, Done done) {
  jobs_.begin(
      [this, handed_in = std::move(handed_in)](const std::stop_token& stop) {
        const std::string pdf = documents::application_pdf(
            {handed_in->application, handed_in->receipt, handed_in->service, needs_.region});
        return needs_.printer->send(pdf, kTitle, stop);
      },
      [this](const State& sent) { note(sent); }, std::move(done));
}

void CopyThread::look_now_and_then() {
  if (needs_.clock.steady() < next_look_) return;
  next_look_ = needs_.clock.steady() + kLookEvery;
  jobs_.begin([this](const std::stop_token& stop) { return needs_.printer->look(stop); },
              [this](const State& state) { note(state); }, {});
}

void CopyThread::note(const State& state) {
  if (state_ && same(*state_, state)) return;
  state_ = state;
  base::log(state ? base::LogLevel::info : base::LogLevel::warning, "application printer: {}",
            base::Public{state ? "takes documents" : drivers::describe(state.error())});
  if (needs_.on_news) needs_.on_news();
}

}  // namespace linli::app
