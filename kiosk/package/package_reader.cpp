#include "kiosk/package/package_reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "kiosk/package/frame.h"

namespace linli::package {
namespace {

using base::Descriptor;

constexpr std::size_t kMostHeaderBytes = 256;

PackageFault fault_of(HeaderFault fault) {
  switch (fault) {
    case HeaderFault::foreign:
      return PackageFault::foreign;
    case HeaderFault::newer:
      return PackageFault::newer;
  }
  return PackageFault::foreign;
}

}  // namespace

std::string_view describe(PackageFault fault) {
  switch (fault) {
    case PackageFault::unreadable:
      return "it can't be read";
    case PackageFault::foreign:
      return "it is no such package";
    case PackageFault::newer:
      return "it was written by a later version";
    case PackageFault::cut_off:
      return "it is cut off: it was not finished, or the stick was taken out too early";
    case PackageFault::damaged:
      return "it is damaged";
    case PackageFault::forged:
      return "its signature does not hold: it is damaged, or of somebody else";
    case PackageFault::changed:
      return "the stick gives other data when it is read again";
  }
  return "unknown fault";
}

Expected<PackageReader, PackageFault> PackageReader::open(const std::filesystem::path& path) {
  const auto named = header_from_name(path.filename().native());
  if (!named) return unexpected(PackageFault::foreign);
  Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct stat info {};
  if (!file || ::fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode)) {
    return unexpected(PackageFault::unreadable);
  }
  if (static_cast<std::uint64_t>(info.st_size) > kMostPackageBytes) {
    return unexpected(PackageFault::damaged);
  }
  PackageReader reader(std::move(file));
  if (auto read = reader.read_header(); !read) return unexpected(read.error());
  if (reader.header_ != *named) return unexpected(PackageFault::foreign);
  return reader;
}

Expected<Bytes, PackageFault> PackageReader::read(std::size_t size) {
  Bytes bytes(size);
  std::size_t done = 0;
  while (done < size) {
    const ssize_t count = ::read(file_.get(), bytes.data() + done, size - done);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return unexpected(PackageFault::unreadable);
    if (count == 0) return unexpected(PackageFault::cut_off);
    done += static_cast<std::size_t>(count);
  }
  digest_.add(bytes);
  bytes_ += size;
  if (bytes_ > kMostPackageBytes) return unexpected(PackageFault::damaged);
  return bytes;
}

Expected<Bytes, PackageFault> PackageReader::frame(std::size_t most) {
  const auto length = read(kLengthBytes);
  if (!length) return unexpected(length.error());
  const std::size_t size = length_from(*length);
  if (size > most) return unexpected(PackageFault::damaged);
  return read(size);
}

Expected<void, PackageFault> PackageReader::read_header() {
  digest_ = {};
  bytes_ = 0;
  if (::lseek(file_.get(), 0, SEEK_SET) != 0) return unexpected(PackageFault::unreadable);
  const auto text = frame(kMostHeaderBytes);
  if (!text) {
    const bool long_one = text.error() == PackageFault::damaged;
    return unexpected(long_one ? PackageFault::foreign : text.error());
  }
  auto header = header_from_text(text_of(*text));
  if (!header) return unexpected(fault_of(header.error()));
  header_ = *std::move(header);
  return {};
}

Expected<void, PackageFault> PackageReader::read_records() {
  digests_.clear();
  while (true) {
    const auto record = frame(kMostRecordBytes);
    if (!record) return unexpected(record.error());
    if (record->empty()) return {};
    if (digests_.size() == kMostRecords) return unexpected(PackageFault::damaged);
    digests_.push_back(crypto::sha256(*record));
  }
}

Expected<void, PackageFault> PackageReader::check(const crypto::PublicKeyBytes& key) {
  const Header before = header_;
  if (auto read = read_header(); !read) return read;
  if (header_ != before) return unexpected(PackageFault::changed);
  if (auto read = read_records(); !read) return read;
  const std::string statement = statement_of(bytes_, digest_.digest());
  const auto signature = read(crypto::Signature{}.size());
  if (!signature) return unexpected(signature.error());
  if (!crypto::verify(key, bytes_of(statement), *signature)) {
    return unexpected(PackageFault::forged);
  }
  if (read(1)) return unexpected(PackageFault::damaged);
  next_ = 0;
  return read_header();
}

Expected<std::optional<Bytes>, PackageFault> PackageReader::next() {
  if (next_ == digests_.size()) return std::optional<Bytes>();
  auto record = frame(kMostRecordBytes);
  if (!record) return unexpected(record.error());
  if (crypto::sha256(*record) != digests_[next_]) return unexpected(PackageFault::changed);
  ++next_;
  return std::optional(*std::move(record));
}

}  // namespace linli::package
