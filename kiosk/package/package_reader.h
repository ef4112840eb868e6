#pragma once
#include <filesystem>
#include <string_view>

#include "kiosk/base/descriptor.h"
#include "kiosk/crypto/signature.h"
#include "kiosk/package/form.h"

namespace linli::package {

enum class PackageFault {
  unreadable,  // no regular file, or the medium failed
  foreign,     // not a package of this kind and name
  newer,       // of a later version
  cut_off,     // ends too early
  damaged,     // past a limit, or with something after its end
  forged,      // the signature is not by that key over this content
  changed,     // gives other bytes than when it was checked
};
/// For people, in English.
std::string_view describe(PackageFault fault);

/// Reads one package. What comes from a stick is a stranger's until check()
/// has said otherwise: every size is bounded, links are not followed, and each
/// record is read again exactly as it was checked. One thread.
class PackageReader {
 public:
  /// The header must be what the file's name says.
  static Expected<PackageReader, PackageFault> open(const std::filesystem::path& path);

  const Header& header() const { return header_; }
  std::size_t records() const { return digests_.size(); }

  /// Goes once through the whole file. Before anything is made of it.
  Expected<void, PackageFault> check(const crypto::PublicKeyBytes& key);

  /// After check(): the next record, or empty after the last.
  Expected<std::optional<Bytes>, PackageFault> next();

 private:
  explicit PackageReader(base::Descriptor file) : file_(std::move(file)) {}

  Expected<Bytes, PackageFault> read(std::size_t size);
  /// The content of the next frame, empty for the last.
  Expected<Bytes, PackageFault> frame(std::size_t most);
  Expected<void, PackageFault> read_header();
  Expected<void, PackageFault> read_records();

  base::Descriptor file_;
  Header header_;
  crypto::DigestStream digest_;
  std::uint64_t bytes_ = 0;
  std::vector<crypto::Digest> digests_;  // of the records, once checked
  std::size_t next_ = 0;
};

}  // namespace linli::package
