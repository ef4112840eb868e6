#pragma once
#include <cstddef>
#include <filesystem>
#include <span>
#include <stop_token>

#include "kiosk/base/bytes.h"
#include "kiosk/base/clock.h"
#include "kiosk/base/descriptor.h"
#include "kiosk/base/expected.h"

namespace linli::drivers {

/// What a serial line does instead of working. Only `timed_out` and `stopped`
/// leave the line usable.
enum class LineError {
  absent,       // nothing at that path
  not_allowed,  // there, but this user may not open it
  busy,         // another program has it
  not_serial,   // something else than a serial line, or it refuses the settings
  unplugged,    // was open and went away (EIO, ENODEV, hang-up)
  timed_out,
  stopped,
};

/// A serial line: 8 data bits, no parity, 1 stop bit, raw, no flow control,
/// never a controlling terminal, and nobody else's while it is open (TIOCEXCL,
/// and flock because TIOCEXCL does not bind root). One thread at a time.
class SerialLine {
 public:
  /// `baud` is one of 9600, 19200, 38400, 57600, 115200; others are not_serial.
  static Expected<SerialLine, LineError> open(const std::filesystem::path& path, int baud);
  ~SerialLine();
  SerialLine(SerialLine&&) noexcept = default;
  SerialLine& operator=(SerialLine&&) = delete;

  /// Waits for at least one byte and returns how many came, at most into.size().
  Expected<std::size_t, LineError> read(std::span<std::uint8_t> into, base::SteadyTime deadline,
                                        const std::stop_token& stop);

  /// Writes everything.
  Expected<void, LineError> write(ByteView bytes, base::SteadyTime deadline,
                                  const std::stop_token& stop);

  /// After what was written has left the line.
  Expected<void, LineError> change_baud(int baud);
  int baud() const { return baud_; }

  /// Forgets what has come and was not read yet.
  void discard_input();

 private:
  SerialLine(base::Descriptor line, base::Descriptor wake);
  Expected<void, LineError> wait(short events, base::SteadyTime deadline,
                                 const std::stop_token& stop);

  base::Descriptor line_;
  base::Descriptor wake_;  // eventfd that a stop request writes to
  int baud_ = 0;
};

}  // namespace linli::drivers
