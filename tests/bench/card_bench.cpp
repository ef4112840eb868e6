#include <fmt/format.h>

#include <cstdlib>

#include "drivers/samv/samv_reader.h"
#include "drivers/simulated/simulated_card.h"
#include "drivers/simulated/simulated_samv.h"
#include "kiosk/base/file.h"
#include "tests/bench/measure.h"
#include "tests/support/places.h"
#include "tests/support/temporary_folder.h"

namespace linli::bench {
namespace {

constexpr int kReads = 15;
constexpr int kBaud = 115200;
// Frames of one read: select (11 + 19 bytes), read 30 01 (10 + 1295), newest
// address 30 03 (10 + 11), 10 bits a byte on an 8N1 line.
constexpr double kWireBytes = 10 + 19 + 10 + 1295 + 10 + 11;

/// From Found to Read, as the screen sees it; milliseconds.
double time_one_read(drivers::samv::Reader& reader, drivers::simulated::SamV& module,
                     const drivers::simulated::Card& card) {
  namespace event = drivers::card_event;
  std::chrono::steady_clock::time_point found;
  double took = 0;
  module.place(card);
  while (true) {
    const auto next = reader.next_event({});
    if (!next) std::abort();
    if (std::holds_alternative<event::Found>(*next)) found = std::chrono::steady_clock::now();
    if (std::holds_alternative<event::Failed>(*next)) std::abort();
    if (std::holds_alternative<event::Read>(*next)) {
      took = milliseconds_since(found);
      module.remove();
    }
    if (std::holds_alternative<event::Removed>(*next)) return took;
  }
}

}  // namespace

void measure_card() {
  const tests::TemporaryFolder folder;
  const auto module =
      drivers::simulated::SamV::start({.link = folder.path() / "reader", .pace_baud = kBaud});
  const auto cards = drivers::simulated::parse_cards(
      base::read_file(tests::assets() / "demo/cards.json", 1 << 20).value());
  if (!module || !cards) std::abort();
  drivers::samv::Reader reader({.path = folder.path() / "reader", .baud = kBaud});
  std::vector<double> times;
  for (int i = 0; i < kReads; ++i) times.push_back(time_one_read(reader, **module, cards->at("wang")));
  const double wire = kWireBytes * 10 * 1000 / kBaud;
  report("reading a card over a line paced at 115200 baud",
         fmt::format("median {:.0f} ms, {:.2f} times the wire's own {:.0f} ms", median(times),
                     median(times) / wire, wire));
}

}  // namespace linli::bench
