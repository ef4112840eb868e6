#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <system_error>
#include <vector>

#include "offline_cache/store/terminal_identity.h"
#include "offline_cache/sync/export_batch.h"

namespace linli::offline_cache {

/// Where an export comes from: the store itself, or a running terminal that is asked for it.
struct ExportSource {
  std::function<std::optional<WaitingSize>()> size;
  /// Empty: the store can't be used.
  std::function<std::optional<ExportBatch>(const ExportPlace& place)> batch;
  /// False: the store could not note it.
  std::function<bool(const std::vector<base::Uuid>& items)> exported;
};

struct ExportProgress {
  std::uint64_t items = 0;  // whole on the stick
  std::uint64_t bytes = 0;  // written
};

struct Exported {
  ExportProgress total;
  std::vector<std::filesystem::path> packages;
  int left_out = 0;   // items that are damaged or can't be read; they are on no stick
  bool noted = true;  // false: they are on the stick, but the store does not show it
};

struct ExportError {
  enum class Why {
    no_space,  // `medium` has not the room; nothing was written
    medium,    // it can't be written, or gives back something else: `code`
    store,     // the store can't be used
    stopped,   // by the stop token
    sealing,   // the centre's certificates can't be sealed for
  };
  Why why{};
  std::error_code code;
  std::uint64_t bytes_needed = 0;  // no_space
};

/// Writes everything that waits into packages on the stick (docs/stick.md), each sealed to the
/// centre, signed by the terminal, and read back. After success the stick may be taken out. An
/// error leaves finished packages, which are as good as any, and no unfinished one. Blocks.
Expected<Exported, ExportError> export_waiting(
    const ExportSource& source, const TerminalIdentity& identity,
    const std::filesystem::path& stick, const base::Clock& clock,
    const std::function<void(const ExportProgress&)>& progress, const std::stop_token& stop = {});

}  // namespace linli::offline_cache
