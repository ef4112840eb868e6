#include "drivers/samv/status.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace linli::drivers::samv {
namespace {

struct StatusRow {
  Status status;
  std::string_view meaning;
};

constexpr std::array<StatusRow, 22> kStatusTable{{
    {Status::done, "done"},
    {Status::item_empty, "item is empty"},
    {Status::card_found, "card found"},
    {Status::checksum_error, "checksum error"},
    {Status::length_error, "length error"},
    {Status::command_error, "command error"},
    {Status::not_permitted, "not permitted"},
    {Status::unrecognised_error, "unrecognised error"},
    {Status::card_rejects_sam, "card rejects SAM"},
    {Status::sam_rejects_card, "SAM rejects card"},
    {Status::verification_error, "verification error"},
    {Status::no_card_yet, "no card yet"},
    {Status::fingerprint_not_verified, "fingerprint not verified"},
    {Status::wrong_information_length, "wrong information length"},
    {Status::wrong_card_type, "wrong card type"},
    {Status::reading_failed, "reading failed"},
    {Status::random_number_failed, "random number failed"},
    {Status::writing_failed, "writing failed"},
    {Status::self_test_failed, "self-test failed"},
    {Status::sam_not_authorised, "SAM not authorised"},
    {Status::no_card, "no card, or it was read already"},
    {Status::selecting_failed, "selecting failed"},
}};

}  // namespace

Status status_of(std::uint8_t sw3) {
  const auto* row = std::ranges::find(kStatusTable, static_cast<Status>(sw3), &StatusRow::status);
  return row == kStatusTable.end() ? Status::unrecognised_error : row->status;
}

std::string_view meaning(Status status) {
  const auto* row = std::ranges::find(kStatusTable, status, &StatusRow::status);
  assert(row != kStatusTable.end());
  return row->meaning;
}

CardReadError card_error_of(Status status) {
  switch (status) {
    case Status::done:
    case Status::item_empty:
    case Status::card_found:
    case Status::checksum_error:
    case Status::length_error:
    case Status::command_error:
    case Status::wrong_information_length:
      return CardReadError::line_disturbed;
    case Status::unrecognised_error:
    case Status::card_rejects_sam:
    case Status::sam_rejects_card:
    case Status::verification_error:
    case Status::fingerprint_not_verified:
    case Status::reading_failed:
    case Status::random_number_failed:
    case Status::writing_failed:
    case Status::selecting_failed:
      return CardReadError::not_readable;
    case Status::no_card_yet:
    case Status::no_card:
      return CardReadError::removed_too_early;
    case Status::wrong_card_type:
      return CardReadError::unknown_card_type;
    case Status::not_permitted:
    case Status::self_test_failed:
    case Status::sam_not_authorised:
      return CardReadError::reader_not_allowed;
  }
  assert(false);
  return CardReadError::not_readable;
}

bool is_line_trouble(Status status) {
  return status == Status::checksum_error || status == Status::length_error ||
         status == Status::command_error;
}

}  // namespace linli::drivers::samv
