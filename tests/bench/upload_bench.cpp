#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "centre/server/centre.h"
#include "kiosk/base/file.h"
#include "offline_cache/sync/curl_transport.h"
#include "offline_cache/sync/enrol.h"
#include "offline_cache/sync/sync_engine.h"
#include "tests/bench/measure.h"
#include "tests/offline_cache/store/hall.h"
#include "tests/support/process_memory.h"
#include "tests/support/slow_line.h"

namespace linli::bench {
namespace {

using namespace offline_cache;

constexpr int kSmallItems = 10'000;
constexpr int kLargeItems = 40;
constexpr int kTogether = 100;
constexpr int kLeases = 200;
constexpr int kMostTurns = 10;

template <class T>
T sure(T value) {
  if (!value) std::abort();
  return value;
}

int port_in(const std::string& address) {
  return std::atoi(address.substr(address.rfind(':') + 1).c_str());
}

/// The line of the aim: a poor one of a county.
constexpr tests::LineSpeed kCountyLine{.round_trip = std::chrono::milliseconds{50},
                                       .bits_per_second = 10'000'000};

/// A centre on loopback behind a line, and a terminal that is enrolled there. The
/// engine and the store are on this thread, line and centre on others.
class Hall {
 public:
  explicit Hall(tests::LineSpeed speed = {})
      : bits_per_second_(static_cast<double>(speed.bits_per_second)),
        line_(port_in(centre_->address()), speed) {}

  void queue_up(int items, const domain::Application& like) {
    for (int done = 0; done < items; done += kTogether) {
      std::vector<domain::Application> applications(
          static_cast<std::size_t>(std::min(kTogether, items - done)), like);
      for (auto& application : applications) {
        application.item = base::make_uuid_v7(clock_.now());
      }
      for (const auto& answer : store_->submit_all(applications, identity_))
        sure(answer.has_value());
    }
  }

  void measure(const std::string& what) {
    const auto bytes = sure(store_->day_overview())->bytes;
    const long memory = tests::resident_kilobytes(getpid());
    const double processor = processor_milliseconds();
    const auto begin = std::chrono::steady_clock::now();
    int accepted = 0;
    SyncReport sent{.waiting = 1};
    // Again where a connection was closed just when it was taken up again.
    for (int turn = 0; turn < kMostTurns && sent.waiting > 0; ++turn) {
      sent = engine_.sync_once({});
      accepted += sent.accepted;
    }
    const double time = milliseconds_since(begin);
    if (sent.waiting != 0) std::abort();
    report(what,
           fmt::format("{:.0f} items a second, {:.1f} MB a second; the terminal's thread {:.2f}"
                       " ms of processor time an item; {:.1f} MB more memory, centre included",
                       accepted * 1000 / time, static_cast<double>(bytes) / 1000 / time,
                       (processor_milliseconds() - processor) / accepted,
                       static_cast<double>(tests::resident_kilobytes(getpid()) - memory) / 1024));
    if (bits_per_second_ == 0) return;
    // From the first connection on: what TLS and HTTP add is the line's to carry.
    const double least = static_cast<double>(line_.bytes_there()) * 8 * 1000 / bits_per_second_;
    report("against the line's own limit", fmt::format("{:.2f} times", time / least),
           "at most 1.5");
  }

  void measure_leases() {
    const auto times = time_rounds(kLeases, [&] {
      const auto item = sure(store_->lease(std::chrono::minutes{1}));
      if (!store_->give_back(item->commit.link.item)) std::abort();
    });
    report("an item leased out of a long queue and given back",
           fmt::format("median {:.2f} ms, p99 {:.2f} ms", median(times), quantile(times, 0.99)));
  }

 private:
  TerminalIdentity enrolled() {
    const auto code = nlohmann::json::parse(centre_->centre().administration().run(
        R"({"command": "enrolment-code", "terminal": "0417"})"));
    return *sure(enrol({folder_ / "terminal", centre_->address(), ca_, "0417"},
                       code.at("result").at("code").get<std::string>(), {}));
  }

  /// Of this thread alone.
  static double processor_milliseconds() {
    rusage usage{};
    getrusage(RUSAGE_THREAD, &usage);
    const auto of = [](const timeval& t) {
      return static_cast<double>(t.tv_sec) * 1000 + static_cast<double>(t.tv_usec) / 1000;
    };
    return of(usage.ru_utime) + of(usage.ru_stime);
  }

  tests::TemporaryFolder folder_;
  base::SystemClock clock_;
  std::unique_ptr<centre::RunningCentre> centre_ =
      *sure(centre::RunningCentre::start(folder_ / "centre", {.port = 0}, clock_));
  std::string ca_ = *sure(base::read_file(folder_ / "centre/keys/ca.pem", 10'000));
  std::unique_ptr<Store> store_ = *sure(Store::open({.directory = folder_ / "terminal"}, clock_));
  TerminalIdentity identity_ = enrolled();
  double bits_per_second_;
  tests::SlowLine line_;
  std::unique_ptr<CentreTransport> transport_ =
      make_curl_transport({.centre_url = "https://localhost:" + std::to_string(line_.port()),
                           .ca_certificate = ca_,
                           .certificate = identity_.certificate,
                           .key = identity_.tls_key});
  SyncEngine engine_{[this](const std::function<void(Store&)>& job) {
                       job(*store_);
                       return true;
                     },
                     *transport_,
                     identity_.centre_key,
                     clock_,
                     {},
                     [] { return 0.5; }};
};

}  // namespace

void measure_upload() {
  const tests::Hall people;
  {
    Hall hall;
    hall.queue_up(kSmallItems, people.application());
    hall.measure_leases();
    hall.measure(fmt::format("{} small applications sent to a centre on loopback", kSmallItems));
    auto large = tests::with_large_parts(people.application());
    for (int i = 0; i < 22; ++i) {
      large.answers[fmt::format("photo {:02}", i)] = large.answers.at("photo");
    }
    hall.queue_up(kLargeItems, large);
    hall.measure(fmt::format("{} applications of 2 MB sent", kLargeItems));
  }
  Hall county(kCountyLine);
  county.queue_up(kSmallItems, people.application());
  county.measure(fmt::format("{} small applications sent over 50 ms and 10 Mbit/s", kSmallItems));
}

}  // namespace linli::bench
