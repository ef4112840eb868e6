#include "drivers/samv/citizen_card.h"

#include <algorithm>
#include <array>

#include "drivers/samv/utf16.h"

namespace linli::drivers::samv {
namespace {

using domain::IdentityNumber;
using domain::Sex;
using std::chrono::year_month_day;

std::size_t u16_big_endian(ByteView bytes) {
  return static_cast<std::size_t>(bytes[0] << 8 | bytes[1]);
}

/// A field without its padding; empty if it is no text.
std::optional<std::string> text_in(ByteView bytes) {
  auto text = utf8_from_utf16le(bytes);
  if (!text) return std::nullopt;
  // Some cards are padded with zeros.
  text->erase(text->find_last_not_of(std::string_view(" \0", 2)) + 1);
  const bool control = std::ranges::any_of(
      *text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (control) return std::nullopt;
  return text;
}

std::optional<std::string> field(ByteView block, TextField where) {
  return text_in(block.subspan(where.offset, where.size));
}

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  if (text.empty()) return std::nullopt;
  return value;
}

std::optional<year_month_day> date(const std::optional<std::string>& text) {
  if (!text || text->size() != 8) return std::nullopt;
  const auto number = digits(*text);
  if (!number) return std::nullopt;
  const year_month_day day{std::chrono::year(*number / 10000),
                           std::chrono::month(static_cast<unsigned>(*number / 100 % 100)),
                           std::chrono::day(static_cast<unsigned>(*number % 100))};
  if (!day.ok()) return std::nullopt;
  return day;
}

std::optional<Sex> sex(const std::optional<std::string>& text) {
  for (const Sex known : {Sex::unknown, Sex::male, Sex::female, Sex::unspecified}) {
    if (text == std::string(1, static_cast<char>('0' + static_cast<int>(known)))) return known;
  }
  return std::nullopt;
}

std::optional<int> ethnicity(const std::optional<std::string>& text) {
  const auto code = text && text->size() == 2 ? digits(*text) : std::nullopt;
  if (!code || !((*code >= 1 && *code <= 56) || *code == 97 || *code == 98)) return std::nullopt;
  return code;
}

bool contradicts(const IdentityNumber& number, year_month_day birth, Sex sex_on_card) {
  const bool known = sex_on_card == Sex::male || sex_on_card == Sex::female;
  return number.birth_date() != birth || (known && number.sex() != sex_on_card);
}

/// The text block once its type is known to be a citizen's; empty for invalid content.
std::optional<domain::IdCard> decode_text(ByteView block) {
  const auto name = field(block, text_field::kName);
  const auto number_text = field(block, text_field::kNumber);
  const auto card_sex = sex(field(block, text_field::kSex));
  const auto code = ethnicity(field(block, text_field::kEthnicity));
  const auto birth = date(field(block, text_field::kBirthDate));
  const auto address = field(block, text_field::kAddress);
  const auto issuer = field(block, text_field::kIssuer);
  const auto from = date(field(block, text_field::kValidFrom));
  const auto to_text = field(block, text_field::kValidTo);
  const auto to = date(to_text);
  if (!name || name->empty() || !number_text || !card_sex || !code || !birth || !address ||
      !issuer || !from || (!to && to_text != kWithoutEnd) || (to && *to < *from)) {
    return std::nullopt;
  }
  auto number = IdentityNumber::parse(*number_text);
  if (!number || contradicts(*number, *birth, *card_sex)) return std::nullopt;
  return domain::IdCard{.name = *name,
                        .sex = *card_sex,
                        .ethnicity = *code,
                        .birth_date = *birth,
                        .address = *address,
                        .number = std::move(*number),
                        .issuer = *issuer,
                        .valid_from = *from,
                        .valid_to = to};
}

}  // namespace

Expected<domain::IdCard, CardReadError> decode_citizen_card(ByteView data) {
  if (data.size() < kLengthsSize + kTextLength || u16_big_endian(data) != kTextLength ||
      u16_big_endian(data.subspan(2)) != data.size() - kLengthsSize - kTextLength) {
    return unexpected(CardReadError::invalid_content);
  }
  const ByteView block = data.subspan(kLengthsSize, kTextLength);
  const ByteView type = block.subspan(text_field::kCardType.offset, text_field::kCardType.size);
  constexpr std::array<std::uint8_t, 2> kCitizen{' ', 0};
  if (!std::ranges::equal(type, kCitizen)) return unexpected(CardReadError::unknown_card_type);
  auto card = decode_text(block);
  if (!card) return unexpected(CardReadError::invalid_content);
  const ByteView photo = data.subspan(kLengthsSize + kTextLength);
  card->photo.assign(photo.begin(), photo.end());
  return std::move(*card);
}

std::optional<std::string> decode_newest_address(ByteView data) {
  if (data.size() != kNewestAddressLength) return std::nullopt;
  auto address = text_in(data);
  if (!address || address->empty()) return std::nullopt;
  return address;
}

}  // namespace linli::drivers::samv
