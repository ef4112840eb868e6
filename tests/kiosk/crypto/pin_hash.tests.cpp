#include "kiosk/crypto/pin_hash.h"

#include <catch2/catch_test_macros.hpp>
#include <numeric>

using namespace linli;

TEST_CASE("a PIN's hash is what another scrypt makes of it") {
  Bytes salt(16);
  std::iota(salt.begin(), salt.end(), std::uint8_t{0});
  // Python: hashlib.scrypt(b'482913', salt=bytes(range(16)), n=2**15, r=8, p=1, dklen=32)
  CHECK(crypto::to_hex(crypto::pin_hash("482913", salt)) ==
        "9d52efc99ff170037e28e10c080839bb6e0013f8d29fd8337170e2611b349a2f");
}
