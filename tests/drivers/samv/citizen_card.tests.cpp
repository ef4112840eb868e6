#include "drivers/samv/citizen_card.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>

#include "drivers/samv/utf16.h"
#include "drivers/simulated/simulated_card.h"
#include "tests/drivers/samv/vectors.h"

using namespace linli;
using namespace linli::tests;
using namespace std::chrono;
using drivers::CardReadError;
using drivers::samv::decode_citizen_card;

namespace {
namespace samv = linli::drivers::samv;
namespace simulated = linli::drivers::simulated;

/// The data of the vectors' whole answer: without head, status and checksum.
Bytes vector_data() {
  const Bytes frame = frame_named("whole answer to 30 01");
  return {frame.begin() + 10, frame.end() - 1};
}

simulated::Card card_of_a_citizen() {
  return {.name = "张三",
          .sex = "2",
          .ethnicity = "01",
          .birth_date = "19491231",
          .address = "某街1号",
          .number = "11010519491231002X",
          .issuer = "某公安局",
          .valid_from = "20200101",
          .valid_to = "长期",
          .newest_address = ""};
}

CardReadError error_of(const simulated::Card& card) {
  const auto decoded = decode_citizen_card(read_answer(card));
  REQUIRE_FALSE(decoded);
  return decoded.error();
}

simulated::Card with(std::string simulated::Card::*member, const char* value) {
  simulated::Card card = card_of_a_citizen();
  card.*member = value;
  return card;
}

}  // namespace

TEST_CASE("the whole answer of the vectors is decoded") {
  const auto card = decode_citizen_card(vector_data());
  REQUIRE(card);
  CHECK(card->name == "测试一");
  CHECK(card->sex == domain::Sex::female);
  CHECK(card->ethnicity == 1);
  CHECK(card->birth_date == 1949y / December / 31);
  CHECK(card->address == "北京市朝阳区测试路1号");
  CHECK(card->number.text() == "11010519491231002X");
  CHECK(card->issuer == "北京市公安局朝阳分局");
  CHECK(card->valid_from == 2020y / January / 1);
  CHECK_FALSE(card->valid_to);
  CHECK_FALSE(card->newest_address);
  CHECK(card->photo.size() == 1024);
}

TEST_CASE("the text block of the vectors is that of the whole answer") {
  const Bytes data = vector_data();
  CHECK(vectors("block").front().bytes == Bytes(data.begin() + 4, data.begin() + 4 + 256));
}

TEST_CASE("fifteen UTF-16 units of a name may be surrogate pairs") {
  simulated::Card card = card_of_a_citizen();
  card.name = "𬌗𫖮𠀀𬌗𫖮𠀀𬌗王";  // seven pairs and one
  REQUIRE(samv::utf16le_from_utf8(card.name)->size() == 30);
  const auto decoded = decode_citizen_card(read_answer(card));
  REQUIRE(decoded);
  CHECK(decoded->name == card.name);
}

TEST_CASE("a date ends validity and 长期 does not") {
  const auto decoded =
      decode_citizen_card(read_answer(with(&simulated::Card::valid_to, "20400101")));
  REQUIRE(decoded);
  CHECK(decoded->valid_to == 2040y / January / 1);
  CHECK(decode_citizen_card(read_answer(card_of_a_citizen()))->valid_to == std::nullopt);
}

TEST_CASE("permits are told from citizens' cards") {
  for (const char* type : {"J", "I", "Y", "Z"}) {
    CHECK(error_of(with(&simulated::Card::card_type, type)) == CardReadError::unknown_card_type);
  }
}

TEST_CASE("content that cannot be a citizen's card is refused") {
  using simulated::Card;
  const std::vector<std::pair<std::string Card::*, const char*>> wrong{
      {&Card::name, ""},
      {&Card::name, "张\x01三"},
      {&Card::sex, "3"},
      {&Card::sex, ""},
      {&Card::sex, "1"},  // the number is a woman's
      {&Card::ethnicity, "57"},
      {&Card::ethnicity, "00"},
      {&Card::ethnicity, "1"},
      {&Card::birth_date, "19491331"},
      {&Card::birth_date, "19491230"},  // the number says the 31st
      {&Card::birth_date, ""},
      {&Card::number, "110105194912310021"},
      {&Card::number, "11010519491231002"},
      {&Card::valid_from, "20230229"},
      {&Card::valid_to, "20191231"},  // before it began
      {&Card::valid_to, "永久"},
      {&Card::valid_to, ""},
  };
  for (const auto& [member, value] : wrong) {
    CAPTURE(value);
    CHECK(error_of(with(member, value)) == CardReadError::invalid_content);
  }
}

TEST_CASE("half a surrogate pair is invalid content") {
  for (const unsigned lone : {0xD8U, 0xDCU}) {
    Bytes data = read_answer(card_of_a_citizen());
    data[4] = 0x00;
    data[5] = static_cast<std::uint8_t>(lone);
    CHECK(decode_citizen_card(data).error() == CardReadError::invalid_content);
  }
}

TEST_CASE("lengths that do not fit the data are invalid content") {
  const Bytes data = vector_data();
  for (const std::size_t size : {0U, 3U, 4U, 259U, 260U, 1283U}) {
    CHECK(decode_citizen_card(ByteView(data).first(size)).error() ==
          CardReadError::invalid_content);
  }
  Bytes wrong = data;
  wrong[1] = 0x10;
  CHECK(decode_citizen_card(wrong).error() == CardReadError::invalid_content);
}

TEST_CASE("a card without a photo is a card") {
  Bytes data = vector_data();
  data.resize(4 + 256);
  data[2] = data[3] = 0;
  REQUIRE(decode_citizen_card(data));
  CHECK(decode_citizen_card(data)->photo.empty());
}

TEST_CASE("a newest address is a text of 70 bytes or nothing") {
  simulated::Card card = card_of_a_citizen();
  card.newest_address = "新街2号𬒈石巷";
  CHECK(samv::decode_newest_address(newest_address_answer(card)) == card.newest_address);
  card.newest_address = "";
  CHECK_FALSE(samv::decode_newest_address(newest_address_answer(card)));
  CHECK_FALSE(samv::decode_newest_address(Bytes(69, ' ')));
  CHECK_FALSE(samv::decode_newest_address(Bytes(70, 0xD8)));
}

TEST_CASE("random changes of a card never crash the decoder nor pass a wrong number") {
  std::mt19937 random(1946);
  const Bytes good = vector_data();
  int decoded = 0;
  for (int round = 0; round < 20'000; ++round) {
    Bytes data = good;
    for (auto changes = random() % 4 + 1; changes > 0; --changes) {
      data[random() % 260] = static_cast<std::uint8_t>(random());
    }
    if (random() % 16 == 0) data.resize(random() % data.size());
    if (const auto card = decode_citizen_card(data)) {
      ++decoded;
      CHECK(domain::IdentityNumber::parse(card->number.text()));
      CHECK(samv::utf16le_from_utf8(card->name));
    }
  }
  CHECK(decoded > 0);
}

TEST_CASE("UTF-16 and UTF-8 are each other's reverse for every code point") {
  for (char32_t code_point = 1; code_point <= 0x10FFFF;
       code_point += code_point < 0x3000 ? 1 : 97) {
    if (code_point >= 0xD800 && code_point < 0xE000) continue;
    Bytes units;
    const auto put = [&](char32_t unit) {
      units.push_back(static_cast<std::uint8_t>(unit & 0xFF));
      units.push_back(static_cast<std::uint8_t>(unit >> 8));
    };
    if (code_point < 0x10000) {
      put(code_point);
    } else {
      put(0xD7C0 + (code_point >> 10));
      put(0xDC00 + (code_point & 0x3FF));
    }
    const auto text = samv::utf8_from_utf16le(units);
    REQUIRE(text);
    REQUIRE(samv::utf16le_from_utf8(*text) == units);
  }
  for (const char* malformed :
       {"\xFF", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE4\xBD"}) {
    CHECK_FALSE(samv::utf16le_from_utf8(malformed));
  }
}
