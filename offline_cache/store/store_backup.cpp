#include "kiosk/base/file.h"
#include "kiosk/base/log.h"
#include "kiosk/database/query.h"
#include "offline_cache/store/store.h"

namespace linli::offline_cache {
namespace {

namespace query = database::query;
using base::log;
using base::LogLevel;
using base::Public;

/// 256 KiB: about a millisecond, so what residents hand in never waits for a copy.
constexpr int kPagesAtOnce = 64;

}  // namespace

bool Store::begin_backup(const std::filesystem::path& file, const Bytes& key) {
  std::error_code ignored;
  if (!database_ || std::filesystem::exists(file, ignored)) return false;
  // An empty file first: SQLite itself would let others read it.
  if (base::write_file_durably(file, "")) return false;
  auto begun = database::Backup::begin(*database_, file, key);
  if (!begun) {
    log(LogLevel::error, "store: a backup: SQLite error {} ({})", begun.error().code,
        Public{begun.error().what});
    return false;
  }
  backup_.emplace(std::move(*begun));
  return true;
}

std::optional<bool> Store::continue_backup() {
  if (!backup_) return std::nullopt;
  const auto copied = backup_->step(kPagesAtOnce);
  if (copied && !*copied) return false;
  backup_.reset();  // closes the copy
  if (copied) return true;
  log(LogLevel::error, "store: a backup: SQLite error {} ({})", copied.error().code,
      Public{copied.error().what});
  return std::nullopt;
}

std::optional<std::uint64_t> items_in_backup(const std::filesystem::path& file, const Bytes& key) {
  auto database = database::Database::open(file, {.key = key, .exclusive = true});
  if (!database) return std::nullopt;
  const auto text = [](const database::Statement& row) { return row.text(0); };
  const auto sound = query::row(*database, text, "PRAGMA quick_check(1)");
  if (!sound || *sound != "ok") return std::nullopt;
  const auto count = query::row(
      *database, [](const auto& row) { return static_cast<std::uint64_t>(row.integer(0)); },
      "SELECT count(*) FROM outbox_item");
  return count ? *count : std::nullopt;
}

}  // namespace linli::offline_cache
