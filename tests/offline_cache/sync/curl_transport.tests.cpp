#include "offline_cache/sync/curl_transport.h"

#include <csignal>

#include <catch2/catch_test_macros.hpp>

#include <thread>

#include "tests/offline_cache/store/hall.h"
#include "tests/support/child_process.h"
#include "tests/support/files.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

namespace {

/// A TLS server that answers GET /NAME with the bytes of a file (the openssl
/// command): whole responses, or anything else.
class TlsServer {
 public:
  explicit TlsServer(const tests::Hall& hall, const char* name = "localhost")
      : folder_(), hall_(hall) {
    const auto key = crypto::PrivateKey::generate();
    auto request = tests::Hall::request(name, crypto::CertificateUse::tls_server);
    request.dns_names = {name};
    tests::write_whole(folder_ / "key.pem", key.to_pem());
    tests::write_whole(folder_ / "ca.pem", hall.ca.to_pem());
    tests::write_whole(
        folder_ / "certificate.pem",
        crypto::issue(hall.ca_key, hall.ca, crypto::make_signing_request(key, name), request)
            ->to_pem());
  }

  void serve(const char* name, const std::string& response) {
    tests::write_whole(folder_ / name, response);
  }

  /// Listens on a port that the kernel chooses.
  void start(const std::string& more = "") {
    server_.emplace(std::vector<std::string>{"/bin/sh", "-c",
                                             "cd " + folder_.path().string() +
                                                 " && exec openssl s_server -accept 127.0.0.1:0"
                                                 " -key key.pem -cert certificate.pem -HTTP" +
                                                 more},
                    folder_ / "log");
    const auto address = server_->wait_for_line("ACCEPT 127.0.0.1:", 20s);
    REQUIRE(address);
    port_ = *address;
  }

  CurlOptions options() const {
    return {.centre_url = "https://localhost:" + port_,
            .ca_certificate = hall_.ca.to_pem(),
            .certificate = hall_.terminal.certificate,
            .key = hall_.terminal.tls_key};
  }
  auto get(const char* path) const { return get(path, options()); }
  static Expected<CentreAnswer, CentreTrouble> get(const char* path, const CurlOptions& options) {
    return make_curl_transport(options)->send(
        {.method = HttpMethod::get, .path = path, .content_type = {}, .body = {}, .headers = {}},
        {});
  }

 private:
  tests::TemporaryFolder folder_;
  const tests::Hall& hall_;
  std::optional<tests::ChildProcess> server_;
  std::string port_;
};

const std::string kJson =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Note:  kept \r\n"
    "Content-Length: 2\r\n\r\n{}";

}  // namespace

TEST_CASE("an answer over TLS comes with status, headers in lower case and body") {
  const tests::Hall hall;
  TlsServer server(hall);
  server.serve("good", kJson);
  server.start(" -Verify 1 -verify_return_error -CAfile ca.pem");
  const auto answer = server.get("/good");
  REQUIRE(answer);
  CHECK(answer->status == 200);
  CHECK(answer->headers.at("content-type") == "application/json");
  CHECK(answer->headers.at("x-note") == "kept");
  CHECK(answer->body == "{}");
}

TEST_CASE("a centre with a certificate of another CA, or for another name, is not trusted") {
  const tests::Hall hall;
  const tests::Hall other;
  TlsServer stranger(other);
  stranger.serve("good", kJson);
  stranger.start();
  auto options = stranger.options();
  options.ca_certificate = hall.ca.to_pem();
  CHECK(TlsServer::get("/good", options).error() == CentreTrouble::not_trusted);

  TlsServer misnamed(hall, "elsewhere.example");
  misnamed.serve("good", kJson);
  misnamed.start();
  CHECK(misnamed.get("/good").error() == CentreTrouble::not_trusted);
}

TEST_CASE("half a response and too large a response are misbehaviour") {
  const tests::Hall hall;
  TlsServer server(hall);
  server.serve("half", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"half\":");
  server.serve("long",
               "HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n" + std::string(2'000'000, 'x'));
  server.serve("endless", "HTTP/1.1 200 OK\r\n\r\n" + std::string(2'000'000, 'x'));
  server.serve("empty", "");
  server.start();
  for (const char* path : {"/half", "/long", "/endless", "/empty"}) {
    CAPTURE(path);
    CHECK(server.get(path).error() == CentreTrouble::misbehaving);
  }
}

TEST_CASE("a redirect is an answer like any other and is not followed") {
  const tests::Hall hall;
  TlsServer server(hall);
  server.serve("moved", "HTTP/1.1 302 Found\r\nLocation: /good\r\nContent-Length: 0\r\n\r\n");
  server.serve("good", kJson);
  server.start();
  CHECK(server.get("/moved")->status == 302);
}

TEST_CASE("only https is spoken, and a closed port is out of reach") {
  const tests::Hall hall;
  TlsServer server(hall);
  auto options = server.options();
  options.centre_url = "http://localhost:1";
  CHECK(TlsServer::get("/x", options).error() == CentreTrouble::not_trusted);
  options.centre_url = "https://localhost:1";
  CHECK(TlsServer::get("/x", options).error() == CentreTrouble::unreachable);
}

TEST_CASE("a stop ends a request that waits") {
  const tests::Hall hall;
  TlsServer server(hall);
  server.start();
  auto options = server.options();
  options.total_time = 20s;  // where the stop is not heard the request ends by that, with trouble
  const auto transport = make_curl_transport(options);
  // A POST: this server reads on and never answers.
  const CentreRequest request{.method = HttpMethod::post,
                              .path = "/x",
                              .content_type = "application/json",
                              .body = "{}",
                              .headers = {}};
  transport->begin(request);
  std::stop_source stop;
  const std::jthread stopper([&] { stop.request_stop(); });
  CHECK(transport->wait(10min, stop.get_token()).empty());
  transport->abandon();
  CHECK(transport->send(request, stop.get_token()).error() == CentreTrouble::unreachable);
}
