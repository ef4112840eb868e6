#include "offline_cache/store/disk_reserve.h"

#include <fcntl.h>
#include <unistd.h>

#include "kiosk/base/descriptor.h"

namespace linli::offline_cache {

bool DiskReserve::hold() {
  if (held_) return true;
  const base::Descriptor file(::open(file_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
  if (!file) return false;
  held_ = ::posix_fallocate(file.get(), 0, static_cast<off_t>(bytes_)) == 0;
  // A part of the reserve would only take the space that is missing elsewhere.
  if (!held_) give_up();
  return held_;
}

void DiskReserve::give_up() {
  ::unlink(file_.c_str());
  held_ = false;
}

}  // namespace linli::offline_cache
