#include "drivers/serial/serial_line.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <optional>

namespace linli::drivers {
namespace {

struct Speed {
  int baud;
  speed_t code;
};
constexpr std::array<Speed, 5> kSpeeds{
    {{9600, B9600}, {19200, B19200}, {38400, B38400}, {57600, B57600}, {115200, B115200}}};

std::optional<speed_t> speed_code(int baud) {
  const auto* found = std::ranges::find(kSpeeds, baud, &Speed::baud);
  if (found == kSpeeds.end()) return std::nullopt;
  return found->code;
}

/// The one place where the system's error numbers become ours.
LineError error_of(int number) {
  switch (number) {
    case ENOENT:
    case ENODEV:
    case ENXIO:
    case ENOTDIR:
    case ELOOP:
      return LineError::absent;
    case EACCES:
    case EPERM:
      return LineError::not_allowed;
    case EBUSY:
    case EWOULDBLOCK:
      return LineError::busy;
    case EIO:
      return LineError::unplugged;
    default:
      return LineError::not_serial;
  }
}

bool set_raw(int line, speed_t speed, int when) {
  termios settings{};
  if (::tcgetattr(line, &settings) != 0) return false;
  ::cfmakeraw(&settings);
  settings.c_cflag &= ~static_cast<tcflag_t>(CSTOPB | PARENB | CRTSCTS);
  settings.c_cflag |= CLOCAL | CREAD | CS8;
  settings.c_cc[VMIN] = 1;  // so that a read of 0 bytes means a hang-up
  settings.c_cc[VTIME] = 0;
  return ::cfsetspeed(&settings, speed) == 0 && ::tcsetattr(line, when, &settings) == 0;
}

int milliseconds_until(base::SteadyTime deadline) {
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  return static_cast<int>(std::clamp<long long>(left.count(), 0, 3'600'000));
}

bool try_again(int number) { return number == EAGAIN || number == EINTR; }

}  // namespace

SerialLine::SerialLine(base::Descriptor line, base::Descriptor wake)
    : line_(std::move(line)), wake_(std::move(wake)) {}

SerialLine::~SerialLine() {
  // The kernel keeps TIOCEXCL until the last close, and the other end of a
  // simulated line keeps this one open.
  if (line_) (void)::ioctl(line_.get(), TIOCNXCL);
}

Expected<SerialLine, LineError> SerialLine::open(const std::filesystem::path& path, int baud) {
  base::Descriptor line(::open(path.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
  if (!line) return unexpected(error_of(errno));
  const auto speed = speed_code(baud);
  if (!speed || ::isatty(line.get()) == 0) return unexpected(LineError::not_serial);
  if (::flock(line.get(), LOCK_EX | LOCK_NB) != 0 || ::ioctl(line.get(), TIOCEXCL) != 0) {
    return unexpected(error_of(errno));
  }
  if (!set_raw(line.get(), *speed, TCSAFLUSH)) return unexpected(error_of(errno));
  base::Descriptor wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!wake) return unexpected(error_of(errno));
  SerialLine opened(std::move(line), std::move(wake));
  opened.baud_ = baud;
  return opened;
}

Expected<void, LineError> SerialLine::wait(short events, base::SteadyTime deadline,
                                           const std::stop_token& stop) {
  eventfd_t old_wishes = 0;
  (void)::eventfd_read(wake_.get(), &old_wishes);  // another token's stop
  const std::stop_callback wake_on_stop(stop, [this] { (void)::eventfd_write(wake_.get(), 1); });
  while (true) {
    std::array<pollfd, 2> waits{{{line_.get(), events, 0}, {wake_.get(), POLLIN, 0}}};
    const int ready = ::poll(waits.data(), waits.size(), milliseconds_until(deadline));
    if (stop.stop_requested()) return unexpected(LineError::stopped);
    if (ready == 0) return unexpected(LineError::timed_out);
    if (ready < 0 && errno != EINTR) return unexpected(LineError::unplugged);
    if ((waits[0].revents & events) != 0) return {};
    if (waits[0].revents != 0) return unexpected(LineError::unplugged);
  }
}

Expected<std::size_t, LineError> SerialLine::read(std::span<std::uint8_t> into,
                                                  base::SteadyTime deadline,
                                                  const std::stop_token& stop) {
  while (true) {
    if (const auto ready = wait(POLLIN, deadline, stop); !ready) return unexpected(ready.error());
    const ssize_t count = ::read(line_.get(), into.data(), into.size());
    if (count > 0) return static_cast<std::size_t>(count);
    if (count == 0 || !try_again(errno)) return unexpected(LineError::unplugged);
  }
}

Expected<void, LineError> SerialLine::write(ByteView bytes, base::SteadyTime deadline,
                                            const std::stop_token& stop) {
  while (!bytes.empty()) {
    if (const auto ready = wait(POLLOUT, deadline, stop); !ready) return ready;
    const ssize_t count = ::write(line_.get(), bytes.data(), bytes.size());
    if (count < 0 && !try_again(errno)) return unexpected(LineError::unplugged);
    if (count > 0) bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return {};
}

Expected<void, LineError> SerialLine::change_baud(int baud) {
  const auto speed = speed_code(baud);
  if (!speed) return unexpected(LineError::not_serial);
  if (!set_raw(line_.get(), *speed, TCSADRAIN)) return unexpected(error_of(errno));
  baud_ = baud;
  return {};
}

void SerialLine::discard_input() { (void)::tcflush(line_.get(), TCIFLUSH); }

}  // namespace linli::drivers
