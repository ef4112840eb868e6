#pragma once
#include <functional>
#include <memory>

#include "drivers/api/page_printer.h"
#include "kiosk/catalogue/service.h"
#include "kiosk/domain/application.h"
#include "kiosk/domain/receipt.h"

namespace linli::flow {

/// An application as it was handed in, for the applicant's own copy. Wipes itself.
struct HandedIn {
  HandedIn(domain::Application handed_in, domain::Receipt of, const catalogue::Service& by)
      : application(std::move(handed_in)), receipt(std::move(of)), service(by) {}
  ~HandedIn();
  HandedIn(const HandedIn&) = delete;
  HandedIn& operator=(const HandedIn&) = delete;

  domain::Application application;
  domain::Receipt receipt;
  const catalogue::Service& service;  // that it was filled in by
};

/// Prints the whole application on A4; calls and callbacks on the UI thread.
class CopyDesk {
 public:
  using Done = std::function<void(Expected<void, drivers::PageError>)>;

  virtual ~CopyDesk() = default;
  /// Whether the print service took documents when it was last asked.
  virtual bool takes_documents() const = 0;
  /// Answers once the print service has it, unless forget() comes before its turn.
  virtual void print_application(std::shared_ptr<const HandedIn> handed_in, Done done) = 0;
  /// Drops, and wipes, what has not begun to be sent.
  virtual void forget() = 0;
};

}  // namespace linli::flow
