#include <catch2/catch_test_macros.hpp>

#include "kiosk/protocol/receipt_code.h"
#include "tests/centre/server/centre_fixture.h"
#include "tests/support/files.h"

using namespace linli;
using namespace linli::centre::tests;

TEST_CASE("a terminal enrols with its code and may then call") {
  CentreFixture hall;
  const auto terminal = hall.enrolled();
  CHECK(terminal.curl()
            .post("/v1/heartbeats", R"({"version":"1","waiting":0,"for_staff":0})")
            .status == 200);
  CHECK(hall.administer({{"command", "terminals"}}).at(0).at("version") == "1");
}

TEST_CASE("terminals that are there at the same time share the centre's connections") {
  CentreFixture hall;
  const auto in_flight = [&](const std::string& number) {
    const auto answer = hall.enrolled(number).curl().post(
        "/v1/heartbeats", R"({"version":"1","waiting":0,"for_staff":0})");
    return protocol::pacing_from_json(answer.body).value().most_in_flight;
  };
  CHECK(in_flight("0417") == 16);
  CHECK(in_flight("0418") == 16);
  CHECK(in_flight("0419") == 16);
  CHECK(in_flight("0420") == 12);
  CHECK(in_flight("0421") == 9);
  hall.clock().advance(std::chrono::seconds{91});
  CHECK(in_flight("0417") == 16);
}

TEST_CASE("the centre vouches for the terminal's receipt key") {
  CentreFixture hall;
  TestTerminal terminal("0417", hall.folder(), hall.curl());
  const auto key = crypto::SigningKey::generate();
  const auto request = protocol::EnrolmentRequest{
      "0417", hall.code("0417"), crypto::make_signing_request(crypto::PrivateKey::generate(), "x"),
      key.public_key()};
  const auto answer = protocol::enrolment_answer_from_json(
      hall.curl().post("/v1/terminals", to_json(request)).body);
  REQUIRE(answer);
  const auto code = protocol::make_receipt_code(
      answer->public_page, {"LS-0417-2611-0038", base::make_uuid_v7(hall.clock().now())},
      {"0417", key.public_key(), answer->receipt_voucher}, key);
  CHECK(protocol::check_receipt_code(code, answer->centre_key));
}

TEST_CASE("a wrong, used or expired code enrols nobody") {
  CentreFixture hall;
  TestTerminal terminal("0417", hall.folder(), hall.curl());
  CHECK(terminal.enrol("AAAA-BBBB-CCCC").problem() == "enrolment-refused");
  const auto code = hall.code("0417");
  CHECK(terminal.enrol(code).status == 201);
  CHECK(terminal.enrol(code).problem() == "enrolment-refused");
  const auto late = hall.code("0417");
  hall.clock().advance(std::chrono::hours{25});
  const auto refused = terminal.enrol(late);
  CHECK(refused.status == 403);
  CHECK(refused.problem() == "enrolment-refused");
}

TEST_CASE("a code is accepted as a person types it") {
  CentreFixture hall;
  auto code = hall.code("0417");
  std::erase(code, '-');
  for (char& c : code) c = static_cast<char>(std::tolower(c));
  TestTerminal terminal("0417", hall.folder(), hall.curl());
  CHECK(terminal.enrol(code).status == 201);
}

TEST_CASE("after five wrong tries the right code is refused") {
  CentreFixture hall;
  TestTerminal terminal("0417", hall.folder(), hall.curl());
  const auto code = hall.code("0417");
  for (int i = 0; i < 5; ++i) CHECK(terminal.enrol("WRONG").status == 403);
  CHECK(terminal.enrol(code).status == 403);
}

TEST_CASE("enrolling again puts the earlier certificate out of use") {
  CentreFixture hall;
  const auto first = hall.enrolled();
  linli::tests::write_whole(hall.folder() / "old.pem", first.enrolment().certificate);
  std::filesystem::copy_file(hall.folder() / "key-0417.pem", hall.folder() / "old-key.pem");
  const auto second = hall.enrolled();
  auto old = hall.curl();
  old.identify(hall.folder() / "old.pem", hall.folder() / "old-key.pem");
  CHECK(old.post("/v1/heartbeats", "{}").problem() == "certificate-unknown");
  CHECK(second.curl().post("/v1/heartbeats", "{}").problem() == "malformed");
}

TEST_CASE("without a certificate nothing but enrolling is answered") {
  CentreFixture hall;
  const auto curl = hall.curl();
  for (const char* path : {"/v1/heartbeats", "/v1/benefit-queries"}) {
    const auto answer = curl.post(path, "{}");
    CHECK(answer.status == 401);
    CHECK(answer.problem() == "certificate-needed");
  }
  CHECK(curl.get("/v1/submissions/019aa5c0-0000-7000-8000-000000000026").status == 401);
}

TEST_CASE("a certificate of another CA does not get through the handshake") {
  CentreFixture hall;
  CentreFixture other;
  const auto foreigner = other.enrolled();
  auto curl = hall.curl();
  curl.identify(other.folder() / "certificate-0417.pem", other.folder() / "key-0417.pem");
  CHECK(curl.post("/v1/heartbeats", "{}").status == 0);
}

TEST_CASE("a terminal that trusts another CA does not talk to this centre") {
  CentreFixture hall;
  CentreFixture other;
  const Curl curl(hall.folder(), hall.running().address(), other.data() / "keys/ca.pem");
  CHECK(curl.get("/v1/heartbeats").status == 0);
}

TEST_CASE("TLS older than 1.2 is not spoken") {
  CentreFixture hall;
  CHECK(hall.curl()
            .call({"/v1/heartbeats", "--tls-max", "1.1", "--ciphers", "DEFAULT@SECLEVEL=0"}, {})
            .status == 0);
}
