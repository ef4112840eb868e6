#include "tests/faults/ext4_disk.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <cstdint>

#include "kiosk/base/descriptor.h"
#include "tests/support/child_process.h"
#include "tests/support/files.h"

namespace linli::tests {
namespace {

/// linux/Documentation/filesystems/ext4/: EXT4_IOC_SHUTDOWN, EXT4_GOING_FLAGS_NOLOGFLUSH.
constexpr unsigned long kShutDown = _IOR('X', 125, std::uint32_t);
constexpr std::uint32_t kWithoutLogFlush = 2;
constexpr off_t kSize = 512 << 20;  // a file with holes: only what is written takes room

/// The loop device of a mounted folder: loop3.
std::string device_of(const std::filesystem::path& folder) {
  struct stat about {};
  if (::stat(folder.c_str(), &about) != 0) return {};
  const auto link = "/sys/dev/block/" + std::to_string(major(about.st_dev)) + ":" +
                    std::to_string(minor(about.st_dev));
  std::error_code ignored;
  return std::filesystem::read_symlink(link, ignored).filename();
}

}  // namespace

Ext4Disk::Ext4Disk() : missing_(make()) {}

Ext4Disk::~Ext4Disk() {
  if (mounted_) umount2(mount_point().c_str(), MNT_DETACH);
}

bool Ext4Disk::run(const std::vector<std::string>& command) const {
  return tests::run(command, place_ / "log").exit_code == 0;
}

std::string Ext4Disk::make() {
  if (::geteuid() != 0) return "mounting a disk needs root";
  const base::Descriptor disk(::open(file().c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
  if (!disk || ::ftruncate(disk.get(), kSize) != 0) return "no room for a disk";
  if (!run({"/usr/sbin/mkfs.ext4", "-q", "-F", file()})) return "mkfs.ext4 does not work here";
  std::filesystem::create_directory(mount_point());
  if (!mount()) return "an ext4 on a loop device can't be mounted here";
  std::filesystem::create_directory(folder());
  const base::Descriptor root(::open(mount_point().c_str(), O_RDONLY | O_CLOEXEC));
  return ::syncfs(root.get()) == 0 ? "" : "the disk can't be synced";
}

bool Ext4Disk::mount() {
  mounted_ = run({"/usr/bin/mount", "-o", "loop,errors=remount-ro", file(), mount_point()});
  return mounted_;
}

void Ext4Disk::power_off() {
  const base::Descriptor root(::open(mount_point().c_str(), O_RDONLY | O_CLOEXEC));
  std::uint32_t flags = kWithoutLogFlush;
  if (::ioctl(root.get(), kShutDown, &flags) != 0) throw std::runtime_error("no shutdown ioctl");
}

bool Ext4Disk::power_on() {
  if (umount2(mount_point().c_str(), 0) != 0) return false;
  mounted_ = false;
  return mount();
}

bool Ext4Disk::turn_read_only() {
  const auto trigger =
      std::filesystem::path("/sys/fs/ext4") / device_of(mount_point()) / "trigger_fs_error";
  const base::Descriptor file(::open(trigger.c_str(), O_WRONLY | O_CLOEXEC));
  return file && ::write(file.get(), "1\n", 2) == 2;
}

bool Ext4Disk::repair() {
  if (umount2(mount_point().c_str(), 0) != 0) return false;
  mounted_ = false;
  static_cast<void>(run({"/usr/sbin/fsck.ext4", "-y", file()}));  // 1: errors were corrected
  return mount();
}

}  // namespace linli::tests
