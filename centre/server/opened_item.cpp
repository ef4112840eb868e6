#include "centre/server/opened_item.h"

#include "kiosk/crypto/envelope.h"

namespace linli::centre {
namespace {

bool speaks_of(const protocol::Manifest& manifest, const protocol::Commit& commit) {
  return manifest.item == commit.link.item && manifest.terminal == commit.link.terminal &&
         manifest.incarnation == commit.link.incarnation &&
         manifest.sequence == commit.link.sequence &&
         manifest.receipt_number == commit.receipt_number && manifest.service == commit.service &&
         manifest.parts == commit.parts;
}

}  // namespace

std::optional<protocol::Manifest> open_manifest(const Keys& keys, ByteView sealed_manifest) {
  const auto plain = crypto::open_sealed(sealed_manifest, keys.sealing_key, keys.sealing);
  if (!plain) return std::nullopt;
  return protocol::manifest_from_json(text_of(*plain));
}

Expected<protocol::Manifest, ProblemKind> open_commit(const Keys& keys,
                                                      const protocol::Commit& commit) {
  if (crypto::sha256(commit.sealed_manifest) != commit.link.content) {
    return unexpected(ProblemKind::content_foreign);
  }
  auto manifest = open_manifest(keys, commit.sealed_manifest);
  if (!manifest) return unexpected(ProblemKind::content_unreadable);
  if (!speaks_of(*manifest, commit)) return unexpected(ProblemKind::content_foreign);
  return *std::move(manifest);
}

}  // namespace linli::centre
