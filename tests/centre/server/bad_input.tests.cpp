#include <catch2/catch_test_macros.hpp>

#include "tests/centre/server/centre_fixture.h"
#include "tests/support/child_process.h"

using namespace linli;
using namespace linli::centre::tests;

TEST_CASE("garbage gets problem details that repeat nothing of it") {
  CentreFixture hall;
  const auto terminal = hall.enrolled();
  const std::string item = "/v1/submissions/019aa5c0-0000-7000-8000-000000000026";
  for (const std::string body : {"{\"name\":\"王淑芳\"}", "[", "null", "\xff\xfe", "<html>"}) {
    for (const auto& answer :
         {terminal.curl().post("/v1/terminals", body), terminal.curl().post("/v1/heartbeats", body),
          terminal.curl().post("/v1/benefit-queries", body), terminal.curl().put(item, body)}) {
      CHECK(answer.status == 400);
      CHECK(answer.problem() == "malformed");
      CHECK(answer.headers.find("application/problem+json") != std::string::npos);
      CHECK(answer.body.find("王") == std::string::npos);
    }
  }
}

TEST_CASE("addresses that do not exist are answered so") {
  CentreFixture hall;
  const auto terminal = hall.enrolled();
  const auto& curl = terminal.curl();
  CHECK(curl.get("/").problem() == "not-found");
  CHECK(curl.get("/v1/terminals").problem() == "not-found");
  CHECK(curl.get("/v1/submissions/not-an-id").problem() == "malformed");
  CHECK(curl.put("/v1/submissions/019aa5c0-0000-7000-8000-000000000026/parts/0", "x").problem() ==
        "malformed");
  CHECK(curl.put("/v1/submissions/019aa5c0-0000-7000-8000-000000000026/parts/401", "x").problem() ==
        "malformed");
}

TEST_CASE("a body beyond a call's limit is refused") {
  CentreFixture hall;
  const auto terminal = hall.enrolled();
  const auto item = base::make_uuid_v7(hall.clock().now());
  CHECK(terminal.put_part(item, 1, Bytes(protocol::kMaxPartBytes, 1)).status == 204);
  const auto part = terminal.put_part(item, 2, Bytes(protocol::kMaxPartBytes + 1, 1));
  CHECK(part.status == 413);
  CHECK(part.problem() == "too-large");
  CHECK(terminal.curl().post("/v1/heartbeats", std::string(70'000, ' ')).status == 413);
  const auto huge =
      terminal.curl().put("/v1/submissions/" + item.text(), std::string(2'000'000, ' '));
  CHECK(huge.status == 413);
}

TEST_CASE("a body without a length or compressed is refused") {
  CentreFixture hall;
  const auto terminal = hall.enrolled();
  for (const char* header : {"Transfer-Encoding: chunked", "Content-Encoding: gzip"}) {
    const auto answer = terminal.curl().call({"/v1/heartbeats", "-X", "POST", "-H", header}, "{}");
    CHECK(answer.status == 411);
    CHECK(answer.problem() == "length-required");
  }
}

TEST_CASE("every answer carries the centre's date") {
  CentreFixture hall;
  for (const auto& answer : {hall.curl().get("/"), hall.curl().post("/v1/terminals", "{}")}) {
    CHECK(answer.headers.find("\r\nDate: ") != std::string::npos);
  }
}

TEST_CASE("a client that sends no TLS does not stop the others") {
  CentreFixture hall;
  const auto terminal = hall.enrolled();
  const auto port = hall.running().address().substr(8);
  const auto plain = linli::tests::run(
      {"/usr/bin/curl", "-s", "--max-time", "5", "http://" + port + "/"}, hall.folder() / "log");
  CHECK(plain.exit_code != 0);
  CHECK(terminal.curl()
            .post("/v1/heartbeats", R"({"version":"1","waiting":0,"for_staff":0})")
            .status == 200);
}
