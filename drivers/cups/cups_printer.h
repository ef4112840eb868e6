#pragma once
#include <chrono>
#include <string>

#include "drivers/api/page_printer.h"

namespace linli::drivers {

struct CupsOptions {
  std::string queue;        // as lpstat -e lists it
  std::string server = {};  // empty: this machine's (/run/cups/cups.sock)
  int port = 0;             // 0: the service's own
  std::chrono::seconds answers_within{10};
};

/// A print queue of CUPS, by IPP (RFC 8010, 8011).
class CupsPrinter final : public PagePrinter {
 public:
  explicit CupsPrinter(CupsOptions options) : options_(std::move(options)) {}

  Expected<void, PageError> look(std::stop_token stop) override;
  Expected<void, PageError> send(std::string_view pdf, std::string_view title,
                                 std::stop_token stop) override;

 private:
  CupsOptions options_;
};

/// For those who install terminals: "no print service answers".
std::string_view describe(PageError error);

}  // namespace linli::drivers
