#include <fmt/format.h>

#include "kiosk/base/file.h"
#include "kiosk/base/log.h"
#include "kiosk/database/query.h"
#include "offline_cache/store/audit_trail.h"
#include "offline_cache/store/store.h"
#include "offline_cache/store/store_schema.h"

namespace linli::offline_cache {
namespace {

namespace query = database::query;
using base::log;
using base::LogLevel;
using base::Public;
using database::ErrorKind;

constexpr std::size_t kSaltBytes = 32;

StoreHealth health_after(const std::error_code& error) {
  return error == std::errc::no_space_on_device ? StoreHealth::disk_full : StoreHealth::broken;
}

Expected<void, database::Error> make_life(database::Database& database, base::WallTime now) {
  return query::run(database,
                    "INSERT INTO meta (only, incarnation, chain_head, salt)"
                    " VALUES (1, ?, zeroblob(32), ?) ON CONFLICT DO NOTHING",
                    base::make_uuid_v7(now), crypto::random_bytes(kSaltBytes));
}

/// The key beside a database; both are made where neither is there yet.
Expected<Bytes, StoreHealth> key_for(const std::filesystem::path& path, const MachineVault& vault) {
  const auto directory = path.parent_path();
  std::error_code ignored;
  const bool exists = std::filesystem::exists(path, ignored);
  // Without its key a database is not to be opened, and a new key would hide why.
  if (exists && key_guard(directory) == KeyGuard::none_yet) {
    log(LogLevel::error, "store: the key is gone, the database is kept as it is");
    return unexpected(StoreHealth::broken);
  }
  const auto key = store_key(directory, vault);
  if (!key) {
    log(LogLevel::error, "store: no key: {}", Public{key.error().message()});
    return unexpected(health_after(key.error()));
  }
  // An empty file is a new database; SQLite itself would let others read it.
  if (const auto error = exists ? std::error_code{} : base::write_file_durably(path, "")) {
    return unexpected(health_after(error));
  }
  return *key;
}

}  // namespace

StoreHealth health_after(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::full:
      return StoreHealth::disk_full;
    case ErrorKind::busy:
      return StoreHealth::in_use;
    case ErrorKind::io:
    case ErrorKind::not_a_database:
    case ErrorKind::constraint:
    case ErrorKind::other:
      return StoreHealth::broken;
  }
  return StoreHealth::broken;
}

Store::Store(StoreOptions options, const base::Clock& clock)
    : options_(std::move(options)),
      clock_(clock),
      reserve_(options_.directory / "store.reserve", options_.reserve_bytes),
      mark_file_(options_.directory / "store.mark") {}

Expected<std::unique_ptr<Store>, StoreHealth> Store::open(const StoreOptions& options,
                                                          const base::Clock& clock) {
  std::unique_ptr<Store> store(new Store(options, clock));
  if (const auto why_not = store->start()) return unexpected(*why_not);
  return store;
}

std::optional<StoreHealth> Store::start() {
  if (const auto error = make_private_directory(options_.directory)) {
    log(LogLevel::error, "store: no directory: {}", Public{error.message()});
    return health_after(error);
  }
  if (auto opened = open_database(); !opened) return opened.error();
  reserve_.hold();
  while (options_.checks_at_open && database_ && !check_some()) {
  }
  if (!database_) return failure_;
  compare_mark();
  if (!database_) return failure_;
  // Leases of a process that died.
  static_cast<void>(write("start", [this](database::Database& database) {
    return query::run(database,
                      "UPDATE outbox_item SET state = 'stored', lease_until = NULL"
                      " WHERE state = 'sending'");
  }));
  return database_ ? std::nullopt : std::optional(failure_);
}

Expected<void, StoreHealth> Store::open_database() {
  const auto path = file("store.db");
  if (key_.value.empty()) {
    auto key = key_for(path, options_.vault);
    if (!key) return unexpected(key.error());
    key_.value = *std::move(key);
  }
  auto database = database::Database::open(
      path, {.key = key_.value, .exclusive = true, .busy_timeout = options_.busy_timeout});
  const auto failed = [](std::string_view what, const database::Error& error) {
    log(LogLevel::error, "store: {}: SQLite error {} ({})", Public{what}, error.code,
        Public{error.what});
    return unexpected(health_after(error.kind));
  };
  if (!database) return failed("opening", database.error());
  const auto migrated = database::migrate(*database, store_migrations());
  if (!migrated) return failed("migrating", migrated.error());
  if (*migrated == database::MigrationOutcome::from_the_future) {
    log(LogLevel::error, "store: made by a later version, kept as it is");
    return unexpected(StoreHealth::newer);
  }
  if (auto made = make_life(*database, clock_.now()); !made) {
    return failed("creating", made.error());
  }
  database_ = std::move(*database);
  if (auto read = read_life(); !read) return failed("reading", read.error());
  return {};
}

Expected<void, database::Error> Store::read_life() {
  const auto read = [this](const database::Statement& row) {
    mark_ = {query::uuid(row, 0), static_cast<std::uint64_t>(row.integer(1)),
             query::array<crypto::Digest>(row, 2)};
    terminal_ = row.text(3);
    salt_ = row.blob(4);
    return true;
  };
  const auto row = query::row(*database_, read,
                              "SELECT incarnation, sequence, chain_head, terminal, salt FROM meta");
  if (!row) return unexpected(row.error());
  if (!*row) return unexpected(database::Error{ErrorKind::not_a_database, 0, "no meta row"});
  return {};
}

bool Store::goes_on_from(const HighWaterMark& mark) {
  if (mark.incarnation != mark_.incarnation || mark.sequence >= mark_.sequence) return false;
  const auto previous = query::row(
      *database_, [](const auto& row) { return query::array<crypto::Digest>(row, 0); },
      "SELECT previous FROM outbox_item WHERE incarnation = ? AND sequence = ?", mark.incarnation,
      static_cast<std::int64_t>(mark.sequence + 1));
  return previous && *previous && **previous == mark.head;
}

void Store::compare_mark() {
  const auto found = read_mark(file("store.mark"));
  // A mark of another incarnation, even of an empty one, tells of receipts that this one may not
  // know: only a store that never had a mark begins without one.
  const bool first = found && !*found && mark_.sequence == 0;
  if (found && *found && **found == mark_) return;
  // A crash between the commit and the mark leaves the mark behind: then no
  // receipt was given out for what follows it, and those items are as good as any.
  if (first || (found && *found && goes_on_from(**found))) {
    static_cast<void>(save_mark());
    return;
  }
  behind_ = true;
  log(LogLevel::error, "store: the database is at {}, not at its high-water mark", mark_.sequence);
  static_cast<void>(record(AuditKind::store_trouble, "not at the high-water mark"));
}

StoreHealth Store::health() const {
  if (!database_) return failure_;
  if (behind_) return StoreHealth::behind;
  return reserve_.held() ? StoreHealth::ready : StoreHealth::disk_full;
}

}  // namespace linli::offline_cache
