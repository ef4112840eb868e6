#pragma once
#include <type_traits>

#include "centre/ledger/query.h"

namespace linli::centre {

/// The ledger's rules over any SQL database: each call written once, in SQL that
/// SQLite and PostgreSQL both understand. What a database has to bring is the
/// transaction.
class SqlLedger : public Ledger {
 public:
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
                                     const crypto::SigningKey& centre,
                                     const Effects& effects) override;
  LedgerResult<std::optional<StoredItem>> item(const base::Uuid& id) override;
  LedgerResult<std::vector<StoredItem>> items(std::size_t most) override;
  LedgerResult<std::vector<StoredItem>> items_with_receipt(const std::string& number) override;
  LedgerResult<std::vector<StoredItem>> additions_to(const base::Uuid& application) override;
  LedgerResult<std::vector<Part>> parts_of(const base::Uuid& item) override;
  LedgerResult<void> record_stage(const base::Uuid& item, const StageEvent& event,
                                  base::WallTime now) override;

  LedgerResult<protocol::DayCloseAnswer> close_day(const protocol::DayCloseRequest& request,
                                                   base::WallTime now,
                                                   const crypto::SigningKey& centre) override;
  LedgerResult<protocol::DayCloseAnswer> close_recovered(const protocol::DayClose& named,
                                                         base::WallTime now,
                                                         const crypto::SigningKey& centre) override;
  LedgerResult<std::vector<protocol::AgreedDayClose>> day_closes(std::size_t most) override;
  LedgerResult<std::vector<OpenRange>> open_ranges() override;
  LedgerResult<Expiry> expire(base::WallTime before, base::WallTime now,
                              std::int64_t after) override;

  LedgerResult<void> request_recovery(const Recovery& request) override;
  LedgerResult<std::vector<Recovery>> recoveries() override;
  LedgerResult<bool> authorise_recovery(const Recovery& granted) override;
  LedgerResult<bool> revoke_recoveries(const std::string& terminal, base::WallTime now) override;

  LedgerResult<void> put_residents(std::span<const Resident> residents) override;
  LedgerResult<std::optional<Resident>> resident(const domain::IdentityNumber& number) override;

 protected:
  using Work = std::function<LedgerResult<void>(Database&)>;
  /// Runs `work` in one transaction, READ COMMITTED or stricter; what it wrote
  /// stays only if it succeeds. May run it several times, where another
  /// transaction got in the way or a connection broke.
  virtual LedgerResult<void> in_transaction(const Work& work) = 0;

 private:
  /// in_transaction() for work that answers something.
  template <class Answering>
  std::invoke_result_t<Answering, Database&> transact(Answering work) {
    using Result = std::invoke_result_t<Answering, Database&>;
    std::optional<Result> result;
    const auto done = in_transaction([&](Database& database) -> LedgerResult<void> {
      result = work(database);
      return result->map([](auto&&...) {});
    });
    if (!done) return unexpected(done.error());
    return *std::move(result);
  }
};

/// From here to the end of the transaction nobody else works on the terminal's
/// chains and parts: what was read of them stays true.
query::Result<void> lock_terminal(Database& database, const std::string& number);

}  // namespace linli::centre
