#include "tests/support/slow_line.h"

#include <catch2/catch_test_macros.hpp>

#include <thread>

#include "offline_cache/sync/curl_transport.h"
#include "tests/support/loopback_centre.h"

using namespace linli;
using namespace linli::tests;
using namespace std::chrono_literals;

namespace {

constexpr int kLines = 3;
constexpr std::size_t kPartBytes = 60'000;

/// The same bytes for the same number, and others for another.
std::string part(int number) {
  std::string bytes(kPartBytes, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = static_cast<char>(i * 31 + i / 251 + static_cast<std::size_t>(number));
  }
  return bytes;
}

}  // namespace

TEST_CASE("a slow line carries what several connections send at once, and no faster than it can") {
  constexpr std::int64_t kBits = 4'000'000;
  const base::FakeClock clock(base::SystemClock().now());
  LoopbackCentre centre(clock);
  const auto terminal = centre.enrolled("0417");
  const SlowLine line(centre.port(), {.round_trip = 20ms, .bits_per_second = kBits});
  const auto item = base::make_uuid_v7(clock.now());
  const auto started = std::chrono::steady_clock::now();
  {
    std::vector<std::jthread> threads;
    for (int number = 1; number <= kLines; ++number) {
      threads.emplace_back([&, number] {
        offline_cache::make_curl_transport(
            {.centre_url = "https://localhost:" + std::to_string(line.port()),
             .ca_certificate = terminal.ca_certificate,
             .certificate = terminal.certificate,
             .key = terminal.tls_key})
            ->send({.method = offline_cache::HttpMethod::put,
                    .path = "/v1/submissions/" + item.text() + "/parts/" + std::to_string(number),
                    .content_type = "application/octet-stream",
                    .body = part(number),
                    .headers = {}},
                   {});
      });
    }
  }
  // A line can be later than it should on a busy machine, but never earlier.
  const std::chrono::duration<double> least{8.0 * kLines * kPartBytes / kBits};
  CHECK(std::chrono::steady_clock::now() - started > least);
  CHECK(line.bytes_there() > kLines * kPartBytes);
  for (int number = 1; number <= kLines; ++number) {
    const std::string sent = part(number);
    const Bytes bytes(sent.begin(), sent.end());
    const centre::Part again{item, number, terminal.terminal, crypto::sha256(bytes), bytes};
    CHECK(centre.ledger().store_part(again).value() == centre::PartOutcome::known);
  }
}
