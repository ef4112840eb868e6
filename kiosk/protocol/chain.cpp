#include "kiosk/protocol/chain.h"

#include <fmt/format.h>

namespace linli::protocol {

bool is_terminal_number(std::string_view text) {
  return text.size() == 4 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

crypto::Digest hash_of(const ChainLink& link) {
  const std::string text = fmt::format(
      "linli-chain-v1\n"
      "terminal: {}\n"
      "incarnation: {}\n"
      "sequence: {}\n"
      "item: {}\n"
      "content: {}\n"
      "previous: {}\n",
      link.terminal, link.incarnation.text(), link.sequence, link.item.text(),
      crypto::to_hex(link.content), crypto::to_hex(link.previous));
  return crypto::sha256(bytes_of(text));
}

}  // namespace linli::protocol
