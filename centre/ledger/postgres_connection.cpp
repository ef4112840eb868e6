#include "centre/ledger/postgres_connection.h"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <array>

#include "centre/ledger/postgres_statement.h"

namespace linli::centre {
namespace {

/// Longer than statement_timeout: reached only where the server's word does not come.
constexpr std::chrono::seconds kPatience{70};

/// What the centre needs of every session. Times bound what one call can cost; a commit that is
/// confirmed has to be on the disk of this server at least.
constexpr std::string_view kSession =
    "SET client_min_messages = error; SET statement_timeout = '60s'; SET lock_timeout = '5s'; "
    "SET idle_in_transaction_session_timeout = '60s'; "
    "SELECT set_config('synchronous_commit', 'on', false) "
    "WHERE current_setting('synchronous_commit') = 'off'";

constexpr std::string_view kDurability =
    "SELECT name FROM pg_settings WHERE name IN ('fsync', 'full_page_writes') AND setting = 'off'";

/// libpq ends its messages with a line feed, and takes several lines for some.
std::string one_line(std::string_view message) {
  std::string text(message.substr(0, message.find_last_not_of(" \t\n") + 1));
  std::ranges::replace(text, '\n', ' ');
  std::erase(text, '\t');
  return text;
}

pg_conn* connect(const std::string& connection) {
  // Later ones win: the administrator's own choice of these times counts. dbname holds everything.
  constexpr std::array<const char*, 9> names{"connect_timeout",
                                             "tcp_user_timeout",
                                             "keepalives_idle",
                                             "keepalives_interval",
                                             "keepalives_count",
                                             "fallback_application_name",
                                             "dbname",
                                             "client_encoding",
                                             nullptr};
  const std::array<const char*, 9> values{
      "5", "10000", "10", "5", "3", "linli-centre", connection.c_str(), "UTF8", nullptr};
  return PQconnectdbParams(names.data(), values.data(), /*expand_dbname=*/1);
}

}  // namespace

bool holds_password(const std::string& connection) {
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
      PQconninfoParse(connection.c_str(), nullptr), PQconninfoFree);
  const PQconninfoOption* option = options.get();
  while (option != nullptr && option->keyword != nullptr) {
    if (option->keyword == std::string_view("password") && option->val != nullptr) return true;
    ++option;
  }
  return false;
}

void PostgresConnection::FinishConnection::operator()(pg_conn* connection) const {
  PQfinish(connection);
}

void PostgresConnection::ClearResult::operator()(pg_result* result) const { PQclear(result); }

PostgresConnection::~PostgresConnection() = default;

LedgerResult<std::unique_ptr<PostgresConnection>> PostgresConnection::open(
    const std::string& connection) {
  std::unique_ptr<PostgresConnection> opened(new PostgresConnection(connect(connection)));
  if (PQstatus(opened->connection_.get()) != CONNECTION_OK) {
    return unexpected(
        LedgerError{LedgerFault::failed, one_line(PQerrorMessage(opened->connection_.get()))});
  }
  if (auto ready = opened->set_up(); !ready) return unexpected(ready.error());
  return opened;
}

LedgerResult<void> PostgresConnection::set_up() {
  // libpq would write on standard error what the server says unasked.
  PQsetNoticeProcessor(
      connection_.get(), [](void*, const char*) {}, nullptr);
  // Writes must not wait for ever either; answer() waits for both.
  if (PQsetnonblocking(connection_.get(), 1) != 0) return unexpected(note(nullptr));
  if (auto set = run_script(kSession); !set) return set;
  return require_durable();
}

LedgerResult<void> PostgresConnection::require_durable() {
  const auto off = query::row(
      *this, [](const Row& row) { return row.text(0); }, kDurability);
  if (!off) return unexpected(off.error());
  if (!*off) return {};
  return unexpected(LedgerError{
      LedgerFault::failed,
      "the server's setting " + **off + " is off: what it confirms can be lost; turn it on"});
}

LedgerResult<void> PostgresConnection::transact(const Work& work) {
  aftermath_ = Aftermath::over;
  if (auto begun = run_script("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"); !begun) {
    return begun;
  }
  if (auto done = work(*this); !done) {
    const Aftermath first = aftermath_;
    const bool ended = first != Aftermath::lost && run_script("ROLLBACK").has_value();
    aftermath_ = ended ? first : Aftermath::lost;
    return done;
  }
  return commit();
}

LedgerResult<void> PostgresConnection::commit() {
  constexpr std::string_view kCommit = "COMMIT";
  auto done = answer(PQsendQuery(connection_.get(), kCommit.data()) != 0);
  if (!done) {
    // The server may have committed before its word was lost.
    if (aftermath_ == Aftermath::lost) done.error().fault = LedgerFault::unknown;
    return unexpected(done.error());
  }
  // A transaction with a failed statement in it is rolled back by COMMIT, which is no error.
  if (PQcmdStatus(done->get()) == kCommit) return {};
  return unexpected(LedgerError{LedgerFault::failed, "the server rolled the transaction back"});
}

LedgerResult<void> PostgresConnection::execute(std::string_view statement,
                                               std::span<const SqlValue> values,
                                               const std::function<void(const Row&)>& read) {
  const PostgresParameters parameters(values);
  auto result = answer(PQsendQueryParams(connection_.get(), postgres_sql(statement).c_str(),
                                         parameters.count(), parameters.types(),
                                         parameters.values(), parameters.lengths(),
                                         parameters.formats(), /*resultFormat=*/1) != 0);
  if (!result) return unexpected(result.error());
  for (int row = 0; row < PQntuples(result->get()); ++row) read(PostgresRow(result->get(), row));
  return {};
}

LedgerResult<void> PostgresConnection::run_script(std::string_view script) {
  return answer(PQsendQuery(connection_.get(), std::string(script).c_str()) != 0)
      .map([](const Result&) {});
}

/// The result of what was sent: of several statements the last, or the first that failed.
LedgerResult<PostgresConnection::Result> PostgresConnection::answer(bool sent) {
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  Result last;
  while (sent) {
    if (!exchange(deadline)) return unexpected(note(nullptr));
    Result next(PQgetResult(connection_.get()));
    if (!next) break;
    const bool failed_before = last && PQresultStatus(last.get()) == PGRES_FATAL_ERROR;
    if (!failed_before) last = std::move(next);
  }
  const auto status = PQresultStatus(last.get());
  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
    return unexpected(note(last.get()));
  }
  return last;
}

/// Sends what is left to send and receives until a result is there.
bool PostgresConnection::exchange(Deadline deadline) {
  while (true) {
    const int unsent = PQflush(connection_.get());
    if (unsent < 0) return false;
    if (unsent == 0 && PQisBusy(connection_.get()) == 0) return true;
    if (!wait(unsent > 0, deadline) || PQconsumeInput(connection_.get()) == 0) return false;
  }
}

bool PostgresConnection::wait(bool until_writable, Deadline deadline) {
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  const auto events = static_cast<short>(until_writable ? POLLIN | POLLOUT : POLLIN);
  pollfd socket{PQsocket(connection_.get()), events, 0};
  return left.count() > 0 && poll(&socket, 1, static_cast<int>(left.count())) > 0;
}

/// Only the message itself: its detail would quote values.
LedgerError PostgresConnection::note(const pg_result* result) {
  const char* const state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const char* const message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  const bool broken = state == nullptr || PQstatus(connection_.get()) != CONNECTION_OK;
  const PostgresFault fault = fault_of(state != nullptr ? state : "");
  aftermath_ = broken ? Aftermath::lost : fault.aftermath;
  return {fault.fault,
          message != nullptr ? one_line(message) : "the connection to the database server broke"};
}

}  // namespace linli::centre
