#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/base/uuid.h"
#include "kiosk/crypto/digest.h"

namespace linli::protocol {

/// One link of a terminal's hash chain. Sequence counts from 1 within an
/// incarnation (one life of a store); `previous` of sequence 1 is all zeros.
struct ChainLink {
  std::string terminal;  // the hall's number of the terminal, 4 digits: 0417
  base::Uuid incarnation;
  std::uint64_t sequence = 0;
  base::Uuid item;
  crypto::Digest content{};   // SHA-256 of the sealed manifest
  crypto::Digest previous{};  // hash of the link before

  bool operator==(const ChainLink&) const = default;
};

/// Four digits.
bool is_terminal_number(std::string_view text);

/// SHA-256 over the link's text form: the line "linli-chain-v1", then a line
/// "name: value" each for terminal, incarnation, sequence, item, content,
/// previous (lower-case hexadecimal), every line ended by LF.
crypto::Digest hash_of(const ChainLink& link);

}  // namespace linli::protocol
