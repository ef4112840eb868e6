#pragma once
#include <map>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"
#include "kiosk/base/expected.h"

namespace linli::drivers::simulated {

/// What a simulated card says, field by field as it stands on the chip (UTF-8,
/// dates as YYYYMMDD). Nothing is checked except that it fits: wrong check
/// digits, expired cards and impossible dates are what a simulator is for.
struct Card {
  std::string name;
  std::string sex;
  std::string ethnicity;
  std::string birth_date;
  std::string address;
  std::string number;
  std::string issuer;
  std::string valid_from;
  std::string valid_to;         // a date or 长期
  std::string newest_address;   // empty: the item is empty (91)
  std::string card_type = " ";  // J, I, Y for permits
};

/// Cards by the name they are placed by.
using Cards = std::map<std::string, Card, std::less<>>;

/// Cards from a JSON file's text: {"note": "…", "cards": {"wang": {"name": "…", …}}}.
/// The error says which card and field is wrong.
Expected<Cards, std::string> parse_cards(std::string_view json);

/// Data of the good answer to 30 01: lengths, text block, photo. The photo is a
/// WLT header (57 4C 66 00 7E 00) and filler.
Bytes read_answer(const Card& card);

/// Data of the good answer to 30 03.
Bytes newest_address_answer(const Card& card);

}  // namespace linli::drivers::simulated
