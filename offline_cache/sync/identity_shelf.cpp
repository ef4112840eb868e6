#include "offline_cache/sync/identity_shelf.h"

#include "kiosk/base/log.h"

namespace linli::offline_cache {

std::shared_ptr<const TerminalIdentity> IdentityShelf::get() {
  const std::lock_guard lock(mutex_);
  if (identity_) return identity_;
  auto loaded = load_identity(directory_);
  if (loaded) {
    identity_ = std::make_shared<const TerminalIdentity>(std::move(*loaded));
  } else if (loaded.error() == IdentityError::damaged && !damage_told_) {
    damage_told_ = true;
    base::log(base::LogLevel::error, "identity: a file is damaged; enrol the terminal anew");
  }
  return identity_;
}

}  // namespace linli::offline_cache
