#include <catch2/catch_test_macros.hpp>

#include "kiosk/protocol/recovery.h"
#include "tests/kiosk/protocol/examples.h"

using namespace linli;
using namespace linli::protocol;

TEST_CASE("a store's key comes back from its text for its own terminal alone") {
  const Bytes key(kStoreKeyBytes, 0xab);
  const std::string text = store_key_text("0417", key);
  CHECK(text.starts_with("linli-store-key-v1\nterminal: 0417\nkey: abab"));
  CHECK(store_key_from(text, "0417") == key);
  CHECK_FALSE(store_key_from(text, "0418"));
  CHECK_FALSE(store_key_from(text + "x", "0417"));
  CHECK_FALSE(store_key_from(text.substr(1), "0417"));
  CHECK_FALSE(store_key_from(store_key_text("0417", Bytes(31)), "0417"));
}

TEST_CASE("requests, answers and records' answers come back as they were") {
  const auto request =
      recovery_request_from_json(to_json(RecoveryRequest{"0417", {1, 2, 3}, "pem"})).value();
  CHECK(request.terminal == "0417");
  CHECK(request.sealed_key == Bytes{1, 2, 3});
  CHECK(request.certificate == "pem");
  const auto waiting = recovery_answer_from_json(to_json(RecoveryAnswer{})).value();
  CHECK(waiting.sealed_key.empty());
  const auto answer =
      recovery_answer_from_json(to_json(RecoveryAnswer{{4, 5}, examples::time()})).value();
  CHECK(answer.sealed_key == Bytes{4, 5});
  CHECK(answer.expires_at == examples::time());
  CHECK(record_answers_from_json(record_answers_json(Bytes{6})) == Bytes{6});
}

TEST_CASE("requests without a key, or for no terminal, are not read") {
  CHECK_FALSE(recovery_request_from_json(to_json(RecoveryRequest{"0417", {}, "pem"})));
  CHECK_FALSE(recovery_request_from_json(to_json(RecoveryRequest{"417", {1}, "pem"})));
  CHECK_FALSE(recovery_request_from_json(to_json(RecoveryRequest{"0417", Bytes(9000), "pem"})));
  CHECK_FALSE(recovery_answer_from_json(R"({"state":"authorised"})"));
}
