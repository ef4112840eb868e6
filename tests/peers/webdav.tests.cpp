#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <unistd.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "offline_cache/sync/curl_transport.h"
#include "offline_cache/sync/sync_engine.h"
#include "tests/offline_cache/store/hall.h"
#include "tests/peers/nginx.h"
#include "tests/peers/own_network.h"

using namespace linli;
using namespace linli::tests;
using offline_cache::ItemState;
using std::chrono::minutes;

namespace {

constexpr int kSignatures = 24;  // each a part of about 65 kB, which fits into no commit
constexpr int kPoints = 20'000;  // of a signature
constexpr unsigned kSeed = 20'261'122;
constexpr int kCutAfter = 400'000;  // bytes that a connection carries
constexpr int kMostTurns = 200;

/// An application with many large attachments, which packing helps little.
domain::Application large_application(const Hall& hall) {
  auto application = hall.application();
  std::mt19937 random(kSeed);
  const auto any = [&random] { return static_cast<float>(random() % 1000) / 1000; };
  for (int i = 0; i < kSignatures; ++i) {
    domain::Stroke stroke(kPoints);
    for (auto& point : stroke) point = {any(), any()};
    application.answers["signature_" + std::to_string(i)] = domain::Signature{std::move(stroke)};
  }
  return application;
}

Nginx::Files files_of(const Hall& hall) {
  const auto key = crypto::PrivateKey::generate();
  auto request = Hall::request("localhost", crypto::CertificateUse::tls_server);
  request.dns_names = {"localhost"};
  const auto certificate =
      crypto::issue(hall.ca_key, hall.ca, crypto::make_signing_request(key, "localhost"), request);
  return {hall.ca.to_pem(), certificate->to_pem(), key.to_pem()};
}

/// A terminal with one large item that only has nginx to talk to.
struct Terminal {
  StoreInFolder here;
  Nginx nginx;
  base::Uuid item;
  std::map<int, Bytes> parts;  // as they were sealed
  protocol::Commit commit;

  explicit Terminal(Nginx::Protocol protocol) : nginx(files_of(here.hall), protocol) {
    auto application = large_application(here.hall);
    item = here.store->submit(application, here.hall.terminal)->item;
    const auto leased = here.store->lease(minutes{1}).value();
    commit = leased.commit;
    for (const int number : leased.unsent_parts) {
      parts[number] = here.store->part(item, number).value();
    }
    here.store->release(item, here.hall.clock.now(), {});
  }

  std::string path_of_part(int number) const {
    return "/v1/submissions/" + item.text() + "/parts/" + std::to_string(number);
  }

  /// Until the commit was brought too, which nobody ever accepts here.
  void send() {
    const auto transport =
        offline_cache::make_curl_transport({.centre_url = nginx.address(),
                                            .ca_certificate = here.hall.terminal.ca_certificate,
                                            .certificate = here.hall.terminal.certificate,
                                            .key = here.hall.terminal.tls_key});
    offline_cache::SyncEngine engine(
        [this](const std::function<void(offline_cache::Store&)>& job) {
          job(*here.store);
          return true;
        },
        *transport, here.hall.terminal.centre_key, here.hall.clock, {}, [] { return 0.5; });
    const std::string commit_path = "/v1/submissions/" + item.text();
    for (int turn = 0; turn < kMostTurns && nginx.stored(commit_path).empty(); ++turn) {
      engine.run_due({});
      here.hall.clock.advance(engine.idle_time());
    }
  }

  /// How often each part was brought whole.
  std::map<std::string, int> brought() const {
    std::map<std::string, int> times;
    for (const auto& request : nginx.log()) {
      const bool whole = request.status == 201 || request.status == 204;
      if (request.method == "PUT" && whole) ++times[request.path];
    }
    return times;
  }

  int sealed_bytes() const {
    std::size_t bytes = 0;
    for (const auto& [number, sealed] : parts) bytes += sealed.size();
    return static_cast<int>(bytes);
  }

  /// Over which something was brought.
  int connections() const {
    std::set<int> numbers;
    for (const auto& request : nginx.log()) numbers.insert(request.connection);
    return static_cast<int>(numbers.size());
  }
};

void check_what_arrived(Terminal& terminal) {
  const auto commit =
      protocol::commit_from_json(terminal.nginx.stored("/v1/submissions/" + terminal.item.text()));
  REQUIRE(commit);
  CHECK(terminal.parts.size() - commit->inside.size() == kSignatures);
  for (const auto& [number, sealed] : terminal.parts) {
    CAPTURE(number);
    const auto inside = commit->inside.find(number);
    const bool same = inside != commit->inside.end()
                          ? inside->second == sealed
                          : terminal.nginx.stored(terminal.path_of_part(number)) == text_of(sealed);
    CHECK(same);
  }
  CHECK(commit->link == terminal.commit.link);
  const bool same_manifest = commit->sealed_manifest == terminal.commit.sealed_manifest;
  CHECK(same_manifest);
  const auto state = terminal.here.store->find(terminal.item)->state;
  CHECK(state != ItemState::accepted);  // 201, but nothing that proves
  CHECK(state != ItemState::quarantined);
}

/// Resets every connection to `port` that has carried so many bytes there.
std::string cutting_rules(int port, int bytes) {
  return "table inet cuts {\n"
         "  counter cut {}\n"
         "  chain input {\n"
         "    type filter hook input priority 0;\n"
         "    tcp dport " +
         std::to_string(port) + " ct original bytes > " + std::to_string(bytes) +
         " counter name cut reject with tcp reset\n"
         "  }\n"
         "}\n";
}

/// Packets that were answered with a reset; more than one a connection.
int resets(const std::filesystem::path& log) {
  const auto listed = run({"/usr/sbin/nft", "list", "counter", "inet", "cuts", "cut"}, log);
  const auto at = listed.output.find("packets ");
  return at == std::string::npos ? 0 : std::stoi(listed.output.substr(at + 8));
}

/// Empty: every connection was cut after so many bytes; else why it can't be.
std::optional<std::string> send_with_cuts(const std::filesystem::path& log) {
  std::optional<std::string> impossible;
  const auto no_network = in_own_network([&] {
    Terminal terminal(Nginx::Protocol::http_1);
    if (run({"/usr/sbin/nft", "-f", "-"}, log, cutting_rules(terminal.nginx.port(), kCutAfter))
            .exit_code != 0) {
      impossible = "nftables refuses the rules";
      return;
    }
    terminal.send();
    check_what_arrived(terminal);
    CHECK(resets(log) > 0);
    const int connections = terminal.connections();
    CHECK(connections > terminal.sealed_bytes() / kCutAfter);
    int twice = 0;
    for (const auto& [path, times] : terminal.brought()) twice += times - 1;
    CHECK(twice < connections);
    SUCCEED(terminal.parts.size() << " parts, " << terminal.sealed_bytes() << " bytes, "
                                  << connections << " connections, " << twice << " sent twice");
  });
  return no_network ? no_network : impossible;
}

}  // namespace

TEST_CASE("what nginx's WebDAV module stores is what the terminal sealed, and proves nothing") {
  if (!Nginx::installed()) SKIP("nginx is not installed");
  const auto protocol = GENERATE(Nginx::Protocol::http_1, Nginx::Protocol::http_2);
  Terminal terminal(protocol);
  terminal.send();
  check_what_arrived(terminal);
  for (const auto& [path, times] : terminal.brought()) {
    CAPTURE(path);
    CHECK(times == 1);
  }
  const bool all_spoke_it = std::ranges::all_of(terminal.nginx.log(), [&](const auto& request) {
    return request.protocol == (protocol == Nginx::Protocol::http_2 ? "HTTP/2.0" : "HTTP/1.1");
  });
  CHECK(all_spoke_it);
}

TEST_CASE("connections that nftables resets after 400 kB bring every part, resumed at the part") {
  if (!Nginx::installed()) SKIP("nginx is not installed");
  if (::access("/usr/sbin/nft", X_OK) != 0) SKIP("nft is not installed");
  const TemporaryFolder folder;
  const auto impossible = send_with_cuts(folder / "log");
  if (impossible) SKIP(*impossible);
}
