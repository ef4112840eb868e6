#include "drivers/serial/device_line.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>

namespace linli::drivers {
namespace {

int milliseconds_until(base::SteadyTime deadline) {
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  return static_cast<int>(std::clamp<long long>(left.count(), 0, 3'600'000));
}

bool try_again(int number) { return number == EAGAIN || number == EINTR; }

}  // namespace

LineError DeviceLine::error_of(int number) {
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

DeviceLine::DeviceLine(base::Descriptor line, base::Descriptor wake, EmptyRead empty)
    : line_(std::move(line)), wake_(std::move(wake)), empty_(empty) {}

Expected<base::Descriptor, LineError> DeviceLine::open_path(const std::filesystem::path& path) {
  base::Descriptor line(::open(path.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
  if (!line) return unexpected(error_of(errno));
  return line;
}

Expected<base::Descriptor, LineError> DeviceLine::make_wake() {
  base::Descriptor wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!wake) return unexpected(error_of(errno));
  return wake;
}

Expected<DeviceLine, LineError> DeviceLine::open(const std::filesystem::path& path) {
  std::error_code unknown;
  if (std::filesystem::exists(path, unknown) &&
      !std::filesystem::is_character_file(path, unknown)) {
    return unexpected(LineError::not_serial);
  }
  auto line = open_path(path);
  if (!line) return unexpected(line.error());
  auto wake = make_wake();
  if (!wake) return unexpected(wake.error());
  return DeviceLine(std::move(*line), std::move(*wake), EmptyRead::nothing_yet);
}

Expected<void, LineError> DeviceLine::wait(short events, base::SteadyTime deadline,
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

Expected<std::size_t, LineError> DeviceLine::read(std::span<std::uint8_t> into,
                                                  base::SteadyTime deadline,
                                                  const std::stop_token& stop) {
  while (true) {
    if (const auto ready = wait(POLLIN, deadline, stop); !ready) return unexpected(ready.error());
    const ssize_t count = ::read(line_.get(), into.data(), into.size());
    if (count > 0) return static_cast<std::size_t>(count);
    const bool nothing = count == 0 && empty_ == EmptyRead::nothing_yet;
    if (!nothing && (count == 0 || !try_again(errno))) return unexpected(LineError::unplugged);
    if (std::chrono::steady_clock::now() > deadline) return unexpected(LineError::timed_out);
  }
}

Expected<void, LineError> DeviceLine::write(ByteView bytes, base::SteadyTime deadline,
                                            const std::stop_token& stop) {
  while (!bytes.empty()) {
    if (const auto ready = wait(POLLOUT, deadline, stop); !ready) return ready;
    const ssize_t count = ::write(line_.get(), bytes.data(), bytes.size());
    if (count < 0 && !try_again(errno)) return unexpected(LineError::unplugged);
    if (count > 0) bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return {};
}

void DeviceLine::discard_input() {
  constexpr int kMostBlocks = 64;  // of a device that never stops talking
  std::array<std::uint8_t, 1024> block{};
  for (int i = 0; i<kMostBlocks&& ::read(line_.get(), block.data(), block.size())> 0; ++i) {
  }
}

}  // namespace linli::drivers
