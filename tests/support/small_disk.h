#pragma once
#include <sys/mount.h>

#include <fstream>

#include "tests/support/temporary_folder.h"

namespace linli::tests {

/// A disk of 2 MiB; needs root.
class SmallDisk {
 public:
  SmallDisk() : mounted_(mount("none", folder_.path().c_str(), "tmpfs", 0, "size=2m") == 0) {}
  ~SmallDisk() {
    if (mounted_) umount2(folder_.path().c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool mounted() const { return mounted_; }
  const std::filesystem::path& path() const { return folder_.path(); }

  /// Leaves no byte free.
  void fill() const {
    std::ofstream file(folder_ / "filler", std::ios::binary | std::ios::app);
    const std::string block(4096, 'f');
    while (file.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
    }
  }
  void free() const { std::filesystem::remove(folder_ / "filler"); }

 private:
  TemporaryFolder folder_;
  bool mounted_;
};

}  // namespace linli::tests
