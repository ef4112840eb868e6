#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/bytes.h"
#include "kiosk/base/expected.h"

namespace linli::drivers::simulated {

/// What can go wrong with an answer.
enum class FaultKind {
  bad_checksum,         // the checksum is wrong
  garbage,              // other bytes, as many
  silence,              // no answer
  lost_byte,            // one byte in the middle is missing
  inserted_byte,        // AA 00 AA AA 96 69 …, as seen in the field
  half_answer,          // the second half is missing
  wrong_length,         // the length counts one byte too many
  status,               // sw3:XX, the answer is this status
  slow,                 // the answer comes as late as real modules send it
  removed_during_read,  // the card leaves while it is read
};

struct Fault {
  FaultKind kind{};
  std::uint8_t sw3 = 0;   // of FaultKind::status
  int count = 1;          // so many answers; 0: until cleared
  std::string command{};  // only answers to this (find, select, read, …); empty: to all
};

/// "NAME [COUNT] [COMMAND]": bad_checksum, sw3:41 2 read. The error is a sentence.
Expected<Fault, std::string> parse_fault(std::string_view text);

/// A list of such texts: ["bad_checksum 2 read", "silence"].
Expected<std::vector<Fault>, std::string> parse_faults(std::string_view json);

/// The names that parse_fault knows, for a help text.
std::string fault_names();

/// Does to a whole frame on the wire what the fault does. Nothing for the faults
/// that are not of the wire (status, slow, removed_during_read).
void damage(Bytes& frame, FaultKind kind);

}  // namespace linli::drivers::simulated
