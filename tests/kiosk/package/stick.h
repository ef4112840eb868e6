#pragma once
#include "kiosk/package/package_reader.h"
#include "kiosk/package/package_writer.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

namespace linli::tests {

/// A stick with one package of three records on it.
struct Stick {
  TemporaryFolder folder;
  crypto::SigningKey key = crypto::SigningKey::generate();
  package::Header header{package::Kind::items,
                         *base::Uuid::parse("019aa5c0-0000-7000-8000-000000000001"), "0417"};
  std::vector<Bytes> records{Bytes(10, 1), Bytes(package::kMostRecordBytes, 2), Bytes(1, 3)};
  std::filesystem::path file = written();

  std::filesystem::path written() {
    auto writer = package::PackageWriter::create(folder.path(), header).value();
    for (const Bytes& record : records) {
      if (writer.add(record)) throw std::runtime_error("a record was not written");
    }
    return writer.finish(package::signer_with(key)).value();
  }

  /// What keeps the package from being taken; empty for nothing.
  std::optional<package::PackageFault> fault() const {
    auto reader = package::PackageReader::open(file);
    if (!reader) return reader.error();
    const auto checked = reader->check(key.public_key());
    return checked ? std::nullopt : std::optional(checked.error());
  }
};

}  // namespace linli::tests
