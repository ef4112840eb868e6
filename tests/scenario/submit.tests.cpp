/// Applications from a file, with the real programs: linlictl asks the running kiosk, the centre
/// opens what arrived.
#include <catch2/catch_test_macros.hpp>

#include "tests/support/files.h"
#include "tests/support/hall.h"

using namespace linli;
using nlohmann::json;

namespace {

json answers() {
  return {{"fields_of_service", {{"type", "choices"}, {"options", {"visits", "culture"}}}},
          {"free_days", {{"type", "choices"}, {"options", {"weekend"}}}},
          {"hours_a_week", {{"type", "number"}, {"value", 4}}},
          {"time_bank", {{"type", "choice"}, {"option", "yes"}}},
          {"phone", {{"type", "digits"}, {"text", "13804180000"}}},
          {"address", {{"type", "words"}, {"text", "幸福路1号"}}},
          {"call_time", {{"type", "choice"}, {"option", "any"}}}};
}

struct Hall : tests::MorningHall {
  tests::Finished submit(const json& answers, const std::string& service = "volunteer_interest",
                         const std::vector<std::string>& more = {}) const {
    const auto file = folder / "answers.json";
    const json applicant{{"name", "欧阳𬌗"},     {"number", "990101194612280023"},
                         {"ethnicity", 1},           {"address", "邻里市幸福路1号"},
                         {"issuer", "邻里市公安局"}, {"valid_from", "2008-06-16"}};
    tests::write_whole(file, json{{"applicant", applicant}, {"answers", answers}}.dump(2));
    std::vector<std::string> command{"submit", "--service", service, "--answers", file.string()};
    command.insert(command.end(), more.begin(), more.end());
    return rig.linlictl(command);
  }
  std::string log() const { return tests::read_whole(rig.log()); }
  /// Everything is sent; what the centre opens of a receipt.
  json opened(const std::string& printed) const {
    CHECK(rig.linlictl({"sync", "--once"}).exit_code == 0);
    return rig.opened_submission(printed.substr(0, printed.find('\t')))["content"];
  }
};

constexpr const char* kAttempt = "019ab3f0-0000-7000-8000-000000000001";

}  // namespace

TEST_CASE("an application from a file goes through the running kiosk to the centre, once") {
  Hall hall;
  hall.rig.start_kiosk();
  const auto first = hall.submit(answers(), "volunteer_interest", {"--item", kAttempt});
  REQUIRE(first.exit_code == 0);
  CHECK(first.output.starts_with("ZF-0417-"));
  CHECK(first.output.ends_with(std::string("\t") + kAttempt + "\n"));
  CHECK(hall.submit(answers(), "volunteer_interest", {"--item", kAttempt}).output == first.output);
  const json opened = hall.opened(first.output);
  CHECK(opened["answers"] == answers());
  CHECK(opened["applicant"]["name"] == "欧阳𬌗");
  CHECK(opened["applicant"]["birth_date"] == "1946-12-28");
  CHECK(hall.rig.submissions().size() == 1);
}

TEST_CASE("an application from a file is stored where no kiosk runs") {
  Hall hall;
  const auto stored = hall.submit(answers());
  REQUIRE(stored.exit_code == 0);
  CHECK(hall.opened(stored.output)["answers"] == answers());
}

TEST_CASE("what is wrong with the answers is told all together, and nothing is stored") {
  Hall hall;
  hall.rig.start_kiosk();
  json wrong = answers();
  wrong["phone"]["text"] = "12345";
  wrong["hours_a_week"]["value"] = 200;
  wrong.erase("time_bank");
  CHECK(hall.submit(wrong).exit_code == 1);
  const std::string log = hall.log();
  CHECK(log.find("answers.json#/answers/phone (line ") != std::string::npos);
  CHECK(log.find("): is no phone number") != std::string::npos);
  CHECK(log.find("#/answers/hours_a_week (line ") != std::string::npos);
  CHECK(log.find("#/answers/time_bank (line ") != std::string::npos);
  CHECK(log.find("linlictl: 3 wrong, nothing was handed in") != std::string::npos);
  CHECK(log.find("12345") == std::string::npos);
  CHECK(hall.submit(answers(), "no_such_service").exit_code == 1);
  CHECK(hall.log().find("no such service is offered") != std::string::npos);
  CHECK(json::parse(hall.rig.linlictl({"queue", "list", "--json"}).output).empty());
}

TEST_CASE("a file that is no JSON is told by its line, without what stands there") {
  Hall hall;
  const auto file = hall.folder / "answers.json";
  tests::write_whole(file, "{\n  \"applicant\": 王淑芳\n}\n");
  CHECK(hall.rig.linlictl({"submit", "--service", "volunteer_interest", "--answers", file.string()})
            .exit_code == 1);
  CHECK(hall.log().find("(line 2): is no JSON from here on") != std::string::npos);
  CHECK(hall.log().find("王") == std::string::npos);
}
