/// Large items over a line that is cut again and again: sending goes on at the part.
#include <catch2/catch_test_macros.hpp>
#include <random>

#include "offline_cache/store/sealing.h"
#include "offline_cache/sync/curl_transport.h"
#include "offline_cache/sync/sync_engine.h"
#include "tests/offline_cache/store/hall.h"
#include "tests/support/loopback_centre.h"
#include "tests/support/slow_line.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t kItemBytes = 2'000'000;
constexpr int kPartsOfItem = 8;  // of up to 256 KiB; the signature goes with the commit

/// Sends over a line and cuts it now and then in the middle of a part.
class CuttingTransport final : public CentreTransport {
 public:
  CuttingTransport(std::unique_ptr<CentreTransport> real, SlowLine& line, int parts_between_cuts,
                   int most_cuts)
      : real_(std::move(real)),
        line_(line),
        parts_between_cuts_(parts_between_cuts),
        cuts_left_(most_cuts) {}

  Ticket begin(CentreRequest request) override {
    const bool part = request.path.find("/parts/") != std::string::npos;
    cut_next_ = part && ++parts_ % parts_between_cuts_ == 0 && cuts_left_ > 0;
    return real_->begin(std::move(request));
  }
  std::vector<Finished> wait(std::chrono::milliseconds most, const std::stop_token& stop) override {
    if (!std::exchange(cut_next_, false)) return real_->wait(most, stop);
    auto finished = real_->wait(5ms, stop);
    line_.cut();
    --cuts_left_;
    return finished;
  }
  void abandon() override { real_->abandon(); }

  int cuts_left() const { return cuts_left_; }

 private:
  std::unique_ptr<CentreTransport> real_;
  SlowLine& line_;
  int parts_between_cuts_;
  int cuts_left_;
  int parts_ = 0;
  bool cut_next_ = false;
};

std::string noise(std::mt19937& random) {
  std::string bytes(kItemBytes, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

void submit_photographs(StoreInFolder& here, int items) {
  std::mt19937 random{20261122};
  for (int i = 0; i < items; ++i) {
    std::vector<Attachment> attachments;
    attachments.push_back({"photo", "image/jpeg", content_in_memory(noise(random))});
    auto application = here.hall.application();
    REQUIRE(here.store->submit(application, here.hall.terminal, std::move(attachments)));
  }
}

void send_over_a_line_that_is_cut(int items, int cuts) {
  const base::FakeClock clock(base::SystemClock().now());
  LoopbackCentre centre(clock);
  StoreInFolder here;
  here.hall.terminal = centre.enrolled("0417");
  const auto& identity = here.hall.terminal;
  submit_photographs(here, items);
  const auto sealed = static_cast<double>(here.store->day_overview()->bytes);
  // A part takes it 20 ms, so that a cut after 5 ms is in the middle of one.
  SlowLine line(centre.port(), {.round_trip = 0ms, .bits_per_second = 100'000'000});
  CuttingTransport transport(
      make_curl_transport({.centre_url = "https://localhost:" + std::to_string(line.port()),
                           .ca_certificate = identity.ca_certificate,
                           .certificate = identity.certificate,
                           .key = identity.tls_key}),
      line, items * kPartsOfItem / (cuts + 1), cuts);
  SyncEngine engine(
      [&](const std::function<void(Store&)>& job) {
        job(*here.store);
        return true;
      },
      transport, identity.centre_key, here.hall.clock, {}, [] { return 0.5; });
  for (int turn = 0; turn < 20 * cuts && here.store->counts()->waiting > 0; ++turn) {
    engine.run_due({});
    here.hall.clock.advance(engine.idle_time());
  }
  CHECK(here.store->counts()->waiting == 0);
  CHECK(here.store->counts()->for_staff == 0);
  CHECK(transport.cuts_left() == 0);
  const auto stored = centre.ledger().items(2 * static_cast<std::size_t>(items)).value();
  CHECK(stored.size() == static_cast<std::size_t>(items));
  // As the line saw it, with what libcurl repeats by itself; TLS and HTTP add half a hundredth.
  const double again = (static_cast<double>(line.bytes_there()) - 1.005 * sealed) /
                       static_cast<double>(protocol::kMaxPartBytes);
  CHECK(again > 0);
  CHECK(again <= cuts);
  SUCCEED(items << " items of 2 MB, " << cuts << " cuts: as much as " << again
                << " parts was sent again");
}

}  // namespace

TEST_CASE(
    "12 items of 2 MB over a line that is cut 6 times send at most a part again at each cut") {
  send_over_a_line_that_is_cut(12, 6);
}

TEST_CASE("200 items of 2 MB over a line that is cut 20 times send at most 20 parts again",
          "[long]") {
  send_over_a_line_that_is_cut(200, 20);
}
