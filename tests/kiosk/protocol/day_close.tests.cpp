#include "kiosk/protocol/day_close.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/kiosk/protocol/examples.h"

using namespace linli;
using namespace linli::protocol;

namespace {

std::optional<DayCloseRequest> read(DayClose close, std::vector<ChainMark> marks = {}) {
  return day_close_request_from_json(to_json(DayCloseRequest{std::move(close), std::move(marks)}));
}

/// The example's request with one member replaced.
bool takes(const std::string& from, const std::string& to) {
  std::string text = to_json(DayCloseRequest{examples::day_close(), {}});
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return day_close_request_from_json(text.replace(at, from.size(), to)).has_value();
}

}  // namespace

TEST_CASE("a day close names what it counts and where its head is") {
  const auto close = examples::day_close();
  CHECK(count_of(close) == 36);
  CHECK(head_sequence(close) == 38);
  auto shorter = close;
  shorter.without = {36, 37, 38};
  CHECK(head_sequence(shorter) == 35);
  shorter.first_sequence = 36;
  CHECK(count_of(shorter) == 0);
  CHECK(head_sequence(shorter) == 0);
}

TEST_CASE("the centre's word for a day close holds for exactly that close") {
  const auto close = examples::day_close();
  const auto agreed = agree(close, examples::time(), examples::centre_key());
  const auto key = examples::centre_key().public_key();
  CHECK(statement_of(agreed) ==
        "linli-day-close-v1\n"
        "terminal: 0417\n"
        "incarnation: 019aa5c0-0000-7000-8000-000000000001\n"
        "first_sequence: 1\n"
        "last_sequence: 38\n"
        "count: 36\n"
        "without: 5,7\n"
        "chain_head: " +
            crypto::to_hex(close.chain_head) +
            "\n"
            "day: 2026-11-22\n"
            "agreed_at: 2026-11-22T09:41:00.000+08:00\n");
  CHECK(proves(agreed, close, key));
  CHECK_FALSE(proves(agreed, close, examples::terminal_key().public_key()));
  auto other = close;
  other.without = {5};
  CHECK_FALSE(proves(agreed, other, key));
  auto changed = agreed;
  changed.close = other;
  CHECK_FALSE(proves(changed, other, key));
}

TEST_CASE("day closes and both answers come back as they were") {
  const auto close = examples::day_close();
  const std::vector<ChainMark> marks{{1, crypto::sha256({})}, {38, close.chain_head}};
  const auto request = read(close, marks);
  REQUIRE(request);
  CHECK(request->close == close);
  CHECK(request->marks == marks);

  const auto agreed = agree(close, examples::time(), examples::centre_key());
  const auto answer = day_close_answer_from_json(to_json(DayCloseAnswer(agreed)));
  REQUIRE(answer);
  REQUIRE(std::holds_alternative<AgreedDayClose>(*answer));
  CHECK(proves(std::get<AgreedDayClose>(*answer), close, examples::centre_key().public_key()));

  const auto told = examples::day_close_difference();
  const auto differs = day_close_answer_from_json(to_json(DayCloseAnswer(told)));
  REQUIRE(differs);
  REQUIRE(std::holds_alternative<DayCloseDifference>(*differs));
  const auto& heard = std::get<DayCloseDifference>(*differs);
  CHECK(heard.there == told.there);
  CHECK(heard.missing == told.missing);
  CHECK(heard.more_missing == told.more_missing);
  CHECK(heard.unknown == told.unknown);
  CHECK(heard.differs_from == told.differs_from);
}

TEST_CASE("a day close that contradicts itself is not taken") {
  CHECK(takes("\"count\":36", "\"count\":36"));
  CHECK_FALSE(takes("\"count\":36", "\"count\":35"));
  CHECK_FALSE(takes("[5,7]", "[7,5]"));
  CHECK_FALSE(takes("[5,7]", "[5,39]"));
  CHECK_FALSE(takes("[5,7]", "[5,5]"));
  CHECK_FALSE(takes("[5,7]", "[5,-7]"));
  CHECK_FALSE(takes("\"first_sequence\":1", "\"first_sequence\":0"));
  CHECK_FALSE(takes("\"first_sequence\":1", "\"first_sequence\":39"));
  CHECK_FALSE(takes("\"last_sequence\":38", "\"last_sequence\":9223372036854775807"));
  CHECK_FALSE(takes("2026-11-22", "2026-11-31"));
  CHECK_FALSE(takes("\"0417\"", "\"417\""));
}

TEST_CASE("marks outside the range or out of order are not taken") {
  const auto close = examples::day_close();
  CHECK_FALSE(read(close, {{39, {}}}));
  CHECK_FALSE(read(close, {{8, {}}, {8, {}}}));
  CHECK_FALSE(read(close, {{9, {}}, {8, {}}}));
}

TEST_CASE("lists longer than a thousand are not taken") {
  auto close = examples::day_close();
  close.last_sequence = 5000;
  close.without.clear();
  for (std::uint64_t i = 0; i < kMostDayCloseNames; ++i) close.without.push_back(i + 1);
  CHECK(read(close));
  close.without.push_back(kMostDayCloseNames + 1);
  CHECK_FALSE(read(close));
}

TEST_CASE("the text of sequences has one form") {
  using Sequences = std::vector<std::uint64_t>;
  CHECK(sequences_from("") == Sequences{});
  CHECK(sequences_from("5,7") == Sequences{5, 7});
  for (const char* wrong : {"0", "5,", ",5", "7,5", "5,5", "5, 7", "-1", "5;7", "a"}) {
    CHECK_FALSE(sequences_from(wrong));
  }
}
