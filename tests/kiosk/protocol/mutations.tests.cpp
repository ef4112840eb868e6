#include <catch2/catch_test_macros.hpp>
#include <random>

#include "kiosk/protocol/recovery.h"
#include "tests/kiosk/protocol/examples.h"

using namespace linli;
using namespace linli::protocol;

namespace {

/// Everything that reads what came from outside.
void read_as_everything(const std::string& text) {
  (void)acceptance_from_json(text);
  (void)commit_from_json(text);
  (void)manifest_from_json(text);
  (void)enrolment_request_from_json(text);
  (void)enrolment_answer_from_json(text);
  (void)benefit_query_from_json(text);
  (void)benefit_status_from_json(text);
  (void)stage_report_from_json(text);
  (void)heartbeat_from_json(text);
  (void)pacing_from_json(text);
  (void)problem_from_json(text);
  (void)answers_from_json(text);
  (void)day_close_request_from_json(text);
  (void)day_close_answer_from_json(text);
  (void)recovery_request_from_json(text);
  (void)recovery_answer_from_json(text);
  (void)record_answers_from_json(text);
  (void)check_receipt_code(text, {});
}

std::string mutated(std::string text, std::mt19937& random) {
  const auto below = [&random](std::size_t n) { return random() % n; };
  constexpr std::string_view pieces[] = {"{",
                                         "}",
                                         "[",
                                         "]",
                                         "null",
                                         "-1",
                                         "1e999",
                                         "\"",
                                         "\\u0000",
                                         "\xff",
                                         "99999999999999999999",
                                         "true",
                                         "\\ud800",
                                         ","};
  for (std::size_t change = 0; change <= below(4); ++change) {
    const auto at = below(text.size() + 1);
    switch (below(4)) {
      case 0:
        text.insert(at, pieces[below(std::size(pieces))]);
        break;
      case 1:
        text.erase(at, below(8));
        break;
      case 2:
        if (at < text.size()) text[at] = static_cast<char>(below(256));
        break;
      case 3:
        text.insert(at, text.substr(below(text.size() + 1), below(40)));
        break;
    }
  }
  return text;
}

}  // namespace

TEST_CASE("whatever happens to a message on its way, reading it does not crash") {
  std::mt19937 random(20261122);
  const std::string originals[] = {
      to_json(examples::commit()),
      to_json(examples::commit_with_part()),
      to_json(examples::manifest()),
      to_json(examples::status()),
      to_json(examples::answers()),
      to_json(accept(examples::link(), {}, examples::time(), examples::centre_key())),
      to_json(DayCloseRequest{examples::day_close(), {{1, {}}, {38, {}}}}),
      to_json(DayCloseAnswer(examples::day_close_difference())),
      to_json(RecoveryRequest{"0417", Bytes(40, 1), "pem"}),
      to_json(RecoveryAnswer{Bytes(40, 1), examples::time()}),
      to_json(Problem{422, "urn:linli:problem:parts-missing", "Parts are missing", {1, 2}})};
  for (const auto& original : originals) {
    for (int round = 0; round < 500; ++round) read_as_everything(mutated(original, random));
  }
}

TEST_CASE("deep nesting is refused, not followed") {
  for (const char* opening : {"[", "{\"a\":"}) {
    std::string text = "{\"terminal\":";
    for (int depth = 0; depth < 10'000; ++depth) text += opening;
    read_as_everything(text);
    CHECK_FALSE(heartbeat_from_json(text));
  }
}
