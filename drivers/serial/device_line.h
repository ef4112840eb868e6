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

/// What a line to a device does instead of working. Only `timed_out` and `stopped`
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

/// Bytes to and from a device, with deadlines. One thread at a time.
class DeviceLine {
 public:
  /// A device that is no serial line: /dev/usb/lp0.
  static Expected<DeviceLine, LineError> open(const std::filesystem::path& path);
  virtual ~DeviceLine() = default;
  DeviceLine(DeviceLine&&) noexcept = default;
  DeviceLine& operator=(DeviceLine&&) = delete;

  /// Waits for at least one byte and returns how many came, at most into.size().
  Expected<std::size_t, LineError> read(std::span<std::uint8_t> into, base::SteadyTime deadline,
                                        const std::stop_token& stop);

  /// Writes everything.
  Expected<void, LineError> write(ByteView bytes, base::SteadyTime deadline,
                                  const std::stop_token& stop);

  /// Forgets what has come and was not read yet.
  virtual void discard_input();

  /// Forgets what was written and has not left yet, where that is possible.
  virtual void discard_output() {}

  /// How long so many bytes are on their way; 0 where nobody can tell.
  virtual std::chrono::milliseconds time_for(std::size_t) const { return {}; }

 protected:
  /// What a read of 0 bytes means: a printer's device file gives one where nothing has come.
  enum class EmptyRead { hang_up, nothing_yet };
  DeviceLine(base::Descriptor line, base::Descriptor wake, EmptyRead empty);
  /// For reading and writing, without waiting.
  static Expected<base::Descriptor, LineError> open_path(const std::filesystem::path& path);
  static Expected<base::Descriptor, LineError> make_wake();
  /// The one place where the system's error numbers become ours.
  static LineError error_of(int number);
  int descriptor() const { return line_.get(); }

 private:
  Expected<void, LineError> wait(short events, base::SteadyTime deadline,
                                 const std::stop_token& stop);

  base::Descriptor line_;
  base::Descriptor wake_;  // eventfd that a stop request writes to
  EmptyRead empty_;
};

}  // namespace linli::drivers
