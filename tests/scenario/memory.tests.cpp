#include <catch2/catch_test_macros.hpp>

#include <thread>

#include "tests/support/hall.h"
#include "tests/support/process_memory.h"
#include "tests/support/resident.h"

using namespace linli;

namespace {

// The demo card `wang` (assets/demo/cards.json), invented.
const std::string kName = "王淑芳";
// Birth date and sequence: more than enough to know her by.
const std::string kNumberTail = "19461228002";

std::string places(const std::vector<tests::MemoryFinding>& findings) {
  std::string text;
  for (const auto& finding : findings) {
    text += finding.form + " in " + (finding.region.empty() ? "anonymous memory" : finding.region) +
            " at " + std::to_string(finding.offset) + "\n";
  }
  return text;
}

/// The threads wipe their stacks when they next pause: within a second.
void check_nothing_left(pid_t kiosk) {
  std::vector<tests::MemoryFinding> findings;
  for (int attempt = 0; attempt < 50; ++attempt) {
    findings = tests::find_in_memory(kiosk, kName);
    for (auto& finding : tests::find_in_memory(kiosk, kNumberTail)) findings.push_back(finding);
    if (findings.empty()) break;
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
  }
  INFO(places(findings));
  CHECK(findings.empty());
}

}  // namespace

TEST_CASE("after the session no byte of name or number is left in the kiosk's writable memory") {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  SKIP("the sanitizers' own allocator keeps what was freed");
#endif
  tests::MorningHall hall;
  tests::Rig& rig = hall.rig;
  rig.start_kiosk();
  const tests::Resident resident(rig, "wang");

  SECTION("that ended after a whole application") {
    resident.fill_in_everything();
    // The search finds what is there: without this it would prove nothing.
    CHECK_FALSE(tests::find_in_memory(rig.kiosk_pid(), kName).empty());
    CHECK_FALSE(tests::find_in_memory(rig.kiosk_pid(), kNumberTail).empty());
    resident.submit();
    resident.leave();
  }
  SECTION("that ended in the middle of an application") {
    resident.identify();
    resident.open_application();
    resident.fill_in_contact();
    resident.fill_in_household();
    rig.screen().press("退出");
    rig.screen().press("不保存，退出");
    rig.take_card_away();
    rig.screen().wait_for_part("身份证");
  }
  check_nothing_left(rig.kiosk_pid());
}
