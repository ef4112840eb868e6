#include "kiosk/crypto/envelope.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <vector>

#include "kiosk/crypto/envelope_profile.h"
#include "kiosk/crypto/sealer.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

using namespace linli;
using namespace linli::crypto;
using namespace std::chrono_literals;

namespace {

struct Recipient {
  PrivateKey key = PrivateKey::generate();
  Certificate certificate;
  explicit Recipient(const char* name) : certificate(*self_signed(key, request(name))) {}

  static CertificateRequest request(const char* name) {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    return {name, {}, {}, CertificateUse::sealing, now - 1h, now + 1h};
  }
};

const std::string kPlain = R"({"name":"王秀芳","why":"火灾"})";

struct Sealed {
  Recipient current{"current"};
  Recipient recovery{"recovery"};
  Bytes message = *seal(bytes_of(kPlain), std::vector{current.certificate, recovery.certificate});
};

}  // namespace

TEST_CASE("each recipient opens what was sealed, and nobody else does") {
  const Sealed sealed;
  const Recipient stranger("stranger");
  for (const Recipient* who : {&sealed.current, &sealed.recovery}) {
    const auto plain = open_sealed(sealed.message, who->key, who->certificate);
    REQUIRE(plain);
    CHECK(text_of(*plain) == kPlain);
  }
  CHECK_FALSE(open_sealed(sealed.message, stranger.key, stranger.certificate));
  CHECK_FALSE(open_sealed(sealed.message, stranger.key, sealed.current.certificate));
}

TEST_CASE("the sealed bytes show nothing of the content") {
  const Sealed sealed;
  CHECK(std::ranges::search(sealed.message, bytes_of("王秀芳")).empty());
}

TEST_CASE("the openssl command opens what was sealed, for each recipient") {
  const tests::TemporaryFolder folder;
  const Sealed sealed;
  tests::write_whole(folder / "sealed.der", text_of(sealed.message));
  for (const Recipient* who : {&sealed.current, &sealed.recovery}) {
    tests::write_whole(folder / "key.pem", who->key.to_pem());
    tests::write_whole(folder / "certificate.pem", who->certificate.to_pem());
    CHECK(tests::succeeds("cd " + folder.path().string() +
                          " && openssl cms -decrypt -binary -inform DER -in sealed.der"
                          " -inkey key.pem -recip certificate.pem -out plain"));
    CHECK(tests::read_whole(folder / "plain") == kPlain);
  }
}

TEST_CASE("no changed byte of a message for one recipient goes unnoticed") {
  const Recipient recipient("only");
  const Bytes message = *seal(bytes_of(kPlain), std::vector{recipient.certificate});
  for (std::size_t at = 0; at < message.size(); ++at) {
    Bytes changed = message;
    changed[at] ^= 0x01;
    const auto plain = open_sealed(changed, recipient.key, recipient.certificate);
    // Bytes that only say who the recipient is may change; the content may not.
    if (plain) CHECK(text_of(*plain) == kPlain);
  }
  Bytes changed = message;
  changed.back() ^= 0x80;
  CHECK_FALSE(open_sealed(changed, recipient.key, recipient.certificate));
}

TEST_CASE("a message cut short does not open") {
  const Sealed sealed;
  for (std::size_t size = 0; size < sealed.message.size(); size += 7) {
    CHECK_FALSE(open_sealed(ByteView(sealed.message).first(size), sealed.current.key,
                            sealed.current.certificate));
  }
}

TEST_CASE("a message whose authentication tag was cut to a byte is refused before it is opened") {
  const Sealed sealed;
  REQUIRE(follows_envelope_profile(sealed.message));
  // The last element is the tag: 04 10 and 16 bytes. Lengths around it are
  // long-form, so only they would have to be corrected; the form is refused anyway.
  Bytes cut(sealed.message.begin(), sealed.message.end() - 15);
  cut[cut.size() - 2] = 0x01;
  CHECK_FALSE(follows_envelope_profile(cut));
}

TEST_CASE("a message that the openssl command sealed without authentication is refused") {
  const tests::TemporaryFolder folder;
  const Recipient recipient("only");
  tests::write_whole(folder / "plain", kPlain);
  tests::write_whole(folder / "certificate.pem", recipient.certificate.to_pem());
  REQUIRE(tests::succeeds("cd " + folder.path().string() +
                          " && openssl cms -encrypt -binary -aes-256-cbc -outform DER -in plain"
                          " -out sealed certificate.pem"));
  const std::string message = tests::read_whole(folder / "sealed");
  CHECK_FALSE(open_sealed(bytes_of(message), recipient.key, recipient.certificate));
}

TEST_CASE("a message that the openssl command sealed in our form opens") {
  const tests::TemporaryFolder folder;
  const Recipient recipient("only");
  tests::write_whole(folder / "plain", kPlain);
  tests::write_whole(folder / "certificate.pem", recipient.certificate.to_pem());
  REQUIRE(tests::succeeds("cd " + folder.path().string() +
                          " && openssl cms -encrypt -binary -aes-256-gcm -outform DER -in plain"
                          " -out sealed -recip certificate.pem -keyopt ecdh_kdf_md:sha256"));
  const auto plain = open_sealed(bytes_of(tests::read_whole(folder / "sealed")), recipient.key,
                                 recipient.certificate);
  REQUIRE(plain);
  CHECK(text_of(*plain) == kPlain);
}

TEST_CASE("messages of one sealer open one by one, and have no key in common") {
  const tests::TemporaryFolder folder;
  const Recipient current("current");
  const Recipient recovery("recovery");
  const auto sealer = Sealer::make(std::vector{current.certificate, recovery.certificate});
  REQUIRE(sealer);
  const std::string other = kPlain + kPlain;
  const Bytes messages[] = {sealer->seal(bytes_of(kPlain)), sealer->seal(bytes_of(other))};
  for (const Recipient* who : {&current, &recovery}) {
    tests::write_whole(folder / "key.pem", who->key.to_pem());
    tests::write_whole(folder / "certificate.pem", who->certificate.to_pem());
    for (std::size_t i = 0; i < 2; ++i) {
      tests::write_whole(folder / "sealed.der", text_of(messages[i]));
      CHECK(tests::succeeds("cd " + folder.path().string() +
                            " && openssl cms -decrypt -binary -inform DER -in sealed.der"
                            " -inkey key.pem -recip certificate.pem -out plain"));
      CHECK(tests::read_whole(folder / "plain") == (i == 0 ? kPlain : other));
    }
  }
  // The same plain text twice: neither its cipher nor any wrapped key comes back.
  const Bytes again = sealer->seal(bytes_of(kPlain));
  REQUIRE(again.size() == messages[0].size());
  constexpr std::size_t kWrapped = 40;
  const auto& first = messages[0];
  for (std::size_t at = 0; at + 2 + kWrapped <= first.size(); ++at) {
    if (first[at] != 0x04 || first[at + 1] != kWrapped) continue;
    const auto begin = static_cast<std::ptrdiff_t>(at + 2);
    const ByteView key(first.begin() + begin, first.begin() + begin + kWrapped);
    CHECK(std::ranges::search(again, key).empty());
    CHECK(std::ranges::search(messages[1], key).empty());
  }
  CHECK(std::ranges::search(again, ByteView(first).last(32)).empty());
}

TEST_CASE("nothing is sealed for nobody") {
  CHECK_FALSE(Sealer::make(std::vector<Certificate>{}));
  CHECK_FALSE(seal(bytes_of(kPlain), std::vector<Certificate>{}));
}

TEST_CASE("an empty content and one of a part's size survive sealing") {
  const Recipient recipient("only");
  for (const std::size_t size : {std::size_t{0}, std::size_t{256} * 1024}) {
    const Bytes plain(size, 0xa5);
    const auto message = seal(plain, std::vector{recipient.certificate});
    REQUIRE(message);
    CHECK(open_sealed(*message, recipient.key, recipient.certificate) == plain);
  }
}
