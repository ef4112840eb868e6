#include "kiosk/app/copy_thread.h"

#include "drivers/cups/cups_printer.h"
#include "kiosk/base/log.h"
#include "kiosk/documents/documents.h"

namespace linli::app {
namespace {

using Sent = Expected<void, drivers::PageError>;

constexpr const char* kTitle = "linli";  // names nobody in the lists of the print service

void note(const Sent& sent) {
  if (sent) return;
  base::log(base::LogLevel::warning, "application printer: {}",
            base::Public{drivers::describe(sent.error())});
}

}  // namespace

void CopyThread::print_application(std::shared_ptr<const flow::HandedIn> handed_in, Done done) {
  jobs_.begin(
      [this, handed_in = std::move(handed_in)](const std::stop_token& stop) {
        const std::string pdf = documents::application_pdf(
            {handed_in->application, handed_in->receipt, handed_in->service, region_});
        return printer_->send(pdf, kTitle, stop);
      },
      note, std::move(done));
}

}  // namespace linli::app
