#include <catch2/catch_test_macros.hpp>

#include <signal.h>

#include <map>
#include <random>
#include <set>
#include <thread>

#include "tests/support/hall.h"
#include "tests/support/resident.h"

using namespace linli;
using namespace std::chrono_literals;

namespace {

/// In a round an application is handed in; the kiosk is killed twice and the
/// centre four times, at moments drawn by chance while it is stored and sent.
constexpr int kCentreKillsARound = 4;

/// Fewer pixels to draw, more kills a minute.
const tests::KioskOptions kSmall{.width = 540, .height = 960};

class Moments {
 public:
  explicit Moments(std::uint32_t seed) : random_(seed) {}
  std::chrono::microseconds within(std::chrono::microseconds most) {
    return std::chrono::microseconds{std::uniform_int_distribution<std::int64_t>(
        0, most.count())(random_)};
  }

 private:
  std::mt19937 random_;
};

/// Kills and restarts the centre again and again while the item is on its way.
void kill_the_centre(tests::Rig& rig, Moments& moments) {
  for (int i = 0; i < kCentreKillsARound; ++i) {
    std::this_thread::sleep_for(moments.within(60ms));  // the moment is what is tested
    rig.stop_centre(SIGKILL);
    rig.start_centre();
  }
}

/// Submits and is cut off; the receipt's number if the screen still showed one.
std::string submit_and_die(tests::Rig& rig, const tests::Resident& resident, Moments& moments) {
  std::string receipt;
  std::jthread reader([&] {
    try {
      receipt = resident.submit();
    } catch (const tests::ScenarioFailure&) {
      // The kiosk died before it showed the receipt: nothing was promised.
    }
  });
  std::this_thread::sleep_for(moments.within(250ms));
  rig.stop_kiosk(SIGKILL);
  reader.join();
  return receipt;
}

std::map<std::string, int> times_at_the_centre(const tests::Rig& rig) {
  std::map<std::string, int> times;
  for (const auto& item : rig.submissions()) ++times[item["receipt_number"]];
  return times;
}

/// Every receipt that was shown is at the centre exactly once.
void die_again_and_again(int rounds) {
  tests::MorningHall hall;
  tests::Rig& rig = hall.rig;
  Moments moments(20261122);
  std::set<std::string> shown;
  for (int round = 0; round < rounds; ++round) {
    INFO("round " << round);
    rig.start_kiosk(kSmall);
    const tests::Resident resident(rig, "wang");
    resident.fill_in_briefly();
    const auto receipt = submit_and_die(rig, resident, moments);
    if (!receipt.empty()) CHECK(shown.insert(receipt).second);
    rig.reader("remove");
    rig.start_kiosk(kSmall);  // sends what is stored, while the centre dies
    kill_the_centre(rig, moments);
    rig.stop_kiosk(SIGKILL);
  }
  REQUIRE(rig.linlictl({"sync", "--once"}).exit_code == 0);
  const auto times = times_at_the_centre(rig);
  for (const auto& receipt : shown) {
    INFO(receipt);
    CHECK(times.contains(receipt));
  }
  for (const auto& [receipt, count] : times) {
    INFO(receipt);
    CHECK(count == 1);
  }
  CHECK_FALSE(shown.empty());
  WARN(rounds * (2 + kCentreKillsARound) << " kills, " << shown.size() << " receipts shown, "
       << times.size() << " items at the centre");
}

}  // namespace

TEST_CASE("kiosk and centre die 48 times while submitting and sending, and nothing shown is lost") {
  die_again_and_again(8);
}

TEST_CASE("kiosk and centre die 240 times while submitting and sending, and nothing shown is lost",
          "[long]") {
  die_again_and_again(40);
}
