#include "tests/peers/own_network.h"

#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <future>

#include "kiosk/base/descriptor.h"

namespace linli::tests {
namespace {

/// A new namespace's loopback is down (netdevice(7)).
bool raise_loopback() {
  const base::Descriptor socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  ifreq request{};
  std::strncpy(request.ifr_name, "lo", IFNAMSIZ - 1);
  request.ifr_flags = IFF_UP;
  return ::ioctl(socket.get(), SIOCSIFFLAGS, &request) == 0;
}

}  // namespace

std::optional<std::string> in_own_network(const std::function<void()>& work) {
  // A thread can have another network than its process, so nothing has to be put back.
  return std::async(std::launch::async,
                    [&]() -> std::optional<std::string> {
                      if (::unshare(CLONE_NEWNET) != 0 || !raise_loopback()) {
                        return std::string("no network of one's own: ") + std::strerror(errno);
                      }
                      work();
                      return std::nullopt;
                    })
      .get();
}

}  // namespace linli::tests
