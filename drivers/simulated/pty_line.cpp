#include "drivers/simulated/pty_line.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace linli::drivers::simulated {
namespace {

std::error_code last_error() { return {errno, std::generic_category()}; }

/// A new link takes the old one's place in one step.
std::error_code point_link(const std::filesystem::path& link, const char* slave) {
  std::error_code error;
  const auto old = std::filesystem::symlink_status(link, error);
  if (std::filesystem::exists(old) && !std::filesystem::is_symlink(old)) {
    return std::make_error_code(std::errc::file_exists);
  }
  const std::filesystem::path fresh = link.native() + ".new";
  std::filesystem::remove(fresh, error);
  std::filesystem::create_symlink(slave, fresh, error);
  if (error) return error;
  std::filesystem::rename(fresh, link, error);
  return error;
}

}  // namespace

PtyLine::PtyLine(std::filesystem::path link, base::Descriptor master, base::Descriptor slave)
    : link_(std::move(link)), master_(std::move(master)), slave_(std::move(slave)) {}

Expected<PtyLine, std::error_code> PtyLine::open(const std::filesystem::path& link) {
  base::Descriptor master(::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
  std::array<char, 64> name{};
  if (!master || ::grantpt(master.get()) != 0 || ::unlockpt(master.get()) != 0 ||
      ::ptsname_r(master.get(), name.data(), name.size()) != 0) {
    return unexpected(last_error());
  }
  base::Descriptor slave(::open(name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC));
  termios raw{};
  if (!slave || ::tcgetattr(slave.get(), &raw) != 0) return unexpected(last_error());
  ::cfmakeraw(&raw);  // no echo, also before a driver has set the line up
  if (::tcsetattr(slave.get(), TCSANOW, &raw) != 0) return unexpected(last_error());
  if (const auto error = point_link(link, name.data())) return unexpected(error);
  return PtyLine(link, std::move(master), std::move(slave));
}

void PtyLine::forget_exclusive_use() const { (void)::ioctl(slave_.get(), TIOCNXCL); }

PtyLine::~PtyLine() {
  std::error_code ignored;
  if (master_) std::filesystem::remove(link_, ignored);
}

}  // namespace linli::drivers::simulated
