#include "drivers/simulated/simulated_card.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <nlohmann/json.hpp>
#include <optional>

#include "drivers/samv/citizen_card.h"
#include "drivers/samv/utf16.h"

namespace linli::drivers::simulated {
namespace {

using samv::TextField;

struct FieldRow {
  const char* key;
  std::string Card::*member;
  TextField place;
};
constexpr TextField kNewestAddress{0, samv::kNewestAddressLength};  // an answer of its own
constexpr std::array<FieldRow, 11> kFields{{
    {"name", &Card::name, samv::text_field::kName},
    {"sex", &Card::sex, samv::text_field::kSex},
    {"ethnicity", &Card::ethnicity, samv::text_field::kEthnicity},
    {"birth_date", &Card::birth_date, samv::text_field::kBirthDate},
    {"address", &Card::address, samv::text_field::kAddress},
    {"number", &Card::number, samv::text_field::kNumber},
    {"issuer", &Card::issuer, samv::text_field::kIssuer},
    {"valid_from", &Card::valid_from, samv::text_field::kValidFrom},
    {"valid_to", &Card::valid_to, samv::text_field::kValidTo},
    {"card_type", &Card::card_type, samv::text_field::kCardType},
    {"newest_address", &Card::newest_address, kNewestAddress},
}};
constexpr const char* kNewestAddressKey = kFields.back().key;

/// Fills `block` with the text and pads it with U+0020.
void put(std::span<std::uint8_t> block, std::string_view text) {
  constexpr std::array<std::uint8_t, 2> kSpace{' ', 0};
  const Bytes units = samv::utf16le_from_utf8(text).value_or(Bytes{});
  for (std::size_t i = 0; i < block.size(); ++i) {
    block[i] = i < units.size() ? units[i] : kSpace[i % 2];
  }
}

/// Empty if the card is all right, else what is wrong.
std::string set_field(Card& card, const std::string& key, const nlohmann::json& value) {
  const auto* row =
      std::ranges::find(kFields, key, [](const FieldRow& f) { return std::string(f.key); });
  if (row == kFields.end()) return fmt::format("there is no field \"{}\"", key);
  if (!value.is_string()) return fmt::format("\"{}\" is not a text", key);
  card.*row->member = value.get<std::string>();
  const auto units = samv::utf16le_from_utf8(card.*row->member);
  if (!units || units->size() > row->place.size) {
    return fmt::format("\"{}\" is longer than {} UTF-16 units", key, row->place.size / 2);
  }
  return {};
}

}  // namespace

Expected<Cards, std::string> parse_cards(std::string_view json) {
  const auto document = nlohmann::json::parse(json, nullptr, false);
  if (document.is_discarded()) return unexpected(std::string("not JSON"));
  if (!document.is_object() || !document.contains("cards") || !document["cards"].is_object()) {
    return unexpected(std::string("there is no object \"cards\""));
  }
  Cards cards;
  for (const auto& [name, fields] : document["cards"].items()) {
    if (!fields.is_object()) return unexpected(fmt::format("card \"{}\" is not an object", name));
    Card card;
    for (const auto& [key, value] : fields.items()) {
      if (const auto wrong = set_field(card, key, value); !wrong.empty()) {
        return unexpected(fmt::format("card \"{}\": {}", name, wrong));
      }
    }
    cards.emplace(name, std::move(card));
  }
  return cards;
}

Bytes read_answer(const Card& card) {
  Bytes data{samv::kTextLength >> 8, samv::kTextLength & 0xFF, samv::kPhotoLength >> 8,
             samv::kPhotoLength & 0xFF};
  Bytes block(samv::kTextLength);
  put(block, "");
  for (const FieldRow& row : kFields) {
    if (row.key == kNewestAddressKey) continue;
    put(std::span(block).subspan(row.place.offset, row.place.size), card.*row.member);
  }
  data.insert(data.end(), block.begin(), block.end());
  constexpr std::array<std::uint8_t, 6> kWltHeader{0x57, 0x4C, 0x66, 0x00, 0x7E, 0x00};
  data.insert(data.end(), kWltHeader.begin(), kWltHeader.end());
  for (std::size_t i = kWltHeader.size(); i < samv::kPhotoLength; ++i) {
    data.push_back(static_cast<std::uint8_t>(i * 37 + i / 256));
  }
  return data;
}

Bytes newest_address_answer(const Card& card) {
  Bytes data(samv::kNewestAddressLength);
  put(data, card.newest_address);
  return data;
}

}  // namespace linli::drivers::simulated
