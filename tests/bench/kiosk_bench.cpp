#include <fmt/format.h>
#include <signal.h>

#include <thread>

#include "tests/bench/measure.h"
#include "tests/support/hall.h"
#include "tests/support/process_memory.h"

namespace linli::bench {
namespace {

using namespace std::chrono_literals;

constexpr int kStarts = 11;
constexpr int kPresses = 40;
constexpr auto kIdle = 10s;

void measure_starts(tests::Rig& rig) {
  std::vector<double> times;
  for (int i = 0; i < kStarts; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    rig.start_kiosk();
    rig.screen().wait_for_part("身份证");
    times.push_back(milliseconds_since(begin));
    rig.stop_kiosk(SIGTERM);
  }
  report("exec to first usable frame",
         fmt::format("median {:.0f} ms, worst of {} {:.0f} ms", median(times), kStarts,
                     quantile(times, 1)),
         "at most 250 ms");
}

void measure_idling(const tests::Rig& rig) {
  const auto before = tests::processor_nanoseconds(rig.kiosk_pid());
  std::this_thread::sleep_for(kIdle);  // idling is what is measured
  const auto used = tests::processor_nanoseconds(rig.kiosk_pid()) - before;
  report("processor time while idle for 10 s",
         fmt::format("{:.3f} %", 100.0 * static_cast<double>(used) /
                                     static_cast<double>(std::chrono::nanoseconds(kIdle).count())),
         "at most 0.1 %");
}

void measure_presses(const tests::Rig& rig) {
  std::vector<double> times;
  for (int i = 0; i < kPresses; ++i) {
    const std::string label = i % 2 == 0 ? "English" : "中文";
    const auto begin = std::chrono::steady_clock::now();
    rig.screen().press_now(label);
    times.push_back(milliseconds_since(begin));
  }
  report("press to presented frame (a whole screen changes language)",
         fmt::format("median {:.1f} ms, p95 {:.1f} ms", median(times), quantile(times, 0.95)));
}

}  // namespace

void measure_kiosk() {
  tests::MorningHall hall;
  tests::Rig& rig = hall.rig;
  measure_starts(rig);
  rig.start_kiosk();
  rig.screen().wait_for_part("身份证");
  measure_idling(rig);
  report("resident memory on the home screen",
         fmt::format("{:.1f} MB",
                     static_cast<double>(tests::resident_kilobytes(rig.kiosk_pid())) / 1024),
         "at most 90 MB");
  measure_presses(rig);
  rig.stop_kiosk(SIGTERM);
}

}  // namespace linli::bench
