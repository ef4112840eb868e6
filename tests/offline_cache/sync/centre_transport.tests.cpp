#include "offline_cache/sync/centre_transport.h"

#include <catch2/catch_test_macros.hpp>

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

namespace {

/// Whoever waits for its answers waits in vain.
struct SilentTransport final : CentreTransport {
  explicit SilentTransport(base::FakeClock& passing) : clock(passing) {}

  Ticket begin(CentreRequest) override { return 1; }
  std::vector<Finished> wait(std::chrono::milliseconds most, const std::stop_token&) override {
    clock.advance(most);
    return {};
  }
  void abandon() override { ++abandoned; }

  base::FakeClock& clock;
  int abandoned = 0;
};

}  // namespace

TEST_CASE("a request with a deadline ends there, and is dropped") {
  base::FakeClock clock(*base::parse_rfc3339("2026-11-22T09:41:00+08:00"));
  SilentTransport transport(clock);
  const auto begun = clock.steady();
  const CentreTransport::Deadline deadline{clock, begun + 2500ms};
  CHECK(transport.send({}, {}, &deadline).error() == CentreTrouble::unreachable);
  CHECK(clock.steady() - begun == 2500ms);
  CHECK(transport.abandoned == 1);
}
