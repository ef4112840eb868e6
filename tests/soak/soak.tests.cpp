/// Weeks in a hall: power cuts, hours without the centre, a day close every evening. The books are
/// balanced every evening, and nothing grows but what is kept for a month.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>

#include "kiosk/protocol/messages.h"
#include "tests/soak/hall_for_weeks.h"

using namespace linli::tests;

namespace {

constexpr unsigned kSeed = 20261122;
constexpr int kKeptDays = 31;  // content is deleted thirty days after the close

struct Weeks {
  HallForWeeks hall{kSeed};
  std::vector<Evening> evenings;

  void live(int days, int items) {
    for (int day = 0; day < days; ++day) {
      const auto evening = hall.next_day(items);
      INFO("day " << evenings.size() << ": " << hall.trouble());
      REQUIRE(evening);
      CHECK(evening->result == "agreed");
      CHECK(evening->here == evening->there);
      CHECK(evening->here >= items);  // and those whose receipt the power took
      CHECK(evening->here <= items + 2);
      CHECK(evening->waiting == 0);
      CHECK(evening->open_books == 0);
      evenings.push_back(*evening);
    }
  }

  /// Every receipt that somebody has stands for one item at the centre.
  void look_at_the_centre() {
    CHECK_FALSE(hall.given_twice());
    const auto there = hall.at_the_centre();
    int missing = 0;
    int twice = 0;
    for (const std::string& number : hall.receipts()) missing += there.contains(number) ? 0 : 1;
    for (const auto& [number, times] : there) twice += times > 1 ? 1 : 0;
    CHECK(missing == 0);
    CHECK(twice == 0);
  }

  long median(std::size_t from, std::size_t days, long Evening::*figure) const {
    std::vector<long> values;
    for (std::size_t i = from; i < from + days; ++i) values.push_back(evenings.at(i).*figure);
    std::ranges::sort(values);
    return values[values.size() / 2];
  }

  /// The median of the last days is not much more than that of the first.
  void check_flat(const char* name, std::size_t days, long Evening::*figure, long allowance) {
    const long first = median(0, days, figure);
    const long last = median(evenings.size() - days, days, figure);
    INFO(name << ": " << first << " in the first days, " << last << " in the last");
    CHECK(last <= first + first / 4 + allowance);
    SUCCEED(name << ": median " << first << " in the first days, " << last << " in the last");
  }

  void check_all_flat(std::size_t days) {
    check_flat("memory of the terminal, kB", days, &Evening::memory, 4'000);
    check_flat("memory of the centre, kB", days, &Evening::centre_memory, 16'000);
    check_flat("descriptors of the terminal", days, &Evening::descriptors,
               linli::protocol::kMostInFlight);  // connections that are still open in the evening
  }

  void tell() const {
    SUCCEED(evenings.size() << " days, " << hall.receipts().size() << " receipts, "
                            << hall.power_cuts() << " power cuts"
                            << (hall.has_real_disk() ? " (ext4)" : " (kills)") << ", "
                            << hall.outages() << " outages; database "
                            << evenings.back().bytes / 1024 << " KiB in the end");
  }
};

}  // namespace

TEST_CASE("three days in a hall end with balanced books") {
  Weeks weeks;
  weeks.live(3, 60);
  weeks.check_all_flat(1);
  weeks.tell();
  weeks.look_at_the_centre();
}

TEST_CASE("thirty days of three hundred items end with balanced books, and nothing grows",
          "[long]") {
  Weeks weeks;
  weeks.live(30, 300);
  weeks.check_all_flat(7);
  const long a_month = weeks.evenings.back().bytes;
  const auto rested = weeks.hall.rest(kKeptDays);
  REQUIRE(rested);
  weeks.live(7, 300);
  // What was deleted makes room for what comes.
  CHECK(weeks.evenings.back().bytes <= a_month + a_month / 20);
  SUCCEED("database after a month " << a_month / 1024 << " KiB, after a month's rest and a week "
                                    << weeks.evenings.back().bytes / 1024 << " KiB");
  weeks.tell();
  weeks.look_at_the_centre();
}
