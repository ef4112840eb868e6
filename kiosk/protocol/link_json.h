#pragma once
#include "kiosk/protocol/chain.h"
#include "kiosk/protocol/json_fields.h"

namespace linli::protocol::detail {

/// The members of a link, as commits and acceptances carry them.
Json link_json(const ChainLink& link);
ChainLink read_link(Fields& fields);

/// The members that name an item's place: terminal, incarnation, sequence, item.
void read_place(Fields& fields, std::string& terminal, base::Uuid& incarnation,
                std::uint64_t& sequence, base::Uuid& item);

std::optional<std::string> terminal_from(std::string_view text);

}  // namespace linli::protocol::detail
