#include "drivers/simulated/console.h"

#include "tests/drivers/samv/simulated_reader.h"

using namespace linli;
using namespace linli::tests;
namespace simulated = linli::drivers::simulated;

TEST_CASE("the lines of the console do what they say") {
  SimulatedReader reader;
  simulated::Console console = simulated::id_card_console(*reader.module, demo_cards());
  const auto run = [&](std::string_view line) { return console.run(line, {}); };
  CHECK(run("status") == "plugged yes, card none, faults waiting 0, answers 0");
  CHECK(run("  place wang \r") == "ok");
  CHECK(run("fault bad_checksum 2 read") == "ok");
  CHECK(run("status") == "plugged yes, card there, faults waiting 1, answers 0");
  CHECK(run("clear") == "ok");
  CHECK(run("remove") == "ok");
  CHECK(run("unplug") == "ok");
  CHECK(run("unplug") == "ok");
  CHECK(run("status") == "plugged no, card none, faults waiting 0, answers 0");
  CHECK_FALSE(std::filesystem::exists(reader.path()));
  CHECK(run("replug") == "ok");
  CHECK(std::filesystem::exists(reader.path()));
  CHECK(run("after 0") == "ok");
  CHECK(run("help").find("removed_during_read") != std::string::npos);
  CHECK_FALSE(console.quit_requested());
  CHECK(run("quit") == "ok");
  CHECK(console.quit_requested());
}

TEST_CASE("a wrong line is answered with an error") {
  SimulatedReader reader;
  simulated::Console console = simulated::id_card_console(*reader.module, demo_cards());
  for (const char* line :
       {"", "dance", "place", "place nobody", "remove wang", "fault", "fault fire", "fault sw3:GG",
        "fault sw3:100", "fault silence -1", "fault silence 1 dance", "after", "after soon",
        "after -1", "after 3600001", "after 99999999999"}) {
    CAPTURE(line);
    CHECK(console.run(line, {}).starts_with("error: "));
  }
}

TEST_CASE("a script runs line by line and names the line that is wrong") {
  SimulatedReader reader;
  simulated::Console console = simulated::id_card_console(*reader.module, demo_cards());
  CHECK(console.run_script("# a card\n\nplace wang\nafter 1\nremove", {}).empty());
  CHECK(console.run_script("place wang\n\nfly\nremove\n", {}).starts_with("line 3: error"));
  CHECK(reader.module->report().field == simulated::Field::card);
}

TEST_CASE("a fault has a name, a count and a command") {
  const auto fault = simulated::parse_fault("sw3:9f 0 find");
  REQUIRE(fault);
  CHECK(fault->kind == simulated::FaultKind::status);
  CHECK(fault->sw3 == 0x9F);
  CHECK(fault->count == 0);
  CHECK(fault->command == "find");
}

TEST_CASE("faults come as a JSON list of texts") {
  const auto faults = simulated::parse_faults(R"(["silence", "lost_byte 3 read"])");
  REQUIRE(faults);
  CHECK(faults->size() == 2);
  for (const char* wrong : {"", "{}", "[1]", R"(["fire"])"}) {
    CHECK_FALSE(simulated::parse_faults(wrong));
  }
}

TEST_CASE("a file of cards that cannot be used says which card and field") {
  CHECK(simulated::parse_cards("{").error() == "not JSON");
  CHECK_FALSE(simulated::parse_cards("[]"));
  CHECK_FALSE(simulated::parse_cards(R"({"cards": {"a": 1}})"));
  CHECK(simulated::parse_cards(R"({"cards": {"a": {"hat": "x"}}})").error() ==
        "card \"a\": there is no field \"hat\"");
  CHECK(simulated::parse_cards(R"({"cards": {"a": {"sex": 1}}})").error() ==
        "card \"a\": \"sex\" is not a text");
  CHECK(simulated::parse_cards(R"({"cards": {"a": {"sex": "男性"}}})").error() ==
        "card \"a\": \"sex\" is longer than 1 UTF-16 units");
}

TEST_CASE("a wrong card is simulated as it is written") {
  const auto cards = simulated::parse_cards(
      R"({"cards": {"a": {"number": "1", "birth_date": "99999999", "valid_from": "x"}}})");
  REQUIRE(cards);
  CHECK(read_answer(cards->at("a")).size() == 1284);
}
