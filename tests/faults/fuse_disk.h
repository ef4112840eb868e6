#pragma once
#include <sys/types.h>

#include <functional>

#include "tests/faults/disk_model.h"
#include "tests/faults/power_cuts.h"
#include "tests/support/temporary_folder.h"

namespace linli::tests {

/// The disk model as a file system that the kernel mounts (FUSE): a process of its own keeps what
/// was not synced in memory, and drops or reorders it at the cut, as kCuts says, one after the
/// other. Needs root and /dev/fuse.
class FuseDisk final : public CutDisk {
 public:
  FuseDisk();
  ~FuseDisk() override;

  std::string missing() const override { return missing_; }
  std::filesystem::path folder() const override { return place_ / "mount"; }
  /// The model keeps in memory what was not synced, so there is nothing to do: it is asked for
  /// the platter when it is unmounted.
  void power_off() override {}
  bool power_on() override;

 private:
  std::filesystem::path platter() const { return place_ / "platter"; }
  bool mount();
  /// The process has written the platter when this returns.
  bool unmount();

  TemporaryFolder place_{folder_in_memory()};
  std::size_t cuts_ = 0;
  pid_t process_ = -1;
  std::string missing_;
};

/// Serves the files of `platter` at `mount_point` until it is unmounted, then writes to the platter
/// what is found there after the cut. False: it can't be mounted. `ready` is called when it is.
bool serve_disk(const std::filesystem::path& mount_point, const std::filesystem::path& platter,
                const Cut& cut, std::size_t seed, const std::function<void()>& ready);

}  // namespace linli::tests
