#include "offline_cache/sync/private_copy.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "kiosk/base/descriptor.h"
#include "kiosk/base/file.h"

namespace linli::offline_cache {
namespace {

using base::Descriptor;

constexpr std::size_t kBlockBytes = 256 * 1024;
constexpr std::size_t kSmallStep = 4096;  // a page of the database
constexpr std::uint64_t kRoomBeside = 200'000'000;
constexpr std::string_view kPrefix = "linli-recover-";
constexpr const char* kFiles[] = {"store.db", "store.db-wal", "store.mark"};

std::error_code last_error() { return {errno, std::generic_category()}; }

std::error_code write_all(int fd, ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return last_error();
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return {};
}

/// One read; empty at the end of the file.
Expected<ByteView, std::error_code> read_at(int fd, Bytes& block, std::size_t most,
                                            std::uint64_t offset) {
  while (true) {
    const ssize_t count = ::pread(fd, block.data(), most, static_cast<off_t>(offset));
    if (count >= 0) return ByteView(block).first(static_cast<std::size_t>(count));
    if (errno != EINTR) return unexpected(last_error());
  }
}

/// Copies at most so much; answers the bytes that could not be read, which become zeros.
Expected<std::uint64_t, std::error_code> copy_bytes(int source, int target, std::uint64_t size,
                                                    const std::stop_token& stop) {
  Bytes block(kBlockBytes);
  std::size_t step = kBlockBytes;
  std::uint64_t unreadable = 0;
  for (std::uint64_t offset = 0; offset < size;) {
    if (stop.stop_requested()) {
      return unexpected(std::make_error_code(std::errc::operation_canceled));
    }
    const std::size_t most = std::min<std::uint64_t>(step, size - offset);
    auto piece = read_at(source, block, most, offset);
    if (!piece && piece.error() != std::errc::io_error) return unexpected(piece.error());
    if (!piece && step > kSmallStep) {
      step = kSmallStep;  // finds what of the block can be read
      continue;
    }
    if (!piece) {
      unreadable += most;
      std::fill_n(block.begin(), most, std::uint8_t{0});
      piece = ByteView(block).first(most);
    }
    if (piece->empty()) break;  // it was cut off meanwhile
    if (const auto error = write_all(target, *piece)) return unexpected(error);
    offset += piece->size();
    if (offset % kBlockBytes == 0) step = kBlockBytes;
  }
  return unreadable;
}

Expected<std::uint64_t, std::error_code> copy_one(const std::filesystem::path& from,
                                                  const std::filesystem::path& to,
                                                  const std::stop_token& stop) {
  const Descriptor source(::open(from.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!source) return unexpected(last_error());
  struct stat info {};
  if (::fstat(source.get(), &info) != 0) return unexpected(last_error());
  if (!S_ISREG(info.st_mode)) {
    return unexpected(std::make_error_code(std::errc::invalid_argument));
  }
  const Descriptor target(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!target) return unexpected(last_error());
  return copy_bytes(source.get(), target.get(), static_cast<std::uint64_t>(info.st_size), stop);
}

/// The store writes into its copy, and others work on the same disk.
std::error_code check_room(const std::filesystem::path& from, const std::filesystem::path& work) {
  std::uint64_t needed = kRoomBeside;
  for (const char* name : kFiles) {
    std::error_code missing;
    const auto size = std::filesystem::file_size(from / name, missing);
    if (!missing) needed += size;
  }
  std::error_code error;
  const auto space = std::filesystem::space(work, error);
  if (error) return error;
  return space.available < needed ? std::make_error_code(std::errc::no_space_on_device)
                                  : std::error_code{};
}

/// Nothing can be done where it fails: the folder goes all the same.
void overwrite(const std::filesystem::path& path) {
  std::error_code ignored;
  const auto size = std::filesystem::file_size(path, ignored);
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC));
  const Bytes zeros(kBlockBytes);
  std::uintmax_t left = file && !ignored ? size : 0;
  while (left > 0) {
    const auto piece = std::min<std::uintmax_t>(left, zeros.size());
    if (write_all(file.get(), ByteView(zeros).first(piece))) break;
    left -= piece;
  }
  if (file) static_cast<void>(::fdatasync(file.get()));
}

void overwrite_and_remove(const std::filesystem::path& folder) {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    overwrite(entry.path());
  }
  std::filesystem::remove_all(folder, ignored);
}

/// Empty: it is somebody else's, no folder, or somebody works in it.
Descriptor locked(const std::filesystem::path& folder) {
  Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  struct stat info {};
  const bool own = opened && ::fstat(opened.get(), &info) == 0 && info.st_uid == ::geteuid();
  if (!own || ::flock(opened.get(), LOCK_EX | LOCK_NB) != 0) return Descriptor();
  return opened;
}

/// A recovery that was killed leaves a store and its key behind.
void remove_remainders(const std::filesystem::path& work) {
  std::vector<std::filesystem::path> remainders;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(work, ignored)) {
    if (entry.path().filename().string().starts_with(kPrefix)) remainders.push_back(entry.path());
  }
  for (const auto& folder : remainders) {
    if (const Descriptor lock = locked(folder)) overwrite_and_remove(folder);
  }
}

}  // namespace

Expected<PrivateCopy, std::error_code> PrivateCopy::make(const std::filesystem::path& from,
                                                         const std::filesystem::path& work,
                                                         const std::stop_token& stop) {
  remove_remainders(work);
  if (const auto error = check_room(from, work)) return unexpected(error);
  std::string pattern = (work / (std::string(kPrefix) + "XXXXXX")).string();
  if (::mkdtemp(pattern.data()) == nullptr) return unexpected(last_error());
  PrivateCopy copy{std::filesystem::path(pattern)};
  copy.lock_ = locked(copy.folder_);
  for (const char* name : kFiles) {
    const auto unreadable = copy_one(from / name, copy.folder_ / name, stop);
    if (unreadable) copy.unreadable_bytes_ += *unreadable;
    const bool may_lack = std::string_view(name) != "store.db";
    if (!unreadable && !(may_lack && unreadable.error() == std::errc::no_such_file_or_directory)) {
      return unexpected(unreadable.error());
    }
  }
  return copy;
}

PrivateCopy::~PrivateCopy() {
  if (folder_.empty()) return;
  overwrite_and_remove(folder_);
}

std::error_code PrivateCopy::add_key(ByteView key) const {
  return base::write_file_durably(folder_ / "store.key", text_of(key));
}

}  // namespace linli::offline_cache
