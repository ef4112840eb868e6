#include <catch2/catch_test_macros.hpp>

#include "tests/offline_cache/store/hall.h"
#include "tests/support/files.h"

using namespace linli;
using namespace linli::offline_cache;

TEST_CASE("an identity comes back as it was saved, in files for the owner only") {
  const tests::TemporaryFolder folder;
  const tests::Hall hall;
  REQUIRE_FALSE(save_identity(folder / "state", hall.terminal));
  const auto identity = load_identity(folder / "state");
  REQUIRE(identity);
  CHECK(identity->terminal == "0417");
  CHECK(identity->tls_key == hall.terminal.tls_key);
  CHECK(identity->certificate == hall.terminal.certificate);
  CHECK(identity->centre_key == hall.centre.public_key());
  CHECK(identity->receipt_key.public_key() == hall.terminal.receipt_key.public_key());
  REQUIRE(identity->sealing_certificates.size() == 2);
  CHECK(identity->sealing_certificates[1].fingerprint() == hall.recovery.fingerprint());
  CHECK(identity->public_page == hall.terminal.public_page);
  namespace fs = std::filesystem;
  for (const auto& entry : fs::directory_iterator(folder / "state/identity")) {
    CHECK(entry.status().permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  }
}

TEST_CASE("a terminal that was never enrolled has no identity") {
  const tests::TemporaryFolder folder;
  CHECK(load_identity(folder.path()).error() == IdentityError::absent);
}

TEST_CASE("an identity with a damaged or foreign file is damaged") {
  const tests::TemporaryFolder folder;
  const tests::Hall hall;
  REQUIRE_FALSE(save_identity(folder.path(), hall.terminal));
  for (const char* name :
       {"tls_key.pem", "certificate.pem", "ca.pem", "receipt_key.pem", "centre.json"}) {
    CAPTURE(name);
    const auto file = folder.path() / "identity" / name;
    const std::string good = tests::read_whole(file);
    tests::write_whole(file, "garbage");
    CHECK(load_identity(folder.path()).error() == IdentityError::damaged);
    tests::write_whole(file, good);
  }
  CHECK(load_identity(folder.path()));
  // A receipt key that the centre never vouched for.
  tests::write_whole(folder / "identity/receipt_key.pem", crypto::SigningKey::generate().to_pem());
  CHECK(load_identity(folder.path()).error() == IdentityError::damaged);
}
