#include "kiosk/package/package_writer.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "kiosk/package/frame.h"

namespace linli::package {
namespace {

using base::Descriptor;

constexpr std::size_t kBlockBytes = 64 * 1024;

std::error_code last_error() { return {errno, std::generic_category()}; }

/// What a file holds, read from the medium.
Expected<crypto::Digest, std::error_code> digest_on_medium(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
  if (!file) return unexpected(last_error());
  // What was just written would come from memory otherwise, whatever the medium holds.
  if (const int error = ::posix_fadvise(file.get(), 0, 0, POSIX_FADV_DONTNEED)) {
    return unexpected(std::error_code(error, std::generic_category()));
  }
  crypto::DigestStream digest;
  std::array<std::uint8_t, kBlockBytes> block{};
  while (true) {
    const ssize_t count = ::read(file.get(), block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return unexpected(last_error());
    if (count == 0) return digest.digest();
    digest.add(ByteView(block).first(static_cast<std::size_t>(count)));
  }
}

std::error_code sync_folder(const std::filesystem::path& folder) {
  const Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  const bool synced = directory && ::fsync(directory.get()) == 0 && ::syncfs(directory.get()) == 0;
  return synced ? std::error_code{} : last_error();
}

}  // namespace

Signer signer_with(const crypto::SigningKey& key) {
  return [key](std::uint64_t bytes, const crypto::Digest& digest) {
    return std::optional(key.sign(bytes_of(statement_of(bytes, digest))));
  };
}

Expected<PackageWriter, std::error_code> PackageWriter::create(const std::filesystem::path& folder,
                                                               const Header& header) {
  const auto path = folder / file_name(header);
  auto temporary = path;
  temporary += ".new";
  // One that was cut short is in the way. Nothing that lies there is written to: not what a link
  // leads to, either.
  ::unlink(temporary.c_str());
  Descriptor file(
      ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!file) return unexpected(last_error());
  PackageWriter writer(path, std::move(file));
  if (const auto error = writer.add_frame(bytes_of(header_text(header)))) return unexpected(error);
  return writer;
}

PackageWriter::~PackageWriter() {
  if (file_) ::unlink(temporary().c_str());
}

std::filesystem::path PackageWriter::temporary() const {
  auto name = path_;
  name += ".new";
  return name;
}

std::error_code PackageWriter::write(ByteView bytes) {
  digest_.add(bytes);
  bytes_ += bytes.size();
  while (!bytes.empty()) {
    const ssize_t written = ::write(file_.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return last_error();
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return {};
}

std::error_code PackageWriter::add_frame(ByteView content) {
  if (const auto error = write(length_bytes(content.size()))) return error;
  return write(content);
}

std::error_code PackageWriter::add(ByteView record) {
  if (record.empty() || record.size() > kMostRecordBytes || !has_room()) {
    return std::make_error_code(std::errc::invalid_argument);
  }
  ++records_;
  return add_frame(record);
}

bool PackageWriter::has_room() const {
  constexpr std::uint64_t kEnd = 4096;  // the last frames
  return records_ < kMostRecords && bytes_ + kMostRecordBytes + kEnd <= kMostPackageBytes;
}

std::error_code PackageWriter::read_back() const {
  const auto found = digest_on_medium(temporary());
  if (!found) return found.error();
  return *found == digest_.digest() ? std::error_code{} : std::make_error_code(std::errc::io_error);
}

Expected<std::filesystem::path, std::error_code> PackageWriter::finish(const Signer& sign) {
  if (const auto error = add_frame({})) return unexpected(error);
  const auto signature = sign(bytes_, digest_.digest());
  if (!signature) return unexpected(std::make_error_code(std::errc::io_error));
  if (const auto error = write(*signature)) return unexpected(error);
  if (::fsync(file_.get()) != 0) return unexpected(last_error());
  if (const auto error = read_back()) return unexpected(error);
  if (::rename(temporary().c_str(), path_.c_str()) != 0) return unexpected(last_error());
  file_.reset();
  if (const auto error = sync_folder(path_.parent_path())) return unexpected(error);
  return path_;
}

}  // namespace linli::package
