#pragma once
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>

#include "drivers/samv/samv_reader.h"
#include "drivers/simulated/simulated_samv.h"
#include "kiosk/base/worker.h"
#include "tests/support/temporary_folder.h"

namespace linli::tests {

/// The demo's cards.
inline const drivers::simulated::Cards& demo_cards() {
  static const auto cards = [] {
    std::ifstream file(LINLI_DEMO_CARDS);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    return drivers::simulated::parse_cards(text);
  }();
  REQUIRE(cards);
  return *cards;
}

/// A simulated reader and the driver at the other end of a real pty.
struct SimulatedReader {
  explicit SimulatedReader(bool finds_again = false, int pace_baud = 0) {
    auto started = drivers::simulated::SamV::start(
        {.link = folder / "reader", .pace_baud = pace_baud, .finds_again = finds_again});
    REQUIRE(started);
    module = std::move(*started);
  }

  std::filesystem::path path() const { return folder / "reader"; }

  void place(const char* name) { module->place(demo_cards().at(name)); }

  void fault(const char* text) {
    auto parsed = drivers::simulated::parse_fault(text);
    REQUIRE(parsed);
    module->add_fault(*parsed);
  }

  /// The next event; the test fails after 30 s without one.
  drivers::CardEvent next() {
    std::stop_source stop;
    const std::jthread watchdog([&](const std::stop_token& done) {
      if (base::sleep_unless_stopped(done, std::chrono::seconds(30))) stop.request_stop();
    });
    auto event = driver.next_event(stop.get_token());
    REQUIRE(event);
    return std::move(*event);
  }

  /// The next event, which is of this kind.
  template <class Event>
  Event expect() {
    auto event = next();
    CAPTURE(event.index());
    REQUIRE(std::holds_alternative<Event>(event));
    return std::get<Event>(std::move(event));
  }

  TemporaryFolder folder{};
  std::unique_ptr<drivers::simulated::SamV> module{};
  drivers::samv::Reader driver{{.path = path(),
                                .find_interval = std::chrono::milliseconds(5),
                                .probe_interval = std::chrono::milliseconds(5)}};
};

}  // namespace linli::tests
