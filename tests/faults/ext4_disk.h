#pragma once
#include "tests/faults/power_cuts.h"
#include "tests/support/temporary_folder.h"

namespace linli::tests {

/// The real file system: ext4 in a file, on a loop device. Needs root.
class Ext4Disk final : public CutDisk {
 public:
  Ext4Disk();
  ~Ext4Disk() override;

  std::string missing() const override { return missing_; }
  std::filesystem::path folder() const override { return mount_point() / "store"; }
  /// The file system stops at once and writes no more, not even its journal.
  void power_off() override;
  bool power_on() override;
  /// The kernel finds an error, and lets nothing more be written. False: it can't be asked to.
  bool turn_read_only();
  /// Unmounted, checked, mounted.
  bool repair();

 private:
  std::filesystem::path mount_point() const { return place_ / "mount"; }
  std::filesystem::path file() const { return place_ / "disk"; }
  bool run(const std::vector<std::string>& command) const;
  bool mount();
  std::string make();

  TemporaryFolder place_;
  bool mounted_ = false;
  std::string missing_;
};

}  // namespace linli::tests
