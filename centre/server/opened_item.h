#pragma once
#include "centre/server/keys.h"
#include "centre/server/problem.h"
#include "kiosk/protocol/submission.h"

namespace linli::centre {

/// Opens what was sealed as the manifest of an item; empty if it does not open
/// or is no manifest.
std::optional<protocol::Manifest> open_manifest(const Keys& keys, ByteView sealed_manifest);

/// What the terminal committed, opened and compared with what it says outside
/// the seal: sealed content can't be passed off as another item's.
Expected<protocol::Manifest, ProblemKind> open_commit(const Keys& keys,
                                                      const protocol::Commit& commit);

}  // namespace linli::centre
