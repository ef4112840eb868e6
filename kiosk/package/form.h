#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/uuid.h"
#include "kiosk/protocol/submission.h"

/// What travels between terminal and centre on a USB stick. The form of the
/// files is described in docs/stick.md.
namespace linli::package {

enum class Kind {
  items,    // of a terminal, its records sealed to the centre, signed by the terminal
  answers,  // of the centre to one package of items, signed by the centre
};

struct Header {
  Kind kind{};
  base::Uuid package;    // of the items; their answers carry it too
  std::string terminal;  // whose items these are, 4 digits
  bool operator==(const Header&) const = default;
};

/// A record takes no further entry past this, so that memory stays flat.
inline constexpr std::size_t kFullRecordBytes = 256 * 1024;
/// One commit alone may be larger than that.
inline constexpr std::size_t kMostPlainBytes = protocol::kMaxCommitBytes + 64;
/// With what sealing adds.
inline constexpr std::size_t kMostRecordBytes = kMostPlainBytes + 4096;
/// Half of what FAT32 can hold in one file; more goes into further packages.
inline constexpr std::uint64_t kMostPackageBytes = std::uint64_t{2} << 30;
inline constexpr std::size_t kMostRecords = 65'536;

/// linli-0417-019aa5c0-0000-7000-8000-000000000001.linli, or .answers
std::string file_name(const Header& header);
/// Empty for every other name.
std::optional<Header> header_from_name(std::string_view name);

/// The regular files of a folder that are named as packages of this kind, the
/// oldest of each terminal first; links are not followed. Looks at no more
/// than 10,000 names. Empty optional: the folder can't be read.
std::optional<std::vector<std::filesystem::path>> packages_in(const std::filesystem::path& folder,
                                                              Kind kind);

/// The lines "linli-package-v1", "kind: …", "package: …", "terminal: …": the
/// first frame of a file.
std::string header_text(const Header& header);

enum class HeaderFault { foreign, newer };
Expected<Header, HeaderFault> header_from_text(std::string_view text);

/// What is signed: the line "linli-package-v1", then "bytes: …" and "digest: …"
/// (SHA-256, lower-case hexadecimal) of everything before the signature.
std::string statement_of(std::uint64_t bytes, const crypto::Digest& digest);

}  // namespace linli::package
