#include "tests/drivers/samv/simulated_reader.h"

using namespace linli;
using namespace linli::tests;
using namespace std::chrono;
using drivers::CardReadError;
using drivers::DeviceHealth;
namespace card_event = drivers::card_event;

namespace {

void expect_health(SimulatedReader& reader, DeviceHealth health) {
  CHECK(reader.expect<card_event::HealthChanged>().health == health);
}

}  // namespace

TEST_CASE("a card is found, read and seen to leave") {
  SimulatedReader reader;
  expect_health(reader, DeviceHealth::working);
  reader.place("wang");
  reader.expect<card_event::Found>();
  const auto card = reader.expect<card_event::Read>().card;
  CHECK(card.name == "王淑芳");
  CHECK(card.birth_date == 1946y / December / 28);
  CHECK(card.sex == domain::Sex::female);
  CHECK_FALSE(card.valid_to);
  CHECK_FALSE(card.newest_address);
  reader.module->remove();
  reader.expect<card_event::Removed>();
  reader.place("li");
  reader.expect<card_event::Found>();
  CHECK(reader.expect<card_event::Read>().card.newest_address ==
        "辽宁省阜新市海州区锦绣路15号1单元502室");
}

TEST_CASE("every demo card is read as it is meant") {
  struct Row {
    const char* name;
    std::optional<CardReadError> error;
  };
  SimulatedReader reader;
  expect_health(reader, DeviceHealth::working);
  for (const Row& row : {Row{"wang", {}}, Row{"li", {}}, Row{"rare", {}}, Row{"expired", {}},
                         Row{"longterm", {}}, Row{"invalid", CardReadError::invalid_content},
                         Row{"permit", CardReadError::unknown_card_type}}) {
    CAPTURE(row.name);
    reader.place(row.name);
    reader.expect<card_event::Found>();
    if (row.error) {
      CHECK(reader.expect<card_event::Failed>().error == *row.error);
    } else {
      CHECK(reader.expect<card_event::Read>().card.name == demo_cards().at(row.name).name);
    }
    reader.module->remove();
    reader.expect<card_event::Removed>();
  }
}

TEST_CASE("a card that lies there is read once, also where the reader would find it again") {
  for (const bool finds_again : {false, true}) {
    SimulatedReader reader(finds_again);
    expect_health(reader, DeviceHealth::working);
    reader.place("wang");
    reader.expect<card_event::Found>();
    reader.expect<card_event::Read>();
    // Many probes later the next event still is the card's leaving.
    const auto answers = reader.module->report().answers;
    std::stop_source stop;
    const std::jthread remover([&] {
      while (reader.module->report().answers < answers + 20) std::this_thread::yield();
      reader.module->remove();
    });
    reader.expect<card_event::Removed>();
  }
}

TEST_CASE("one probe that fails does not make the card leave") {
  SimulatedReader reader;
  expect_health(reader, DeviceHealth::working);
  reader.place("wang");
  reader.expect<card_event::Found>();
  reader.expect<card_event::Read>();
  const auto answers = reader.module->report().answers;
  reader.fault("sw3:41 1 address");
  const std::jthread remover([&] {
    while (reader.module->report().answers < answers + 20) std::this_thread::yield();
    reader.module->remove();
  });
  reader.expect<card_event::Removed>();
  CHECK(reader.module->report().answers >= answers + 20);
}

TEST_CASE("a card that leaves in the middle of the reading was removed too early") {
  SimulatedReader reader;
  expect_health(reader, DeviceHealth::working);
  reader.fault("removed_during_read");
  reader.place("wang");
  reader.expect<card_event::Found>();
  CHECK(reader.expect<card_event::Failed>().error == CardReadError::removed_too_early);
  reader.place("wang");
  reader.expect<card_event::Found>();
  reader.expect<card_event::Read>();
}

TEST_CASE("a chip that fails once is read at the second try") {
  SimulatedReader reader;
  expect_health(reader, DeviceHealth::working);
  reader.fault("sw3:41 1 read");
  reader.place("wang");
  reader.expect<card_event::Found>();
  reader.expect<card_event::Read>();
}

TEST_CASE("a chip that keeps failing is not readable, until the card comes again") {
  for (const char* fault :
       {"sw3:31 0 read", "sw3:32 0 select", "sw3:33 0 read", "sw3:47 0 read", "sw3:81 0 select"}) {
    CAPTURE(fault);
    SimulatedReader reader;
    expect_health(reader, DeviceHealth::working);
    reader.fault(fault);
    reader.place("wang");
    reader.expect<card_event::Found>();
    CHECK(reader.expect<card_event::Failed>().error == CardReadError::not_readable);
    reader.module->clear_faults();
    reader.module->remove();
    reader.expect<card_event::Removed>();
    reader.place("wang");
    reader.expect<card_event::Found>();
    reader.expect<card_event::Read>();
  }
}

TEST_CASE("the module's refusals are named") {
  struct Row {
    const char* fault;
    CardReadError error;
  };
  for (const Row& row : {Row{"sw3:40 0 select", CardReadError::unknown_card_type},
                         Row{"sw3:66 0 read", CardReadError::reader_not_allowed},
                         Row{"sw3:23 0 read", CardReadError::reader_not_allowed}}) {
    CAPTURE(row.fault);
    SimulatedReader reader;
    expect_health(reader, DeviceHealth::working);
    reader.fault(row.fault);
    reader.place("wang");
    reader.expect<card_event::Found>();
    CHECK(reader.expect<card_event::Failed>().error == row.error);
  }
}

TEST_CASE("an unplugged reader is missing and works again when it is plugged in") {
  SimulatedReader reader;
  expect_health(reader, DeviceHealth::working);
  reader.module->unplug();
  expect_health(reader, DeviceHealth::missing);
  REQUIRE_FALSE(reader.module->replug());
  expect_health(reader, DeviceHealth::working);
  reader.place("wang");
  reader.expect<card_event::Found>();
  reader.expect<card_event::Read>();
}

TEST_CASE("a reader that is not there yet is missing") {
  SimulatedReader reader;
  reader.module->unplug();
  expect_health(reader, DeviceHealth::missing);
  REQUIRE_FALSE(reader.module->replug());
  expect_health(reader, DeviceHealth::working);
}

TEST_CASE("a reader that is unplugged under a card reads it again when it is back") {
  SimulatedReader reader;
  expect_health(reader, DeviceHealth::working);
  reader.place("wang");
  reader.expect<card_event::Found>();
  reader.expect<card_event::Read>();
  REQUIRE_FALSE(reader.module->replug());
  expect_health(reader, DeviceHealth::missing);
  expect_health(reader, DeviceHealth::working);
  reader.expect<card_event::Removed>();
  reader.expect<card_event::Found>();
  reader.expect<card_event::Read>();
}

TEST_CASE("a module that refuses to work is failing, and is tried again") {
  SimulatedReader reader;
  reader.fault("sw3:66 2 status");
  expect_health(reader, DeviceHealth::failing);
  expect_health(reader, DeviceHealth::working);
}

TEST_CASE("a line that somebody else uses is failing") {
  SimulatedReader reader;
  auto line = drivers::SerialLine::open(reader.path(), 115200);
  REQUIRE(line);
  expect_health(reader, DeviceHealth::failing);
  { const auto closed = std::move(*line); }
  expect_health(reader, DeviceHealth::working);
}

TEST_CASE("what is no reader at all is failing") {
  const TemporaryFolder folder;
  std::ofstream(folder / "file") << "text";
  drivers::samv::Reader driver({.path = folder / "file"});
  const auto event = driver.next_event({});
  REQUIRE(event);
  CHECK(std::get<card_event::HealthChanged>(*event).health == DeviceHealth::failing);
}
