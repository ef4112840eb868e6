#pragma once
#include <filesystem>

#include "drivers/serial/device_line.h"

namespace linli::drivers {

/// A serial line: 8 data bits, no parity, 1 stop bit, raw, no flow control,
/// never a controlling terminal, and nobody else's while it is open (TIOCEXCL,
/// and flock because TIOCEXCL does not bind root). One thread at a time.
class SerialLine final : public DeviceLine {
 public:
  /// `baud` is one of 9600, 19200, 38400, 57600, 115200; others are not_serial.
  static Expected<SerialLine, LineError> open(const std::filesystem::path& path, int baud);
  ~SerialLine() override;
  SerialLine(SerialLine&&) noexcept = default;
  SerialLine& operator=(SerialLine&&) = delete;

  /// After what was written has left the line.
  Expected<void, LineError> change_baud(int baud);
  int baud() const { return baud_; }

  void discard_input() override;
  void discard_output() override;
  std::chrono::milliseconds time_for(std::size_t bytes) const override;

 private:
  using DeviceLine::DeviceLine;

  int baud_ = 0;
};

}  // namespace linli::drivers
