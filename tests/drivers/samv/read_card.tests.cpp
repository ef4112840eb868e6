#include "drivers/samv/read_card.h"

#include "tests/drivers/samv/simulated_reader.h"
#include "tests/drivers/samv/vectors.h"

using namespace linli;
using namespace linli::tests;
using namespace std::chrono_literals;
using drivers::CardReadError;
using drivers::LineError;
namespace samv = linli::drivers::samv;

namespace {

samv::OneShotError error_of(const std::filesystem::path& path, const std::stop_token& stop = {}) {
  const auto card = samv::read_one_card(path, 115200, 0ms, stop);
  REQUIRE_FALSE(card);
  CHECK_FALSE(samv::describe(card.error()).empty());
  return card.error();
}

}  // namespace

TEST_CASE("one card is read in one go") {
  SimulatedReader reader;
  reader.place("rare");
  const auto card = samv::read_one_card(reader.path(), 115200, 5s, {});
  REQUIRE(card);
  CHECK(card->name == "陈𬌗𫖮");
}

TEST_CASE("a card that comes while it is waited for is read") {
  SimulatedReader reader;
  const std::jthread hand([&] {
    while (reader.module->report().answers == 0) std::this_thread::yield();
    reader.place("wang");
  });
  CHECK(samv::read_one_card(reader.path(), 115200, 30s, {}));
}

TEST_CASE("reading in one go says what is wrong") {
  SimulatedReader reader;
  CHECK(std::holds_alternative<samv::NoCard>(error_of(reader.path())));
  reader.place("invalid");
  CHECK(std::get<CardReadError>(error_of(reader.path())) == CardReadError::invalid_content);
  reader.place("wang");
  reader.fault("silence 0 find");
  CHECK(std::get<CardReadError>(error_of(reader.path())) == CardReadError::reader_silent);
  reader.module->unplug();
  CHECK(std::get<LineError>(error_of(reader.path())) == LineError::absent);
  CHECK(std::get<LineError>(error_of(reader.folder.path())) == LineError::not_serial);
}

TEST_CASE("reading in one go can be stopped") {
  SimulatedReader reader;
  std::stop_source stop;
  stop.request_stop();
  CHECK(std::get<LineError>(error_of(reader.path(), stop.get_token())) == LineError::stopped);
}

TEST_CASE("the report of a reader has its status and id") {
  SimulatedReader reader;
  const auto report = samv::inspect_reader(reader.path(), 115200, {});
  REQUIRE(report);
  CHECK(report->status == samv::Status::done);
  CHECK(report->sam_id == "05.03-20250613-000000001-123456789");
}

TEST_CASE("the id of the vectors is shown as it is printed on modules") {
  const Bytes frame = frame_named("SAM id answer");
  const ByteView data = ByteView(frame).subspan(10, 16);
  CHECK(samv::sam_id_text(data) == "05.03-20250613-000000001-123456789");
  CHECK_FALSE(samv::sam_id_text(data.first(15)));
  const Bytes largest(16, 0xFF);
  CHECK(samv::sam_id_text(largest) == "65535.65535-4294967295-4294967295-4294967295");
}
