#include "kiosk/base/file.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>

#include "tests/support/temporary_folder.h"

using namespace linli;
using namespace linli::base;
namespace fs = std::filesystem;

TEST_CASE("a durable write replaces the content and leaves only its owner's file") {
  const tests::TemporaryFolder folder;
  const auto file = folder / "mark";
  REQUIRE_FALSE(write_file_durably(file, "one"));
  REQUIRE_FALSE(write_file_durably(file, "two"));
  CHECK(read_file(file, 10) == std::string("two"));
  CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);
  CHECK((fs::status(file).permissions() & fs::perms::all) ==
        (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("a write that can't be done keeps the old content and says why") {
  const tests::TemporaryFolder folder;
  CHECK(write_file_durably(folder / "no" / "mark", "x") == std::errc::no_such_file_or_directory);
}

TEST_CASE("a write whose name can't be taken leaves nothing behind") {
  const tests::TemporaryFolder folder;
  fs::create_directories(folder / "mark" / "in the way");
  CHECK(write_file_durably(folder / "mark", "x"));
  CHECK_FALSE(fs::exists(folder / "mark.new"));
}

TEST_CASE("a file past the limit is not read") {
  const tests::TemporaryFolder folder;
  const auto file = folder / "large";
  REQUIRE_FALSE(write_file_durably(file, std::string(100, 'x')));
  CHECK(read_file(file, 99).error() == std::errc::file_too_large);
  CHECK(read_file(file, 100).value().size() == 100);
  CHECK(read_file(folder / "none", 100).error() == std::errc::no_such_file_or_directory);
}
