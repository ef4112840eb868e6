#pragma once
#include <cstddef>
#include <filesystem>

namespace linli::offline_cache {

/// Disk space held back in a file, so that what a resident has begun can
/// still be finished when the disk is full.
class DiskReserve {
 public:
  DiskReserve(std::filesystem::path file, std::size_t bytes)
      : file_(std::move(file)), bytes_(bytes) {}

  /// Makes the file, or makes it whole again; true if the space is held now.
  bool hold();
  /// Gives the space back to the disk.
  void give_up();
  bool held() const { return held_; }

 private:
  std::filesystem::path file_;
  std::size_t bytes_;
  bool held_ = false;
};

}  // namespace linli::offline_cache
