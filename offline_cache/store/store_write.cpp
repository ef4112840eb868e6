#include "kiosk/base/log.h"
#include "kiosk/database/query.h"
#include "offline_cache/store/audit_trail.h"
#include "offline_cache/store/store.h"

namespace linli::offline_cache {
namespace {

using base::log;
using base::LogLevel;
using base::Public;
using database::ErrorKind;

Expected<void, database::Error> in_transaction(
    database::Database& database,
    const std::function<Expected<void, database::Error>(database::Database&)>& job) {
  auto transaction = database::Transaction::begin(database);
  if (!transaction) return unexpected(transaction.error());
  if (auto done = job(database); !done) return done;
  return transaction->commit();
}

/// Whether another attempt makes sense after close, reopen, recover.
bool of_the_disk(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::full:
    case ErrorKind::io:
    case ErrorKind::not_a_database:
      return true;
    case ErrorKind::constraint:
    case ErrorKind::busy:
    case ErrorKind::other:
      return false;
  }
  return false;
}

}  // namespace

Expected<void, ErrorKind> Store::write(std::string_view what, const Job& job) {
  if (!database_) return unexpected(ErrorKind::io);
  if (joined_) return join(job);
  auto done = in_transaction(*database_, job);
  if (done) return {};
  log(LogLevel::error, "store: {}: SQLite error {} ({})", Public{what}, done.error().code,
      Public{done.error().what});
  const ErrorKind kind = done.error().kind;
  if (!of_the_disk(kind)) return unexpected(kind);
  const bool room_is_made = kind != ErrorKind::full || reserve_.held();
  if (kind == ErrorKind::full) reserve_.give_up();
  if (!recover() || !room_is_made) return unexpected(kind);
  done = in_transaction(*database_, job);
  if (done) return {};
  log(LogLevel::error, "store: {} again: SQLite error {}", Public{what}, done.error().code);
  // Damage that a fresh look at the disk shows again stays; nothing could be sent for ever.
  if (done.error().kind == ErrorKind::not_a_database) {
    give_up(StoreHealth::broken);
  } else if (of_the_disk(done.error().kind)) {
    recover();
  }
  return unexpected(done.error().kind);
}

Expected<void, ErrorKind> Store::join(const Job& job) {
  if (*joined_) *joined_ = job(*database_);
  if (*joined_) return {};
  return unexpected(joined_->error().kind);
}

bool Store::together(const std::function<void()>& verbs) {
  return write("several changes",
               [&](database::Database&) {
                 joined_.emplace();
                 verbs();
                 auto done = std::move(*joined_);
                 joined_.reset();
                 return done;
               })
      .has_value();
}

bool Store::recover() {
  const HighWaterMark before = mark_;
  backup_.reset();
  database_.reset();
  if (auto opened = open_database(); !opened) {
    give_up(opened.error());
    return false;
  }
  // Less than was acknowledged: nothing more is stored, and the next opening
  // finds it behind its mark.
  if (mark_ != before && !goes_on_from(before)) {
    give_up(StoreHealth::broken);
    return false;
  }
  // Moves what the WAL holds into the database, with a sync that succeeds or
  // not: what is read from now on is on the disk.
  auto moved = database_->prepare("PRAGMA wal_checkpoint(TRUNCATE)");
  const auto row = moved ? moved->step() : unexpected(moved.error());
  const bool on_disk = row && *row && moved->integer(0) == 0;
  if (on_disk) return true;
  moved = unexpected(database::Error{});  // finalised before its database closes
  give_up(!row && row.error().kind == ErrorKind::full ? StoreHealth::disk_full
                                                      : StoreHealth::broken);
  return false;
}

void Store::give_up(StoreHealth why) {
  log(LogLevel::error, "store: closed after the disk failed");
  backup_.reset();
  database_.reset();
  failure_ = why;
}

Expected<void, ErrorKind> Store::save_mark() {
  auto error = mark_file_.write(mark_);
  if (error == std::errc::no_space_on_device && reserve_.held()) {
    reserve_.give_up();
    error = mark_file_.write(mark_);
  }
  if (!error) return {};
  return without_mark(error);
}

Expected<void, ErrorKind> Store::without_mark(const std::error_code& error) {
  log(LogLevel::error, "store: the high-water mark: {}", Public{error.message()});
  const bool full = error == std::errc::no_space_on_device;
  // Nothing more may be stored until the mark has caught up, which it does at
  // the next opening: a receipt means that the mark is written, too.
  give_up(full ? StoreHealth::disk_full : StoreHealth::broken);
  return unexpected(full ? ErrorKind::full : ErrorKind::io);
}

void Store::settle() {
  if (!database_) return;
  if (const auto error = mark_file_.settle()) static_cast<void>(without_mark(error));
}

bool Store::record(AuditKind kind, std::string_view detail) {
  return write("audit",
               [&](database::Database& database) {
                 return append_event(database, clock_.interval(), kind, detail);
               })
      .has_value();
}

bool Store::audit_intact() { return database_ && trail_intact(*database_); }

}  // namespace linli::offline_cache
