#include "drivers/serial/serial_line.h"

#include <sys/file.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>

namespace linli::drivers {
namespace {

struct Speed {
  int baud;
  speed_t code;
};
constexpr std::array<Speed, 5> kSpeeds{
    {{9600, B9600}, {19200, B19200}, {38400, B38400}, {57600, B57600}, {115200, B115200}}};
constexpr int kBitsOnTheWire = 10;  // of a byte at 8N1

std::optional<speed_t> speed_code(int baud) {
  const auto* found = std::ranges::find(kSpeeds, baud, &Speed::baud);
  if (found == kSpeeds.end()) return std::nullopt;
  return found->code;
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

}  // namespace

SerialLine::~SerialLine() {
  // The kernel keeps TIOCEXCL until the last close, and the other end of a
  // simulated line keeps this one open.
  if (descriptor() >= 0) (void)::ioctl(descriptor(), TIOCNXCL);
}

Expected<SerialLine, LineError> SerialLine::open(const std::filesystem::path& path, int baud) {
  auto line = open_path(path);
  if (!line) return unexpected(line.error());
  const auto speed = speed_code(baud);
  if (!speed || ::isatty(line->get()) == 0) return unexpected(LineError::not_serial);
  if (::flock(line->get(), LOCK_EX | LOCK_NB) != 0 || ::ioctl(line->get(), TIOCEXCL) != 0) {
    return unexpected(error_of(errno));
  }
  if (!set_raw(line->get(), *speed, TCSAFLUSH)) return unexpected(error_of(errno));
  auto wake = make_wake();
  if (!wake) return unexpected(wake.error());
  SerialLine opened(std::move(*line), std::move(*wake), EmptyRead::hang_up);
  opened.baud_ = baud;
  return opened;
}

Expected<void, LineError> SerialLine::change_baud(int baud) {
  const auto speed = speed_code(baud);
  if (!speed) return unexpected(LineError::not_serial);
  if (!set_raw(descriptor(), *speed, TCSADRAIN)) return unexpected(error_of(errno));
  baud_ = baud;
  return {};
}

void SerialLine::discard_input() { (void)::tcflush(descriptor(), TCIFLUSH); }

void SerialLine::discard_output() { (void)::tcflush(descriptor(), TCOFLUSH); }

std::chrono::milliseconds SerialLine::time_for(std::size_t bytes) const {
  return std::chrono::milliseconds(bytes * kBitsOnTheWire * 1000 / static_cast<std::size_t>(baud_));
}

}  // namespace linli::drivers
