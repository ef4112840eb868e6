#pragma once
#include <stop_token>
#include <string_view>

#include "kiosk/base/expected.h"

namespace linli::drivers {

/// Why a document does not get to the printer.
enum class PageError {
  stopped,
  unreachable,      // no print service answers
  no_such_printer,  // the service does not know it
  not_accepting,    // it takes no jobs at the moment
  failed,           // the service refused or broke off
};

/// A printer for A4 pages, behind a print service. Used by one worker thread.
class PagePrinter {
 public:
  virtual ~PagePrinter() = default;

  /// Whether it takes documents now.
  virtual Expected<void, PageError> look(std::stop_token stop) = 0;

  /// Hands a PDF over, straight from memory. Answers when the service has all of it: it prints
  /// later, and may still need somebody's hand. `title` stands in the service's lists: nobody's
  /// name.
  virtual Expected<void, PageError> send(std::string_view pdf, std::string_view title,
                                         std::stop_token stop) = 0;
};

}  // namespace linli::drivers
