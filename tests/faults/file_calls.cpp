/// The C library's file calls, defined again by this program: the loader binds
/// SQLCipher's library and Linli's own code to these. Where a FileWatch watches
/// the file, they note what is done, or fail as it says; everything else goes
/// straight on to the C library.
#include "tests/faults/file_calls.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdarg>
#include <cstdio>

namespace {

using linli::tests::CallKind;
using linli::tests::Change;
using linli::tests::FileWatch;
using Kind = Change::Kind;

/// The C library's own function of this name.
template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

/// The number of a watched file; empty for all others.
std::optional<int> watched(int fd) {
  return FileWatch::active() != nullptr ? FileWatch::active()->file_of(fd) : std::nullopt;
}

std::optional<std::string> watched_name(const char* path) {
  return FileWatch::active() != nullptr ? FileWatch::active()->name_of(path) : std::nullopt;
}

/// True, with errno set, if the fault is an error.
bool fails(const std::optional<int>& fault) {
  if (fault.value_or(0) != 0) errno = *fault;
  return fault.value_or(0) != 0;
}

std::size_t size_to_do(const std::optional<int>& fault, std::size_t size) {
  return fault ? std::max<std::size_t>(size / 2, 1) : size;
}

int open_file(const char* path, int flags, mode_t mode) {
  static auto* const next = real<int(const char*, int, ...)>("open64");
  const auto name = watched_name(path);
  if (!name) return next(path, flags, mode);
  const int kind_of_fault = FileWatch::active()->next_call(CallKind::open).value_or(0);
  if (kind_of_fault != 0 && ((flags & O_CREAT) != 0 || kind_of_fault != ENOSPC)) {
    errno = kind_of_fault;
    return -1;
  }
  const int fd = next(path, flags, mode);
  if (fd >= 0) FileWatch::active()->opened(fd, *name, (flags & O_TRUNC) != 0);
  return fd;
}

ssize_t note_write(int file, off_t offset, const void* bytes, ssize_t written) {
  if (written > 0) {
    FileWatch::active()->changed(
        {.kind = Kind::write,
         .file = file,
         .offset = static_cast<std::size_t>(offset),
         .bytes = {static_cast<const char*>(bytes), static_cast<std::size_t>(written)}});
  }
  return written;
}

ssize_t write_at(int fd, const void* bytes, std::size_t count, off_t offset) {
  static auto* const next = real<ssize_t(int, const void*, std::size_t, off_t)>("pwrite64");
  const auto file = watched(fd);
  if (!file) return next(fd, bytes, count, offset);
  const auto fault = FileWatch::active()->next_call(CallKind::write);
  if (fails(fault)) return -1;
  return note_write(*file, offset, bytes, next(fd, bytes, size_to_do(fault, count), offset));
}

ssize_t read_at(int fd, void* bytes, std::size_t count, off_t offset) {
  static auto* const next = real<ssize_t(int, void*, std::size_t, off_t)>("pread64");
  if (!watched(fd)) return next(fd, bytes, count, offset);
  const auto fault = FileWatch::active()->next_call(CallKind::read);
  return fails(fault) ? -1 : next(fd, bytes, size_to_do(fault, count), offset);
}

int sync_file(const char* function, int fd) {
  const auto file = watched(fd);
  if (!file) return real<int(int)>(function)(fd);
  const bool folder = *file == FileWatch::kFolder;
  if (fails(FileWatch::active()->next_call(CallKind::sync))) {
    if (!folder) FileWatch::active()->changed({.kind = Kind::failed_sync, .file = *file});
    return -1;
  }
  FileWatch::active()->changed({.kind = folder ? Kind::sync_folder : Kind::sync, .file = *file});
  return 0;
}

int resize_file(int fd, off_t size) {
  static auto* const next = real<int(int, off_t)>("ftruncate64");
  const auto file = watched(fd);
  if (!file) return next(fd, size);
  if (fails(FileWatch::active()->next_call(CallKind::resize))) return -1;
  const int done = next(fd, size);
  if (done == 0) {
    FileWatch::active()->changed(
        {.kind = Kind::resize, .file = *file, .offset = static_cast<std::size_t>(size)});
  }
  return done;
}

}  // namespace

/// Whether open() has a third argument. O_TMPFILE has the bit of O_DIRECTORY in it.
static bool makes_file(int flags) {
  return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
}

extern "C" {

int open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = makes_file(flags) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return open_file(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = makes_file(flags) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return open_file(path, flags, mode);
}

int close(int fd) {
  static auto* const next = real<int(int)>("close");
  if (FileWatch::active() != nullptr) FileWatch::active()->closed(fd);
  return next(fd);
}

ssize_t read(int fd, void* bytes, std::size_t count) {
  static auto* const next = real<ssize_t(int, void*, std::size_t)>("read");
  if (!watched(fd)) return next(fd, bytes, count);
  const auto fault = FileWatch::active()->next_call(CallKind::read);
  return fails(fault) ? -1 : next(fd, bytes, size_to_do(fault, count));
}

ssize_t write(int fd, const void* bytes, std::size_t count) {
  static auto* const next = real<ssize_t(int, const void*, std::size_t)>("write");
  const auto file = watched(fd);
  if (!file) return next(fd, bytes, count);
  const auto fault = FileWatch::active()->next_call(CallKind::write);
  if (fails(fault)) return -1;
  const off_t offset = lseek(fd, 0, SEEK_CUR);
  return note_write(*file, offset, bytes, next(fd, bytes, size_to_do(fault, count)));
}

ssize_t pread(int fd, void* bytes, std::size_t count, off_t offset) {
  return read_at(fd, bytes, count, offset);
}
ssize_t pread64(int fd, void* bytes, std::size_t count, off64_t offset) {
  return read_at(fd, bytes, count, offset);
}
ssize_t pwrite(int fd, const void* bytes, std::size_t count, off_t offset) {
  return write_at(fd, bytes, count, offset);
}
ssize_t pwrite64(int fd, const void* bytes, std::size_t count, off64_t offset) {
  return write_at(fd, bytes, count, offset);
}

int fsync(int fd) { return sync_file("fsync", fd); }
int fdatasync(int fd) { return sync_file("fdatasync", fd); }

int ftruncate(int fd, off_t size) noexcept { return resize_file(fd, size); }
int ftruncate64(int fd, off64_t size) noexcept { return resize_file(fd, size); }

int posix_fallocate(int fd, off_t offset, off_t size) {
  static auto* const next = real<int(int, off_t, off_t)>("posix_fallocate64");
  const auto file = watched(fd);
  if (!file) return next(fd, offset, size);
  const auto fault = FileWatch::active()->next_call(CallKind::write);
  if (fails(fault)) return *fault;
  struct stat before {};
  struct stat after {};
  fstat(fd, &before);
  const int done = next(fd, offset, size);
  fstat(fd, &after);
  if (done == 0 && after.st_size != before.st_size) {
    FileWatch::active()->changed(
        {.kind = Kind::resize, .file = *file, .offset = static_cast<std::size_t>(after.st_size)});
  }
  return done;
}

int rename(const char* from, const char* to) noexcept {
  static auto* const next = real<int(const char*, const char*)>("rename");
  const auto old_name = watched_name(from);
  const auto name = watched_name(to);
  if (!old_name || !name) return next(from, to);
  if (fails(FileWatch::active()->next_call(CallKind::rename))) return -1;
  const int done = next(from, to);
  if (done == 0) FileWatch::active()->renamed(*old_name, *name);
  return done;
}

int unlink(const char* path) noexcept {
  static auto* const next = real<int(const char*)>("unlink");
  const auto name = watched_name(path);
  if (!name) return next(path);
  if (fails(FileWatch::active()->next_call(CallKind::remove))) return -1;
  const int done = next(path);
  if (done == 0) FileWatch::active()->removed(*name);
  return done;
}

}  // extern "C"
