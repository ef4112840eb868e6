#include "kiosk/app/printer_thread.h"

#include <utility>

#include "drivers/printer/escpos_printer.h"
#include "kiosk/base/log.h"
#include "kiosk/documents/documents.h"
#include "kiosk/flow/view.h"

namespace linli::app {
namespace {

constexpr std::chrono::minutes kLookEvery{1};

/// All that is printed, as a value: what the view points to may be gone with the session.
documents::ReceiptPaper paper_of(const flow::ReceiptView& view, const catalogue::Region& region) {
  const catalogue::Service& service = *view.service;
  const bool urgent = view.urgent && !service.urgent_what_next.empty();
  return {.receipt = view.receipt,
          .service = service.name.zh,
          .what_next = urgent ? service.urgent_what_next : service.what_next,
          .region = region,
          .masked_name = view.masked_name,
          .phone_tail = view.phone_tail,
          .at_centre = view.at_centre,
          .urgent = view.urgent,
          .decided_within = view.decided_within,
          .added = view.added,
          .still_to_sign = view.still_to_sign};
}

}  // namespace

PrinterThread::PrinterThread(Needs needs)
    : needs_(std::move(needs)), next_look_(needs_.clock.steady()), jobs_(needs_.queue, "printer") {}

void PrinterThread::print_receipt(const flow::ReceiptView& receipt, Done done) {
  jobs_.begin(
      [printer = needs_.printer.get(),
       paper = paper_of(receipt, needs_.region)](const std::stop_token& stop) {
        return printer->print(documents::receipt_picture(paper), stop);
      },
      [this](const drivers::PrinterReport& report) { note(report); }, std::move(done));
}

void PrinterThread::look_now_and_then() {
  if (needs_.clock.steady() < next_look_) return;
  next_look_ = needs_.clock.steady() + kLookEvery;
  jobs_.begin(
      [printer = needs_.printer.get()](const std::stop_token& stop) { return printer->look(stop); },
      [this](const drivers::PrinterReport& report) { note(report); }, {});
}

void PrinterThread::note(const drivers::PrinterReport& report) {
  if (state_ && *state_ == report) return;
  state_ = report;
  base::log(report ? base::LogLevel::info : base::LogLevel::warning, "receipt printer: {}",
            base::Public{drivers::describe(report)});
  if (needs_.on_news) needs_.on_news();
}

}  // namespace linli::app
