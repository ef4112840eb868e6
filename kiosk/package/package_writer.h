#pragma once
#include <filesystem>
#include <functional>
#include <system_error>

#include "kiosk/base/descriptor.h"
#include "kiosk/crypto/signature.h"
#include "kiosk/package/form.h"

namespace linli::package {

/// The signature over statement_of(bytes, digest).
using Signer = std::function<std::optional<crypto::Signature>(std::uint64_t bytes,
                                                              const crypto::Digest& digest)>;
Signer signer_with(const crypto::SigningKey& key);

/// Writes one package into a folder. Until finish() it has a temporary name
/// (ending in .new) and goes away with the object. One thread.
class PackageWriter {
 public:
  static Expected<PackageWriter, std::error_code> create(const std::filesystem::path& folder,
                                                         const Header& header);
  PackageWriter(PackageWriter&&) = default;
  PackageWriter& operator=(PackageWriter&&) = delete;
  ~PackageWriter();

  /// A record of 1 to kMostRecordBytes bytes.
  std::error_code add(ByteView record);
  bool has_room() const;
  std::uint64_t bytes() const { return bytes_; }

  /// Signs (`sign` is empty where the signer can't be reached: io_error); syncs; reads back what is
  /// on the medium, not in the page cache, and compares; gives the file its name and syncs the
  /// folder and the medium. After success the medium may be taken out. Answers the file. io_error
  /// as well where the medium gives back something else.
  Expected<std::filesystem::path, std::error_code> finish(const Signer& sign);

 private:
  PackageWriter(std::filesystem::path path, base::Descriptor file)
      : path_(std::move(path)), file_(std::move(file)) {}

  std::filesystem::path temporary() const;
  std::error_code write(ByteView bytes);
  std::error_code add_frame(ByteView content);
  std::error_code read_back() const;

  std::filesystem::path path_;
  base::Descriptor file_;  // empty once finished
  crypto::DigestStream digest_;
  std::uint64_t bytes_ = 0;
  std::size_t records_ = 0;
};

}  // namespace linli::package
