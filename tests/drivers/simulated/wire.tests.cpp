#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>

#include "drivers/serial/serial_line.h"
#include "kiosk/base/descriptor.h"
#include "tests/drivers/samv/simulated_reader.h"
#include "tests/drivers/samv/vectors.h"

using namespace linli;
using namespace linli::tests;
using namespace std::chrono_literals;
namespace simulated = linli::drivers::simulated;

namespace {

/// Sends raw bytes to the simulator and gives the raw answer of that size.
Bytes ask(drivers::SerialLine& line, const Bytes& bytes, std::size_t size) {
  const auto deadline = std::chrono::steady_clock::now() + 10s;
  REQUIRE(line.write(bytes, deadline, {}));
  Bytes answer(size);
  std::size_t got = 0;
  while (got < size) {
    const auto count = line.read(std::span(answer).subspan(got), deadline, {});
    REQUIRE(count);
    got += *count;
  }
  return answer;
}

/// The holder of the vectors.
simulated::Card card_of_the_vectors() {
  return {.name = "测试一",
          .sex = "2",
          .ethnicity = "01",
          .birth_date = "19491231",
          .address = "北京市朝阳区测试路1号",
          .number = "11010519491231002X",
          .issuer = "北京市公安局朝阳分局",
          .valid_from = "20200101",
          .valid_to = "长期",
          .newest_address = ""};
}

constexpr std::size_t kBeforePhoto = 14 + 256;  // head, status, lengths, text

}  // namespace

TEST_CASE("the simulator answers byte for byte as the vectors say") {
  SimulatedReader reader;
  auto line = drivers::SerialLine::open(reader.path(), 115200);
  REQUIRE(line);
  const auto exchange = [&](const char* command, const char* answer) {
    CAPTURE(command);
    const Bytes expected = frame_named(answer);
    CHECK(ask(*line, frame_named(command), expected.size()) == expected);
  };
  exchange("SAM status 11 FF", "SAM status OK");
  exchange("reset SAM 10 FF", "status 00 00 90 without data");
  exchange("SAM id 12 FF", "SAM id answer");
  exchange("find 20 01", "find FAIL (no card, or card already read)");
  exchange("select 20 02", "select FAIL");
  exchange("read base 30 01", "read FAIL");
  exchange("read IIN/SN/DN 30 05", "status 00 00 21 without data");
  exchange("baud 19200 60 03", "status 00 00 90 without data");
  reader.module->place(card_of_the_vectors());
  exchange("find 20 01", "find OK");
  exchange("select 20 02", "select OK (8 data bytes)");
  exchange("read newest address 30 03", "status 00 00 91 without data");
  for (const auto& [command, answer] :
       {std::pair{"read base 30 01", "whole answer to 30 01"},
        std::pair{"read base+fingerprint 30 10", "whole answer to 30 10"}}) {
    Bytes expected = frame_named(answer);
    Bytes got = ask(*line, frame_named(command), expected.size());
    expected.resize(kBeforePhoto);  // the photo behind it is filler
    got.resize(kBeforePhoto);
    CHECK(got == expected);
  }
  exchange("find 20 01", "find FAIL (no card, or card already read)");
}

TEST_CASE("a card may be read straight after it was found") {
  SimulatedReader reader;
  auto line = drivers::SerialLine::open(reader.path(), 115200);
  REQUIRE(line);
  reader.module->place(card_of_the_vectors());
  (void)ask(*line, frame_named("find 20 01"), frame_named("find OK").size());
  CHECK(ask(*line, frame_named("read base 30 01"), 1295)[9] == 0x90);
}

TEST_CASE("a module that finds again finds a card that was read") {
  SimulatedReader reader(true);
  auto line = drivers::SerialLine::open(reader.path(), 115200);
  REQUIRE(line);
  reader.module->place(card_of_the_vectors());
  for (int round = 0; round < 2; ++round) {
    const Bytes found = frame_named("find OK");
    CHECK(ask(*line, frame_named("find 20 01"), found.size()) == found);
    (void)ask(*line, frame_named("select 20 02"), frame_named("select OK (8 data bytes)").size());
    CHECK(ask(*line, frame_named("read base 30 01"), 1295)[9] == 0x90);
  }
}

TEST_CASE("a command with a wrong checksum is answered with a checksum error") {
  SimulatedReader reader;
  auto line = drivers::SerialLine::open(reader.path(), 115200);
  REQUIRE(line);
  const Bytes expected = frame_named("status 00 00 10 without data");
  for (const Vector& vector : vectors("broken")) {
    CAPTURE(vector.name);
    CHECK(ask(*line, vector.bytes, expected.size()) == expected);
  }
}

TEST_CASE("a file where the link should be is not overwritten") {
  const TemporaryFolder folder;
  std::ofstream(folder / "file") << "text";
  const auto started = simulated::SamV::start({.link = folder / "file"});
  REQUIRE_FALSE(started);
  CHECK(started.error() == std::errc::file_exists);
}

// Root may open an exclusive line all the same, so the flag itself is looked at.
TEST_CASE("a line whose driver died without closing it properly is free again") {
  SimulatedReader reader;
  const auto open = [&] {
    return base::Descriptor(::open(reader.path().c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC));
  };
  const base::Descriptor watcher = open();
  REQUIRE(watcher);
  {
    const base::Descriptor driver = open();
    REQUIRE(driver);
    REQUIRE(::ioctl(driver.get(), TIOCEXCL) == 0);
  }
  int exclusive = 1;
  for (int i = 0; i < 1000 && exclusive != 0; ++i) {
    REQUIRE(::ioctl(watcher.get(), TIOCGEXCL, &exclusive) == 0);
    ::poll(nullptr, 0, 10);
  }
  CHECK(exclusive == 0);
}
