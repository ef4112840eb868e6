#include "drivers/serial/serial_line.h"

#include <fcntl.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <optional>
#include <string>
#include <thread>

#include "tests/support/temporary_folder.h"

using namespace linli;
using namespace std::chrono_literals;
using drivers::LineError;
using drivers::SerialLine;
using std::chrono::steady_clock;

namespace {

/// The far end of a line.
struct FarEnd {
  base::Descriptor master{::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK)};
  base::Descriptor slave;
  std::string path;

  FarEnd() {
    REQUIRE(::grantpt(master.get()) == 0);
    REQUIRE(::unlockpt(master.get()) == 0);
    path = ::ptsname(master.get());
    slave = base::Descriptor(::open(path.c_str(), O_RDWR | O_NOCTTY));
  }

  void send(std::string_view text) const {
    REQUIRE(::write(master.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  }

  std::string receive() const {
    std::array<char, 64> block{};
    const auto count = ::read(master.get(), block.data(), block.size());
    return {block.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0))};
  }
};

SerialLine open(const FarEnd& far_end) {
  auto line = SerialLine::open(far_end.path, 115200);
  REQUIRE(line);
  return std::move(*line);
}

Expected<std::string, LineError> read_text(SerialLine& line, steady_clock::duration patience,
                                           const std::stop_token& stop = {}) {
  std::array<std::uint8_t, 64> block{};
  const auto count = line.read(block, steady_clock::now() + patience, stop);
  if (!count) return unexpected(count.error());
  return std::string(text_of(ByteView(block).first(*count)));
}

}  // namespace

TEST_CASE("bytes pass both ways unchanged") {
  const FarEnd far_end;
  SerialLine line = open(far_end);
  const Bytes all{0x00, 0x03, 0x0A, 0x0D, 0x11, 0x13, 0x7F, 0xFF};  // what a cooked line would eat
  REQUIRE(line.write(all, steady_clock::now() + 5s, {}));
  CHECK(far_end.receive() == text_of(all));
  far_end.send(text_of(all));
  CHECK(read_text(line, 5s) == std::string(text_of(all)));
}

TEST_CASE("a read without bytes ends at its deadline") {
  const FarEnd far_end;
  SerialLine line = open(far_end);
  CHECK(read_text(line, 1ms).error() == LineError::timed_out);
}

TEST_CASE("a stop ends a read and the line can be used on") {
  const FarEnd far_end;
  SerialLine line = open(far_end);
  std::stop_source stop;
  const std::jthread stopper([&] { stop.request_stop(); });
  CHECK(read_text(line, 60s, stop.get_token()).error() == LineError::stopped);
  far_end.send("x");
  CHECK(read_text(line, 5s) == std::string("x"));
}

TEST_CASE("a line that goes away is unplugged") {
  std::optional<FarEnd> far_end;
  far_end.emplace();
  SerialLine line = open(*far_end);
  far_end.reset();
  CHECK(read_text(line, 5s).error() == LineError::unplugged);
  CHECK(line.write(bytes_of("x"), steady_clock::now() + 5s, {}).error() == LineError::unplugged);
}

TEST_CASE("what cannot be opened says why") {
  const tests::TemporaryFolder folder;
  std::ofstream(folder / "file") << "text";
  const auto error_of = [](const std::filesystem::path& path, int baud) {
    return SerialLine::open(path, baud).error();
  };
  CHECK(error_of(folder / "nothing", 9600) == LineError::absent);
  CHECK(error_of(folder / "file", 9600) == LineError::not_serial);
  CHECK(error_of(folder.path(), 9600) == LineError::not_serial);
  CHECK(error_of("/dev/null", 9600) == LineError::not_serial);
  const FarEnd far_end;
  CHECK(error_of(far_end.path, 1234) == LineError::not_serial);
}

TEST_CASE("a line belongs to one at a time") {
  const FarEnd far_end;
  {
    const SerialLine line = open(far_end);
    CHECK(SerialLine::open(far_end.path, 9600).error() == LineError::busy);
  }
  CHECK(SerialLine::open(far_end.path, 9600));
}

TEST_CASE("the speed can be changed to those of the table") {
  const FarEnd far_end;
  SerialLine line = open(far_end);
  REQUIRE(line.change_baud(19200));
  CHECK(line.baud() == 19200);
  termios settings{};
  REQUIRE(::tcgetattr(far_end.slave.get(), &settings) == 0);
  CHECK(::cfgetospeed(&settings) == B19200);
  CHECK(line.change_baud(300).error() == LineError::not_serial);
}

TEST_CASE("discarded input does not come later") {
  const FarEnd far_end;
  SerialLine line = open(far_end);
  far_end.send("old");
  line.discard_input();
  far_end.send("new");
  CHECK(read_text(line, 5s) == std::string("new"));
}
