#include "kiosk/crypto/personal_cipher.h"

#include <catch2/catch_test_macros.hpp>

using namespace linli;
using namespace linli::crypto;

namespace {
const Bytes kSalt(16, 7);
constexpr std::string_view kNumber = "11010519491231002X";
}  // namespace

TEST_CASE("a record is found and opened with the person's own number") {
  const PersonalCipher once(kNumber, kSalt);
  const PersonalCipher later(kNumber, kSalt);
  CHECK(once.record_name("benefits") == later.record_name("benefits"));
  const Bytes record = once.encrypt("benefits", bytes_of("低保"));
  const auto plain = later.decrypt("benefits", record);
  REQUIRE(plain);
  CHECK(text_of(*plain) == "低保");
}

TEST_CASE("another number, another store or another kind finds and opens nothing") {
  const PersonalCipher own(kNumber, kSalt);
  const PersonalCipher other("440524188001010014", kSalt);
  const PersonalCipher elsewhere(kNumber, Bytes(16, 8));
  const Bytes record = own.encrypt("benefits", bytes_of("低保"));
  CHECK(other.record_name("benefits") != own.record_name("benefits"));
  CHECK(elsewhere.record_name("benefits") != own.record_name("benefits"));
  CHECK(own.record_name("draft:temporary_relief") != own.record_name("benefits"));
  CHECK_FALSE(other.decrypt("benefits", record));
  CHECK_FALSE(elsewhere.decrypt("benefits", record));
  CHECK_FALSE(own.decrypt("draft:temporary_relief", record));
}

TEST_CASE("every changed byte of a record is noticed") {
  const PersonalCipher own(kNumber, kSalt);
  const Bytes record = own.encrypt("benefits", bytes_of("低保"));
  for (std::size_t at = 0; at < record.size(); ++at) {
    Bytes changed = record;
    changed[at] ^= 0x01;
    CHECK_FALSE(own.decrypt("benefits", changed));
  }
  CHECK_FALSE(own.decrypt("benefits", ByteView(record).first(record.size() - 1)));
  CHECK_FALSE(own.decrypt("benefits", ByteView{}));
}

TEST_CASE("the same content never looks the same twice") {
  const PersonalCipher own(kNumber, kSalt);
  CHECK(own.encrypt("benefits", bytes_of("x")) != own.encrypt("benefits", bytes_of("x")));
}
