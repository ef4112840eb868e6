#pragma once
#include <optional>
#include <string>

#include "kiosk/base/clock.h"
#include "kiosk/crypto/signature.h"
#include "kiosk/protocol/chain.h"

namespace linli::protocol {

/// The centre's word that it holds an item: signed over the item's own link and
/// the chain's head at the centre, so that nothing else can pass for it.
struct Acceptance {
  ChainLink link;
  crypto::Digest chain_head{};  // hash of the highest link the centre holds of this chain
  base::WallTime accepted_at{};
  crypto::Signature signature{};
};

/// What is signed: the line "linli-acceptance-v1", then a line "name: value" each
/// for terminal, incarnation, sequence, item, content, chain (hash of the link),
/// chain_head, accepted_at (RFC 3339), every line ended by LF.
std::string statement_of(const Acceptance& acceptance);

Acceptance accept(const ChainLink& link, const crypto::Digest& chain_head,
                  base::WallTime accepted_at, const crypto::SigningKey& centre);

/// True only if the signature holds and it speaks of exactly this link.
bool proves(const Acceptance& acceptance, const ChainLink& link,
            const crypto::PublicKeyBytes& centre);

/// JSON as in centre/api/openapi.yaml, schema Acceptance.
std::string to_json(const Acceptance& acceptance);
std::optional<Acceptance> acceptance_from_json(std::string_view text);

}  // namespace linli::protocol
