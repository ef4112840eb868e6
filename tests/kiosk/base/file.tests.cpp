#include "kiosk/base/file.h"

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <filesystem>

using namespace linli::base;
namespace fs = std::filesystem;

namespace {

struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "linli-file-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }
};

}  // namespace

TEST_CASE("a durable write replaces the content and leaves only its owner's file") {
  const Folder folder;
  const auto file = folder.path / "mark";
  REQUIRE_FALSE(write_file_durably(file, "one"));
  REQUIRE_FALSE(write_file_durably(file, "two"));
  CHECK(read_file(file, 10) == std::string("two"));
  CHECK(std::distance(fs::directory_iterator(folder.path), fs::directory_iterator()) == 1);
  CHECK((fs::status(file).permissions() & fs::perms::all) ==
        (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("a write that can't be done keeps the old content and says why") {
  const Folder folder;
  CHECK(write_file_durably(folder.path / "no" / "mark", "x") == std::errc::no_such_file_or_directory);
}

TEST_CASE("a file past the limit is not read") {
  const Folder folder;
  const auto file = folder.path / "large";
  REQUIRE_FALSE(write_file_durably(file, std::string(100, 'x')));
  CHECK(read_file(file, 99).error() == std::errc::file_too_large);
  CHECK(read_file(file, 100).value().size() == 100);
  CHECK(read_file(folder.path / "none", 100).error() == std::errc::no_such_file_or_directory);
}
