/// What is written into a package comes out of it again.
#include <catch2/catch_test_macros.hpp>

#include "kiosk/package/entries.h"
#include "tests/kiosk/package/stick.h"

using namespace linli;
using namespace linli::package;
using linli::tests::Stick;

TEST_CASE("records come back as they were written, and then no more") {
  Stick stick;
  auto reader = PackageReader::open(stick.file).value();
  CHECK(reader.header() == stick.header);
  REQUIRE(reader.check(stick.key.public_key()));
  CHECK(reader.records() == 3);
  for (const Bytes& record : stick.records) CHECK(reader.next().value() == record);
  CHECK(reader.next().value() == std::nullopt);
  CHECK(reader.next().value() == std::nullopt);
}

TEST_CASE("a package without records is whole") {
  Stick stick;
  stick.records.clear();
  stick.file = stick.written();
  CHECK_FALSE(stick.fault());
}

TEST_CASE("only a finished package has a package's name") {
  const linli::tests::TemporaryFolder folder;
  const Header header{Kind::answers, base::make_uuid_v7(base::SystemClock().now()), "0418"};
  {
    auto writer = PackageWriter::create(folder.path(), header).value();
    REQUIRE_FALSE(writer.add(Bytes(100)));
    CHECK(packages_in(folder.path(), Kind::answers)->empty());
  }
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("what was cut short before is no hindrance") {
  Stick stick;
  linli::tests::write_whole(stick.file.string() + ".new", "half a package");
  CHECK(stick.written() == stick.file);
  CHECK_FALSE(stick.fault());
}

TEST_CASE("records that are empty or too large are not written") {
  const linli::tests::TemporaryFolder folder;
  auto writer = PackageWriter::create(folder.path(), {Kind::items, {}, "0417"}).value();
  CHECK(writer.add({}));
  CHECK(writer.add(Bytes(kMostRecordBytes + 1)));
  CHECK_FALSE(writer.add(Bytes(kMostRecordBytes)));
}

TEST_CASE("names say what a package is, and nothing else does") {
  const Stick stick;
  CHECK(stick.file.filename() == "linli-0417-019aa5c0-0000-7000-8000-000000000001.linli");
  CHECK(header_from_name(stick.file.filename().native()) == stick.header);
  for (const char* name :
       {"", ".linli", "linli-0417-019aa5c0-0000-7000-8000-000000000001.linli.new",
        "linli-0417-019AA5C0-0000-7000-8000-000000000001.linli",
        "linli-041x-019aa5c0-0000-7000-8000-000000000001.linli",
        "linli-0417-019aa5c0-0000-7000-8000-000000000001.items"}) {
    CHECK_FALSE(header_from_name(name));
  }
}

TEST_CASE("entries come back in their order") {
  const auto item = base::make_uuid_v7(base::SystemClock().now());
  const auto key = crypto::SigningKey::generate();
  const protocol::ChainLink link{"0417", item, 1, item, {}, {}};
  Bytes record;
  append_part(record, item, 400, Bytes{7, 8});
  append_acceptance(record, protocol::accept(link, {}, base::SystemClock().now(), key), true);
  append_refusal(record, item, "urn:linli:problem:place-taken");
  const auto entries = entries_of(record).value();
  REQUIRE(entries.size() == 3);
  const auto part = part_from(entries[0]).value();
  CHECK((part.item == item && part.number == 400 && part.sealed.size() == 2));
  CHECK(entries[1].kind == EntryKind::known);
  CHECK(protocol::acceptance_from_json(text_of(entries[1].content)).value().link == link);
  CHECK(refusal_from(entries[2]).value().problem == "urn:linli:problem:place-taken");
}

TEST_CASE("the signature verifies with the openssl command") {
  Stick stick;
  const std::string whole = linli::tests::read_whole(stick.file);
  const std::string content = whole.substr(0, whole.size() - 64);
  linli::tests::write_whole(stick.folder / "statement",
                            statement_of(content.size(), crypto::sha256(bytes_of(content))));
  linli::tests::write_whole(stick.folder / "signature", whole.substr(whole.size() - 64));
  linli::tests::write_whole(stick.folder / "key", crypto::public_key_pem(stick.key.public_key()));
  const auto in = [&](const char* name) { return (stick.folder / name).string(); };
  CHECK(linli::tests::succeeds("openssl pkeyutl -verify -rawin -pubin -inkey " + in("key") +
                               " -in " + in("statement") + " -sigfile " + in("signature")));
}
