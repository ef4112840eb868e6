#include "kiosk/crypto/signature.h"

#include <catch2/catch_test_macros.hpp>

#include "kiosk/crypto/certificate.h"
#include "kiosk/crypto/digest.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

using namespace linli;
using namespace linli::crypto;

TEST_CASE("a signature holds for its message and key, and for nothing else") {
  const SigningKey key = SigningKey::generate();
  const Signature signature = key.sign(bytes_of("receipt"));
  CHECK(verify(key.public_key(), bytes_of("receipt"), signature));
  CHECK_FALSE(verify(key.public_key(), bytes_of("receipt."), signature));
  CHECK_FALSE(verify(SigningKey::generate().public_key(), bytes_of("receipt"), signature));
  CHECK_FALSE(verify(key.public_key(), bytes_of("receipt"), ByteView(signature).first(63)));
  CHECK_FALSE(verify(key.public_key(), bytes_of("receipt"), ByteView{}));
}

TEST_CASE("every changed bit of a signature is noticed") {
  const SigningKey key = SigningKey::generate();
  const Signature signature = key.sign(bytes_of("receipt"));
  for (std::size_t bit = 0; bit < signature.size() * 8; ++bit) {
    Signature changed = signature;
    changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ 1u << bit % 8);
    CHECK_FALSE(verify(key.public_key(), bytes_of("receipt"), changed));
  }
}

TEST_CASE("signing follows the second vector of RFC 8032") {
  const auto public_key =
      digest_from_hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  const auto signature = from_hex(
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
      "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
  const Bytes message = {0x72};
  CHECK(verify(*public_key, message, *signature));
}

TEST_CASE("a signing key comes back from its PEM form") {
  const SigningKey key = SigningKey::generate();
  const auto again = SigningKey::from_pem(key.to_pem());
  REQUIRE(again);
  CHECK(again->public_key() == key.public_key());
  CHECK(again->sign(bytes_of("x")) == key.sign(bytes_of("x")));
  CHECK(public_key_from_pem(public_key_pem(key.public_key())) == key.public_key());
}

TEST_CASE("PEM of something else is no signing key") {
  CHECK_FALSE(SigningKey::from_pem(""));
  CHECK_FALSE(
      SigningKey::from_pem("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"));
  CHECK_FALSE(SigningKey::from_pem(PrivateKey::generate().to_pem()));
  CHECK_FALSE(public_key_from_pem("garbage"));
}

TEST_CASE("the openssl command verifies a signature") {
  const tests::TemporaryFolder folder;
  const SigningKey key = SigningKey::generate();
  const Signature signature = key.sign(bytes_of("statement\n"));
  tests::write_whole(folder / "key.pem", public_key_pem(key.public_key()));
  tests::write_whole(folder / "message", "statement\n");
  tests::write_whole(folder / "signature", text_of(signature));
  const std::string command = "cd " + folder.path().string() +
                              " && openssl pkeyutl -verify -pubin -inkey key.pem -rawin"
                              " -in message -sigfile signature";
  CHECK(tests::succeeds(command));
  tests::write_whole(folder / "message", "another\n");
  CHECK_FALSE(tests::succeeds(command));
}
