#include "kiosk/protocol/link_json.h"

namespace linli::protocol::detail {

Json link_json(const ChainLink& link) {
  return {{"terminal", link.terminal},
          {"incarnation", link.incarnation.text()},
          {"sequence", link.sequence},
          {"item", link.item.text()},
          {"content", crypto::to_hex(link.content)},
          {"previous", crypto::to_hex(link.previous)}};
}

std::optional<std::string> terminal_from(std::string_view text) {
  return is_terminal_number(text) ? std::optional(std::string(text)) : std::nullopt;
}

void read_place(Fields& fields, std::string& terminal, base::Uuid& incarnation,
                std::uint64_t& sequence, base::Uuid& item) {
  fields.read("terminal", terminal, terminal_from);
  fields.read("incarnation", incarnation, base::Uuid::parse);
  sequence = static_cast<std::uint64_t>(fields.integer("sequence", 1, INT64_MAX));
  fields.read("item", item, base::Uuid::parse);
}

ChainLink read_link(Fields& fields) {
  ChainLink link;
  read_place(fields, link.terminal, link.incarnation, link.sequence, link.item);
  fields.read("content", link.content, crypto::digest_from_hex);
  fields.read("previous", link.previous, crypto::digest_from_hex);
  return link;
}

}  // namespace linli::protocol::detail
