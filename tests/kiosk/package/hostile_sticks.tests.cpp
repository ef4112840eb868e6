/// A stick is a stranger's: nothing on it is believed, and nothing is read past its limits.
#include <catch2/catch_test_macros.hpp>

#include <random>

#include "kiosk/package/entries.h"
#include "tests/kiosk/package/stick.h"

using namespace linli;
using namespace linli::package;
using linli::tests::read_whole;
using linli::tests::Stick;
using linli::tests::write_whole;

namespace {

/// A frame as it stands in a file.
std::string frame(std::size_t length, const std::string& content) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(length >> shift & 0xff);
  return bytes + content;
}

}  // namespace

TEST_CASE("a package that is cut off anywhere is refused") {
  Stick stick;
  stick.records = {Bytes(10, 1), Bytes(20, 2)};
  stick.file = stick.written();
  const std::string whole = read_whole(stick.file);
  REQUIRE_FALSE(stick.fault());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    write_whole(stick.file, whole.substr(0, size));
    CAPTURE(size);
    CHECK(stick.fault() == PackageFault::cut_off);
  }
}

TEST_CASE("a package with any bit turned is refused") {
  Stick stick;
  stick.records = {Bytes(10, 1), Bytes(20, 2)};
  stick.file = stick.written();
  const std::string whole = read_whole(stick.file);
  for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
    std::string turned = whole;
    turned[bit / 8] = static_cast<char>(turned[bit / 8] ^ (1 << bit % 8));
    write_whole(stick.file, turned);
    CAPTURE(bit);
    CHECK(stick.fault());
  }
}

TEST_CASE("something after the end, another's key, another's name: refused") {
  Stick stick;
  const std::string whole = read_whole(stick.file);
  write_whole(stick.file, whole + "x");
  CHECK(stick.fault() == PackageFault::damaged);
  write_whole(stick.file, whole);
  stick.key = crypto::SigningKey::generate();
  CHECK(stick.fault() == PackageFault::forged);
  const auto renamed = stick.folder / "linli-0418-019aa5c0-0000-7000-8000-000000000001.linli";
  std::filesystem::rename(stick.file, renamed);
  stick.file = renamed;
  CHECK(stick.fault() == PackageFault::foreign);
}

TEST_CASE("a later version is told from a damaged file") {
  Stick stick;
  const std::string header = "linli-package-v2\nkind: items\n";
  write_whole(stick.file, frame(header.size(), header));
  CHECK(stick.fault() == PackageFault::newer);
}

TEST_CASE("lengths past the limits are not followed") {
  Stick stick;
  const std::string header = header_text(stick.header);
  for (const std::size_t length : {kMostRecordBytes + 1, std::size_t{0xffffffff}}) {
    write_whole(stick.file, frame(header.size(), header) + frame(length, "x"));
    CHECK(stick.fault() == PackageFault::damaged);
  }
  write_whole(stick.file, frame(0xffffffff, header));
  CHECK(stick.fault() == PackageFault::foreign);
  write_whole(stick.file, frame(0, ""));
  CHECK(stick.fault() == PackageFault::foreign);
  std::filesystem::resize_file(stick.file, kMostPackageBytes + 1);
  CHECK(stick.fault() == PackageFault::damaged);
}

TEST_CASE("more records than allowed are refused") {
  Stick stick;
  std::string file = frame(header_text(stick.header).size(), header_text(stick.header));
  for (std::size_t i = 0; i <= kMostRecords; ++i) file += frame(1, "x");
  write_whole(stick.file, file);
  CHECK(stick.fault() == PackageFault::damaged);
}

TEST_CASE("links and other things with a package's name are left alone") {
  Stick stick;
  const auto link = stick.folder / "linli-0417-019aa5c0-0000-7000-8000-000000000002.linli";
  const auto folder = stick.folder / "linli-0417-019aa5c0-0000-7000-8000-000000000003.linli";
  const auto pipe = stick.folder / "linli-0417-019aa5c0-0000-7000-8000-000000000004.linli";
  std::filesystem::create_symlink(stick.file, link);
  std::filesystem::create_directory(folder);
  REQUIRE(linli::tests::succeeds("mkfifo " + pipe.string()));
  CHECK(packages_in(stick.folder.path(), Kind::items).value() == std::vector{stick.file});
  for (const auto& path : {link, folder, pipe}) {
    const auto opened = PackageReader::open(path);
    REQUIRE_FALSE(opened);
    CHECK(opened.error() == PackageFault::unreadable);
  }
}

TEST_CASE("a link in the way of a package leads nowhere") {
  Stick stick;
  const auto victim = stick.folder / "victim";
  write_whole(victim, "mine");
  std::filesystem::create_symlink(victim, stick.file.string() + ".new");
  CHECK(stick.written() == stick.file);
  CHECK(read_whole(victim) == "mine");
}

TEST_CASE("a stick that gives other bytes the second time is noticed") {
  Stick stick;
  auto reader = PackageReader::open(stick.file).value();
  REQUIRE(reader.check(stick.key.public_key()));
  REQUIRE(reader.next());
  std::string whole = read_whole(stick.file);
  for (std::size_t i = 1000; i < 2000; ++i) whole[i] = 'x';
  write_whole(stick.file, whole);
  const auto next = reader.next();
  REQUIRE_FALSE(next);
  CHECK(next.error() == PackageFault::changed);
}

TEST_CASE("entries of any bytes are read without harm") {
  std::mt19937 random(417);
  const Bytes good = [] {
    Bytes record;
    append_part(record, {}, 1, Bytes(30, 5));
    append_refusal(record, {}, "urn:linli:problem:place-taken");
    return record;
  }();
  int whole = 0;
  for (int i = 0; i < 20'000; ++i) {
    Bytes bytes = good;
    for (int change = 0; change < 3; ++change) {
      bytes[random() % bytes.size()] = static_cast<std::uint8_t>(random());
    }
    bytes.resize(random() % (good.size() + 1));
    const auto entries = entries_of(bytes);
    for (const Entry& entry : entries.value_or(std::vector<Entry>())) {
      (void)part_from(entry);
      (void)refusal_from(entry);
    }
    whole += entries ? 1 : 0;
  }
  CHECK(whole < 20'000);
  CHECK_FALSE(entries_of(Bytes{1, 0, 0, 0, 5, 1}));
  CHECK_FALSE(entries_of(Bytes{9, 0, 0, 0, 0}));
}
