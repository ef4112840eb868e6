#include "kiosk/crypto/digest.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace linli;
using namespace linli::crypto;

TEST_CASE("SHA-256 gives the digest of the standard's example") {
  CHECK(to_hex(sha256(bytes_of("abc"))) ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("base64 follows the vectors of RFC 4648") {
  struct Vector {
    const char* plain;
    const char* padded;
    const char* url;
  };
  const auto vector =
      GENERATE(Vector{"", "", ""}, Vector{"f", "Zg==", "Zg"}, Vector{"fo", "Zm8=", "Zm8"},
               Vector{"foo", "Zm9v", "Zm9v"}, Vector{"foob", "Zm9vYg==", "Zm9vYg"},
               Vector{"fooba", "Zm9vYmE=", "Zm9vYmE"}, Vector{"foobar", "Zm9vYmFy", "Zm9vYmFy"});
  const ByteView plain = bytes_of(vector.plain);
  CHECK(to_base64(plain) == vector.padded);
  CHECK(to_base64url(plain) == vector.url);
  CHECK(from_base64(vector.padded) == Bytes(plain.begin(), plain.end()));
  CHECK(from_base64url(vector.url) == Bytes(plain.begin(), plain.end()));
}

TEST_CASE("every byte survives every encoding") {
  Bytes all(256);
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::uint8_t>(i);
  CHECK(from_hex(to_hex(all)) == all);
  CHECK(from_base64(to_base64(all)) == all);
  CHECK(from_base64url(to_base64url(all)) == all);
}

TEST_CASE("text that is not the encoding is refused") {
  const auto text = GENERATE("a", "zz", "0x", "é0");
  CHECK_FALSE(from_hex(text));
  CHECK_FALSE(digest_from_hex(text));
  for (const auto* bad : {"Zg=", "Zg", "Zh==", "Z g=", "====", "Zg==Zg==", "Zm9v\n"}) {
    CAPTURE(bad);
    CHECK_FALSE(from_base64(bad));
  }
  for (const auto* bad : {"Z", "Zh", "Zg==", "Zm9+", "Zm8/"}) {
    CAPTURE(bad);
    CHECK_FALSE(from_base64url(bad));
  }
}

TEST_CASE("a digest in hexadecimal has exactly 64 digits") {
  const Digest digest = sha256(bytes_of("x"));
  CHECK(digest_from_hex(to_hex(digest)) == digest);
  CHECK_FALSE(digest_from_hex(to_hex(digest).substr(2)));
}

TEST_CASE("random bytes do not repeat") { CHECK(random_bytes(32) != random_bytes(32)); }
