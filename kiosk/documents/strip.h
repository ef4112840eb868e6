#pragma once
#include <memory>
#include <string>

#include "drivers/api/receipt_printer.h"

namespace linli::documents {

/// A strip of a receipt roll, written from top to bottom in black and white. Sizes are in dots; the
/// smallest words are 26 dots (3.25 mm) high, for old eyes. Any thread, one object a thread.
class Strip {
 public:
  Strip();
  ~Strip();
  Strip(const Strip&) = delete;
  Strip& operator=(const Strip&) = delete;

  void title(const std::string& text);     // centred, bold
  void headline(const std::string& text);  // likewise, smaller
  void note(const std::string& text);      // centred
  /// Alone on a line, as large as it fits.
  void number(const std::string& text);
  /// A label, and beside it what it says.
  void fact(const std::string& label, const std::string& value);
  void step(int number, const std::string& text);  // of several, one below the other
  void rule();
  /// A QR code, as large as it can be read easily. Nothing for a text that does not fit into one.
  void code(const std::string& text);

  /// What was written, at most kMostReceiptRows of it.
  drivers::DotPicture picture() const;

 private:
  class Canvas;
  std::unique_ptr<Canvas> canvas_;
};

}  // namespace linli::documents
