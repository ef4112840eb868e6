#include "offline_cache/sync/private_copy.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

#include "kiosk/base/descriptor.h"
#include "kiosk/base/file.h"

namespace linli::offline_cache {
namespace {

using base::Descriptor;

constexpr std::size_t kBlockBytes = 256 * 1024;
constexpr std::size_t kSmallStep = 4096;  // a page of the database
constexpr std::uint64_t kRoomBeside = 200'000'000;
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
Expected<std::uint64_t, std::error_code> copy_bytes(int source, int target, std::uint64_t size) {
  Bytes block(kBlockBytes);
  std::size_t step = kBlockBytes;
  std::uint64_t unreadable = 0;
  for (std::uint64_t offset = 0; offset < size;) {
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
                                                  const std::filesystem::path& to) {
  const Descriptor source(::open(from.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!source) return unexpected(last_error());
  struct stat info {};
  if (::fstat(source.get(), &info) != 0) return unexpected(last_error());
  if (!S_ISREG(info.st_mode)) {
    return unexpected(std::make_error_code(std::errc::invalid_argument));
  }
  const Descriptor target(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!target) return unexpected(last_error());
  return copy_bytes(source.get(), target.get(), static_cast<std::uint64_t>(info.st_size));
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

}  // namespace

Expected<PrivateCopy, std::error_code> PrivateCopy::make(const std::filesystem::path& from,
                                                         const std::filesystem::path& work) {
  if (const auto error = check_room(from, work)) return unexpected(error);
  std::string pattern = (work / "linli-recover-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) return unexpected(last_error());
  PrivateCopy copy{std::filesystem::path(pattern)};
  for (const char* name : kFiles) {
    const auto unreadable = copy_one(from / name, copy.folder_ / name);
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
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder_, ignored)) {
    overwrite(entry.path());
  }
  std::filesystem::remove_all(folder_, ignored);
}

std::error_code PrivateCopy::add_key(ByteView key) const {
  return base::write_file_durably(folder_ / "store.key", text_of(key));
}

}  // namespace linli::offline_cache
