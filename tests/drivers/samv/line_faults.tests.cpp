#include <catch2/generators/catch_generators.hpp>

#include "tests/drivers/samv/simulated_reader.h"

using namespace linli;
using namespace linli::tests;
using namespace std::chrono_literals;
using drivers::CardReadError;
using drivers::DeviceHealth;
namespace card_event = drivers::card_event;

TEST_CASE("a fault of the line in one answer costs a retry and nothing else") {
  const std::string fault =
      GENERATE("bad_checksum", "garbage", "silence", "lost_byte", "inserted_byte", "half_answer",
               "wrong_length", "sw3:10", "sw3:11", "sw3:21", "slow");
  const std::string command = GENERATE("status", "find", "select", "read", "address");
  CAPTURE(fault, command);
  SimulatedReader reader;
  reader.fault((fault + " 1 " + command).c_str());
  reader.place("li");
  CHECK(reader.expect<card_event::HealthChanged>().health == DeviceHealth::working);
  reader.expect<card_event::Found>();
  CHECK(reader.expect<card_event::Read>().card.newest_address.has_value());
  CHECK(reader.module->report().faults == 0);
}

TEST_CASE("a line that stays disturbed while a card is read says so") {
  const std::string fault =
      GENERATE("bad_checksum", "garbage", "half_answer", "wrong_length", "lost_byte", "sw3:10");
  CAPTURE(fault);
  SimulatedReader reader;
  reader.fault((fault + " 0 read").c_str());
  reader.place("wang");
  reader.expect<card_event::HealthChanged>();
  reader.expect<card_event::Found>();
  CHECK(reader.expect<card_event::Failed>().error == CardReadError::line_disturbed);
}

TEST_CASE("a reader that falls silent while a card is read says so, and is tried again") {
  SimulatedReader reader;
  reader.fault("silence 0 select");
  reader.place("wang");
  reader.expect<card_event::HealthChanged>();
  reader.expect<card_event::Found>();
  CHECK(reader.expect<card_event::Failed>().error == CardReadError::reader_silent);
  CHECK(reader.expect<card_event::HealthChanged>().health == DeviceHealth::failing);
  reader.module->clear_faults();
  CHECK(reader.expect<card_event::HealthChanged>().health == DeviceHealth::working);
}

TEST_CASE("an empty reader with a bad line is failing until the line is good") {
  const std::string fault = GENERATE("garbage", "bad_checksum", "silence");
  CAPTURE(fault);
  SimulatedReader reader;
  CHECK(reader.expect<card_event::HealthChanged>().health == DeviceHealth::working);
  reader.fault((fault + " 0 find").c_str());
  CHECK(reader.expect<card_event::HealthChanged>().health == DeviceHealth::failing);
  reader.module->clear_faults();
  CHECK(reader.expect<card_event::HealthChanged>().health == DeviceHealth::working);
}

TEST_CASE("a newest address that cannot be read does not spoil the card") {
  const std::string fault = GENERATE("garbage 0 address", "sw3:41 0 address", "sw3:21 0 address");
  CAPTURE(fault);
  SimulatedReader reader;
  reader.fault(fault.c_str());
  reader.place("li");
  reader.expect<card_event::HealthChanged>();
  reader.expect<card_event::Found>();
  const auto card = reader.expect<card_event::Read>().card;
  CHECK(card.name == "李建国");
  CHECK_FALSE(card.newest_address);
}

TEST_CASE("a card is read at the wire's own pace of a slow line") {
  SimulatedReader reader(false, 19200);
  reader.place("rare");
  reader.expect<card_event::HealthChanged>();
  reader.expect<card_event::Found>();
  CHECK(reader.expect<card_event::Read>().card.name == "陈𬌗𫖮");
}

TEST_CASE("a stop ends the waiting wherever it is, and the next call goes on from there") {
  const std::string silent = GENERATE("silence 0 status", "silence 0 find", "silence 0 select",
                                      "silence 0 read", "silence 0 address");
  CAPTURE(silent);
  SimulatedReader reader;
  reader.fault(silent.c_str());
  reader.place("wang");
  std::stop_source stop;
  const std::jthread stopper([&](const std::stop_token& done) {
    // Until the silent command has been sent.
    std::size_t answers = 0;
    while (reader.module->report().answers != answers || answers == 0) {
      answers = reader.module->report().answers;
      (void)base::sleep_unless_stopped(done, 50ms);
    }
    stop.request_stop();
  });
  auto event = reader.driver.next_event(stop.get_token());
  while (event) event = reader.driver.next_event(stop.get_token());
  CHECK(stop.stop_requested());
  reader.module->clear_faults();
  while (!std::holds_alternative<card_event::Read>(reader.next())) {
  }
}
