#include "centre/server/open_ledger.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include "centre/ledger/postgres_ledger.h"
#include "centre/ledger/sqlite_ledger.h"
#include "centre/server/administration_commands.h"
#include "kiosk/base/file.h"

namespace linli::centre {
namespace {

using Opened = Expected<std::unique_ptr<Ledger>, std::string>;

constexpr std::size_t kLargestFile = 64 * 1024;
constexpr const char* kSetting = "postgresql";

std::string problem_at(const std::filesystem::path& file, const toml::source_region& where,
                       std::string_view what) {
  return fmt::format("{}:{}: {}", file.string(), where.begin.line, what);
}

/// Where the PostgreSQL database is; empty without the setting.
Expected<std::string, std::string> read_setting(const std::filesystem::path& file) {
  const auto content = base::read_file(file, kLargestFile);
  if (!content) {
    if (content.error() == std::errc::no_such_file_or_directory) return std::string();
    return unexpected(file.string() + ": " + content.error().message());
  }
  std::string connection;
  try {
    const toml::table root = toml::parse(*content, file.string());
    for (const auto& [key, node] : root) {
      if (key.str() != kSetting) {
        return unexpected(
            problem_at(file, node.source(), fmt::format("there is no setting {}", key.str())));
      }
      connection = node.value_or(std::string());
      if (connection.empty()) {
        return unexpected(problem_at(
            file, node.source(),
            R"(postgresql must be a text in quotes, as "host=/run/postgresql dbname=linli")"));
      }
      // Passwords have places of their own, which libpq keeps from others' eyes.
      if (holds_password(connection)) {
        return unexpected(problem_at(file, node.source(),
                                     "leave the password out: it belongs into ~/.pgpass of the "
                                     "user that runs the centre, or passfile=… names its file"));
      }
    }
  } catch (const toml::parse_error& error) {
    return unexpected(problem_at(file, error.source(), error.description()));
  }
  return connection;
}

template <class Made>
Opened opened(LedgerResult<Made> ledger, const std::filesystem::path& where) {
  if (!ledger) return unexpected(where.string() + ": " + describe(ledger.error()));
  return std::unique_ptr<Ledger>(*std::move(ledger));
}

}  // namespace

Opened open_ledger(const std::filesystem::path& data) {
  const auto settings = data / "ledger.toml";
  const auto file = data / "ledger.db";
  const auto connection = read_setting(settings);
  if (!connection) return unexpected(connection.error());
  if (connection->empty()) return opened(SqliteLedger::open(file), data);
  // What was accepted in there would silently be gone.
  if (std::error_code ignored; std::filesystem::exists(file, ignored)) {
    return unexpected(settings.string() + " names PostgreSQL, but " + file.string() +
                      " is there too, and nothing moves items between them: keep one of the two");
  }
  return opened(PostgresLedger::open(*connection), settings);
}

}  // namespace linli::centre
