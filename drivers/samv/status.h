#pragma once
#include <cstdint>
#include <string_view>

#include "drivers/api/id_card_reader.h"

namespace linli::drivers::samv {

/// SW3 of an answer (GA 467, and the tables that public clients share).
enum class Status : std::uint8_t {
  done = 0x90,
  item_empty = 0x91,
  card_found = 0x9F,
  checksum_error = 0x10,
  length_error = 0x11,
  command_error = 0x21,
  not_permitted = 0x23,
  unrecognised_error = 0x24,
  card_rejects_sam = 0x31,
  sam_rejects_card = 0x32,
  verification_error = 0x33,
  no_card_yet = 0x34,
  fingerprint_not_verified = 0x37,
  wrong_information_length = 0x3F,
  wrong_card_type = 0x40,
  reading_failed = 0x41,
  random_number_failed = 0x47,
  writing_failed = 0x50,
  self_test_failed = 0x60,
  sam_not_authorised = 0x66,
  no_card = 0x80,  // or the card was read and has not left the field
  selecting_failed = 0x81,
};

/// A code outside the table is unrecognised_error.
Status status_of(std::uint8_t sw3);

/// What the status means, for logs and staff.
std::string_view meaning(Status status);

/// What it means for reading a card; for a status that is no failure the answer
/// did not belong to the question: line_disturbed.
CardReadError card_error_of(Status status);

/// The module did not understand the command: worth sending again.
bool is_line_trouble(Status status);

}  // namespace linli::drivers::samv
