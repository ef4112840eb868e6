#pragma once
#include <filesystem>
#include <memory>
#include <mutex>

#include "offline_cache/store/terminal_identity.h"

namespace linli::offline_cache {

/// The terminal's identity for several threads. Looked for again at every call
/// until there is one: a terminal may be enrolled while the kiosk runs.
class IdentityShelf {
 public:
  explicit IdentityShelf(std::filesystem::path directory) : directory_(std::move(directory)) {}

  /// Null when the terminal is not enrolled.
  std::shared_ptr<const TerminalIdentity> get();

 private:
  std::filesystem::path directory_;
  std::mutex mutex_;
  std::shared_ptr<const TerminalIdentity> identity_;
  bool damage_told_ = false;
};

}  // namespace linli::offline_cache
