#include "tests/support/fault_proxy.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <thread>

#include "kiosk/protocol/messages.h"
#include "offline_cache/sync/curl_transport.h"
#include "tests/support/loopback_centre.h"

using namespace linli;
using namespace linli::tests;
using offline_cache::CentreTrouble;

namespace {

struct Proxied {
  base::FakeClock clock{base::SystemClock().now()};
  LoopbackCentre centre{clock};
  offline_cache::TerminalIdentity terminal = centre.enrolled("0417");
  FaultPlan plan;
  FaultProxy proxy{centre.keys(), centre.port(), {terminal}, plan};

  Proxied(std::vector<Chance> connections, std::vector<Chance> requests)
      : plan(1, std::move(connections), std::move(requests)) {}

  std::unique_ptr<offline_cache::CentreTransport> line() const {
    return offline_cache::make_curl_transport({.centre_url = proxy.address(),
                                               .ca_certificate = terminal.ca_certificate,
                                               .certificate = terminal.certificate,
                                               .key = terminal.tls_key});
  }
  static auto heartbeat(offline_cache::CentreTransport& line) {
    return line.send({.method = offline_cache::HttpMethod::post,
                      .path = "/v1/heartbeats",
                      .content_type = "application/json",
                      .body = protocol::to_json(protocol::Heartbeat{"0.1.0", 1, 0}),
                      .headers = {}},
                     {});
  }
};

constexpr int kWellAnswered = 200;
constexpr int kNoAnswer = 0;

struct Expectation {
  Fault fault;
  int status;
  int done;  // times that the centre did it
};

}  // namespace

TEST_CASE("each fault of a request is to terminal and centre what its name says") {
  const auto expected = GENERATE(
      Expectation{Fault::none, kWellAnswered, 1}, Expectation{Fault::delay, kWellAnswered, 1},
      Expectation{Fault::throttle, kWellAnswered, 1}, Expectation{Fault::cut_request, kNoAnswer, 0},
      Expectation{Fault::duplicate, kWellAnswered, 2},
      Expectation{Fault::hold_response, kWellAnswered, 1},
      Expectation{Fault::captive_portal, 200, 0}, Expectation{Fault::bad_gateway, 502, 0},
      Expectation{Fault::lost_behind_gateway, 502, 1},
      Expectation{Fault::too_many_requests, 429, 0});
  CAPTURE(name_of(expected.fault));
  const Proxied proxied({}, {{expected.fault, 1000}});
  const auto line = proxied.line();
  const auto answer = Proxied::heartbeat(*line);
  CHECK((answer ? answer->status : kNoAnswer) == expected.status);
  CHECK(proxied.proxy.answered() == expected.done);
}

TEST_CASE("a handshake that is reset and a wrong certificate let nothing through") {
  using Case = std::pair<Fault, CentreTrouble>;
  const auto [fault, trouble] =
      GENERATE(Case{Fault::reset_tls, CentreTrouble::unreachable},
               Case{Fault::wrong_certificate, CentreTrouble::not_trusted});
  const Proxied proxied({{fault, 1000}}, {});
  const auto line = proxied.line();
  for (int i = 0; i < 10; ++i) {
    CHECK(Proxied::heartbeat(*line).error() == trouble);
  }
  CHECK(proxied.plan.counts().at(fault) == 10);
  CHECK(proxied.proxy.answered() == 0);
}

TEST_CASE("of an answer that is cut at any byte no body is taken for whole") {
  constexpr int kTimes = 100;
  const Proxied proxied({}, {{Fault::cut_response, 1000}});
  const auto line = proxied.line();
  int without_answer = 0;
  for (int i = 0; i < kTimes; ++i) {
    const auto answer = line->send({.method = offline_cache::HttpMethod::get,
                                    .path = "/v1/submissions/019aa5c0-0000-7000-8000-000000000026",
                                    .content_type = {},
                                    .body = {},
                                    .headers = {}},
                                   {});
    without_answer += answer ? 0 : 1;
    if (answer) CHECK(answer->body.empty());
  }
  CHECK(without_answer > 0);
  CHECK(proxied.proxy.answered() >= kTimes);
}

TEST_CASE("a copy reaches the centre again after later requests") {
  const Proxied proxied({}, {{Fault::late_duplicate, 1000}});
  const auto line = proxied.line();
  for (int i = 0; i < 100; ++i) REQUIRE(Proxied::heartbeat(*line));
  CHECK(proxied.proxy.answered() > 150);
}

TEST_CASE("answers on several connections overtake each other") {
  const Proxied proxied({}, {{Fault::hold_response, 500}});
  {
    std::vector<std::jthread> lines;
    for (int i = 0; i < 4; ++i) {
      lines.emplace_back([&] {
        const auto line = proxied.line();
        for (int round = 0; round < 20; ++round) (void)Proxied::heartbeat(*line);
      });
    }
  }
  CHECK(proxied.proxy.answered() == 80);
  CHECK(proxied.proxy.overtaken() > 0);
}

TEST_CASE("what a stranger sends is not passed on") {
  const Proxied proxied({}, {});
  const auto line =
      offline_cache::make_curl_transport({.centre_url = proxied.proxy.address(),
                                          .ca_certificate = proxied.terminal.ca_certificate,
                                          .certificate = {},
                                          .key = {}});
  CHECK_FALSE(Proxied::heartbeat(*line));
  CHECK(proxied.proxy.answered() == 0);
}
