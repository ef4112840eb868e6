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

std::error_code copy_one(const std::filesystem::path& from, const std::filesystem::path& to) {
  const Descriptor source(::open(from.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!source) return last_error();
  struct stat info {};
  if (::fstat(source.get(), &info) != 0) return last_error();
  if (!S_ISREG(info.st_mode)) return std::make_error_code(std::errc::invalid_argument);
  const Descriptor target(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!target) return last_error();
  Bytes block(kBlockBytes);
  while (true) {
    const ssize_t count = ::read(source.get(), block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return last_error();
    if (count == 0) return {};
    const ByteView piece = ByteView(block).first(static_cast<std::size_t>(count));
    if (const auto error = write_all(target.get(), piece)) return error;
  }
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
  std::string pattern = (work / "linli-recover-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) return unexpected(last_error());
  PrivateCopy copy{std::filesystem::path(pattern)};
  for (const char* name : {"store.db", "store.db-wal", "store.mark"}) {
    const auto error = copy_one(from / name, copy.folder_ / name);
    const bool may_lack = std::string_view(name) != "store.db";
    if (error && !(may_lack && error == std::errc::no_such_file_or_directory)) {
      return unexpected(error);
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
