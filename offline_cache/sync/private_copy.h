#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <system_error>

#include "kiosk/base/bytes.h"
#include "kiosk/base/descriptor.h"
#include "kiosk/base/expected.h"

namespace linli::offline_cache {

/// A copy of a store's files in a folder that only its owner may enter. Overwritten and removed
/// with the object; the files it was made from are only read, and links are not followed.
class PrivateCopy {
 public:
  /// Copies database, write-ahead log and high-water mark; what a failing disk does not give
  /// becomes zeros. Errors: no_such_file_or_directory where there is no database;
  /// no_space_on_device before anything is copied where the files and 200 MB more do not fit; what
  /// opening or writing said; operation_canceled after a stop. What an earlier one that was killed
  /// has left in `work` is overwritten and removed first.
  static Expected<PrivateCopy, std::error_code> make(const std::filesystem::path& from,
                                                     const std::filesystem::path& work,
                                                     const std::stop_token& stop);
  PrivateCopy(PrivateCopy&& other) noexcept
      : folder_(std::exchange(other.folder_, {})),
        lock_(std::move(other.lock_)),
        unreadable_bytes_(other.unreadable_bytes_) {}
  PrivateCopy& operator=(PrivateCopy&&) = delete;
  ~PrivateCopy();

  /// Puts the store's key where the store looks for it.
  std::error_code add_key(ByteView key) const;

  const std::filesystem::path& folder() const { return folder_; }
  /// What the disk did not give; in the copy it is zeros.
  std::uint64_t unreadable_bytes() const { return unreadable_bytes_; }

 private:
  explicit PrivateCopy(std::filesystem::path folder) : folder_(std::move(folder)) {}
  std::filesystem::path folder_;  // empty: moved away
  base::Descriptor lock_;         // of the folder: tells others that it is no remainder
  std::uint64_t unreadable_bytes_ = 0;
};

}  // namespace linli::offline_cache
