#include "kiosk/protocol/acceptance.h"

#include <fmt/format.h>

#include "kiosk/protocol/link_json.h"

namespace linli::protocol {

using namespace detail;

std::string statement_of(const Acceptance& acceptance) {
  const ChainLink& link = acceptance.link;
  return fmt::format(
      "linli-acceptance-v1\n"
      "terminal: {}\n"
      "incarnation: {}\n"
      "sequence: {}\n"
      "item: {}\n"
      "content: {}\n"
      "chain: {}\n"
      "chain_head: {}\n"
      "accepted_at: {}\n",
      link.terminal, link.incarnation.text(), link.sequence, link.item.text(),
      crypto::to_hex(link.content), crypto::to_hex(hash_of(link)),
      crypto::to_hex(acceptance.chain_head), base::format_rfc3339(acceptance.accepted_at));
}

Acceptance accept(const ChainLink& link, const crypto::Digest& chain_head,
                  base::WallTime accepted_at, const crypto::SigningKey& centre) {
  Acceptance acceptance{link, chain_head, accepted_at, {}};
  acceptance.signature = centre.sign(bytes_of(statement_of(acceptance)));
  return acceptance;
}

bool proves(const Acceptance& acceptance, const ChainLink& link,
            const crypto::PublicKeyBytes& centre) {
  return acceptance.link == link &&
         crypto::verify(centre, bytes_of(statement_of(acceptance)), acceptance.signature);
}

std::string to_json(const Acceptance& acceptance) {
  Json json = link_json(acceptance.link);
  json["chain_head"] = crypto::to_hex(acceptance.chain_head);
  json["accepted_at"] = base::format_rfc3339(acceptance.accepted_at);
  json["signature"] = crypto::to_base64url(acceptance.signature);
  return write(json);
}

std::optional<Acceptance> acceptance_from_json(std::string_view text) {
  const auto json = parse_object(text, kMostMessageBytes);
  if (!json) return std::nullopt;
  Fields fields(*json);
  Acceptance acceptance;
  acceptance.link = read_link(fields);
  fields.read("chain_head", acceptance.chain_head, crypto::digest_from_hex);
  fields.read("accepted_at", acceptance.accepted_at, base::parse_rfc3339);
  fields.read("signature", acceptance.signature, array_from<crypto::Signature>);
  return fields.ok() ? std::optional(acceptance) : std::nullopt;
}

}  // namespace linli::protocol
