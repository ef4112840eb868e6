#pragma once
#include <filesystem>
#include <memory>
#include <mutex>
#include <utility>

#include "centre/ledger/ledger.h"
#include "kiosk/database/database.h"

namespace linli::centre {

/// The ledger in one SQLite file, for one process at a time: it is locked
/// exclusively while it is open. Calls queue up behind a mutex, because one
/// connection is enough for a centre of this size and WAL needs no second one.
/// After a failure the connection is closed and the next call opens the file
/// anew: an fsync that failed must never be tried again on the same one.
class SqliteLedger final : public Ledger {
 public:
  /// Opens or creates, and migrates. `busy` after two seconds of another's lock.
  static LedgerResult<std::unique_ptr<SqliteLedger>> open(const std::filesystem::path& path);

  LedgerResult<void> keep_code(const EnrolmentCode& code) override;
  LedgerResult<EnrolmentOutcome> enrol(const Terminal& terminal,
                                       const crypto::Digest& code_hash) override;
  LedgerResult<std::optional<Terminal>> terminal(const std::string& number) override;
  LedgerResult<std::vector<Terminal>> terminals() override;
  LedgerResult<void> record_heartbeat(const std::string& terminal,
                                      const protocol::Heartbeat& heartbeat,
                                      base::WallTime now) override;

  LedgerResult<PartOutcome> store_part(const Part& part) override;
  LedgerResult<CommitOutcome> commit(const protocol::Commit& commit, base::WallTime now,
                                     const crypto::SigningKey& centre) override;
  LedgerResult<std::optional<StoredItem>> item(const base::Uuid& id) override;
  LedgerResult<std::vector<StoredItem>> items(std::size_t most) override;
  LedgerResult<std::vector<StoredItem>> items_with_receipt(const std::string& number) override;
  LedgerResult<std::vector<Part>> parts_of(const base::Uuid& item) override;
  LedgerResult<void> record_stage(const base::Uuid& item, domain::Stage stage,
                                  const std::string& note, base::WallTime now) override;

  LedgerResult<protocol::DayCloseAnswer> close_day(const protocol::DayCloseRequest& request,
                                                   base::WallTime now,
                                                   const crypto::SigningKey& centre) override;
  LedgerResult<std::vector<protocol::AgreedDayClose>> day_closes(std::size_t most) override;
  LedgerResult<std::vector<OpenRange>> open_ranges() override;
  LedgerResult<Expiry> expire(base::WallTime before, base::WallTime now,
                              std::int64_t after) override;

  LedgerResult<void> put_residents(std::span<const Resident> residents) override;
  LedgerResult<std::optional<Resident>> resident(const domain::IdentityNumber& number) override;

 private:
  SqliteLedger(std::filesystem::path path, database::Database database)
      : path_(std::move(path)), database_(std::move(database)) {}

  template <class Work>
  using ResultOf = typename std::invoke_result_t<Work, database::Database&>::value_type;

  /// Runs `work` (on the database, answering Expected<…, database::Error>)
  /// alone and in one transaction; what it wrote stays only if it succeeds.
  template <class Work>
  LedgerResult<ResultOf<Work>> transact(Work work);
  template <class Work>
  static Expected<ResultOf<Work>, database::Error> attempt(database::Database& database, Work work);

  const std::filesystem::path path_;
  std::mutex mutex_;
  std::optional<database::Database> database_;  // empty after a failure
};

LedgerError ledger_error(const database::Error& error);

template <class Work>
auto SqliteLedger::attempt(database::Database& database, Work work)
    -> Expected<ResultOf<Work>, database::Error> {
  auto transaction = database::Transaction::begin(database);
  if (!transaction) return unexpected(transaction.error());
  auto result = work(database);
  if (!result) return result;
  if (auto committed = transaction->commit(); !committed) return unexpected(committed.error());
  return result;
}

template <class Work>
auto SqliteLedger::transact(Work work) -> LedgerResult<ResultOf<Work>> {
  const std::lock_guard lock(mutex_);
  if (!database_) {
    auto opened = database::Database::open(path_, {});
    if (!opened) return unexpected(ledger_error(opened.error()));
    database_ = *std::move(opened);
  }
  auto result = attempt(*database_, std::move(work)).map_error(ledger_error);
  if (!result && result.error().fault != LedgerFault::busy) database_.reset();
  return result;
}

}  // namespace linli::centre
