#include "kiosk/base/file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "kiosk/base/descriptor.h"

namespace linli::base {
namespace {

std::error_code last_error() { return {errno, std::generic_category()}; }

std::error_code write_all(int fd, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(fd, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return last_error();
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

std::error_code write_and_sync(const std::filesystem::path& path, std::string_view content) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  if (!file) return last_error();
  if (const auto error = write_all(file.get(), content)) return error;
  return ::fsync(file.get()) == 0 ? std::error_code{} : last_error();
}

std::error_code sync_directory(const std::filesystem::path& path) {
  const Descriptor directory(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!directory || ::fsync(directory.get()) != 0) return last_error();
  return {};
}

}  // namespace

Expected<std::string, std::error_code> read_file(const std::filesystem::path& path,
                                                 std::size_t limit) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return unexpected(last_error());
  std::string content;
  char block[16384];
  while (true) {
    const ssize_t count = ::read(file.get(), block, sizeof block);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return unexpected(last_error());
    if (count == 0) return content;
    content.append(block, static_cast<std::size_t>(count));
    if (content.size() > limit) return unexpected(std::make_error_code(std::errc::file_too_large));
  }
}

std::error_code write_file_durably(const std::filesystem::path& path, std::string_view content) {
  auto temporary = path;
  temporary += ".new";
  if (const auto error = write_and_sync(temporary, content)) {
    ::unlink(temporary.c_str());
    return error;
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) {
    const auto error = last_error();
    ::unlink(temporary.c_str());
    return error;
  }
  return sync_directory(path.has_parent_path() ? path.parent_path() : ".");
}

std::error_code overwrite(const std::filesystem::path& path, std::size_t offset,
                          std::string_view content) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (!file || ::lseek(file.get(), static_cast<off_t>(offset), SEEK_SET) < 0) return last_error();
  return write_all(file.get(), content);
}

std::error_code sync_file(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  return file && ::fdatasync(file.get()) == 0 ? std::error_code{} : last_error();
}

}  // namespace linli::base
