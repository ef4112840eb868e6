#include "tests/faults/fuse_disk.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "kiosk/base/descriptor.h"

namespace linli::tests {

FuseDisk::FuseDisk() {
  std::filesystem::create_directory(folder());
  std::filesystem::create_directory(platter());
  if (::geteuid() != 0) {
    missing_ = "mounting a disk needs root";
  } else if (::access("/dev/fuse", R_OK | W_OK) != 0 || !mount()) {
    missing_ = "a FUSE disk can't be mounted here";
  }
}

FuseDisk::~FuseDisk() {
  umount2(folder().c_str(), MNT_DETACH);
  if (process_ <= 0) return;
  ::kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
}

bool FuseDisk::mount() {
  // The first of kCuts is a kill, which takes nothing away.
  const Cut& cut = kCuts[1 + cuts_ % (std::size(kCuts) - 1)];
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return false;
  const base::Descriptor ready(ends[0]);
  process_ = fork();
  if (process_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const auto say = [&] { static_cast<void>(::write(ends[1], "r", 1) == 1); };
    _exit(serve_disk(folder(), platter(), cut, cuts_, say) ? 0 : 1);
  }
  ::close(ends[1]);
  char said = 0;
  return ::read(ready.get(), &said, 1) == 1;
}

bool FuseDisk::unmount() {
  if (umount2(folder().c_str(), 0) != 0) return false;
  int status = 0;
  waitpid(process_, &status, 0);
  process_ = -1;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool FuseDisk::power_on() {
  if (!unmount()) return false;
  ++cuts_;
  return mount();
}

}  // namespace linli::tests
