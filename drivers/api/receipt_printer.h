#pragma once
#include <stop_token>

#include "drivers/api/device_health.h"
#include "kiosk/base/bytes.h"
#include "kiosk/base/expected.h"

namespace linli::drivers {

/// Dots of a roll of 80 mm, of which 72 mm are printed on, 8 dots a millimetre.
inline constexpr int kReceiptDots = 576;
/// The longest receipt that is printed: half a metre.
inline constexpr int kMostReceiptRows = 4000;

/// A picture of black dots, as a thermal printer prints it.
struct DotPicture {
  int width = 0;   // dots, a multiple of 8
  int height = 0;  // dots
  Bytes rows;      // width / 8 bytes a row; the leftmost dot in the highest bit, 1 is black

  bool operator==(const DotPicture&) const = default;
};

enum class PaperLeft { enough, little };

/// Why nothing is printed. All but the first three are for staff to mend at the printer.
enum class PrintError {
  stopped,
  missing,      // not plugged in, not there
  not_allowed,  // there, but this program may not open it
  silent,       // does not answer, or does not take what it is sent
  paper_out,
  cover_open,
  cutter_jammed,  // what was printed hangs in the slot
  failing,        // another fault: too hot, voltage
};

/// Whether it can print, or has printed.
using PrinterReport = Expected<PaperLeft, PrintError>;

/// A printer for receipts. Used by one worker thread.
class ReceiptPrinter {
 public:
  virtual ~ReceiptPrinter() = default;

  /// Asks the printer how it is; opens it, and again after it was unplugged. A few seconds at most.
  virtual PrinterReport look(std::stop_token stop) = 0;

  /// Prints the picture (at most kMostReceiptRows) and cuts it off. Answers once the printer says
  /// that it has done so. What it holds of a receipt that failed it is told to forget.
  virtual PrinterReport print(const DotPicture& picture, std::stop_token stop) = 0;
};

inline DeviceHealth health_of(const PrinterReport& report) {
  if (report) return DeviceHealth::working;
  return report.error() == PrintError::missing ? DeviceHealth::missing : DeviceHealth::failing;
}

}  // namespace linli::drivers
