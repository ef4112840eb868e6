#include <fmt/format.h>

#include "kiosk/base/day.h"
#include "kiosk/base/log.h"
#include "kiosk/database/query.h"
#include "offline_cache/store/audit_trail.h"
#include "offline_cache/store/lives.h"
#include "offline_cache/store/store.h"

namespace linli::offline_cache {
namespace {

namespace query = database::query;
using crypto::Digest;
using database::Database;
using database::Error;
using database::Statement;
using protocol::DayClose;
using Outcome = Expected<void, Error>;

std::int64_t number(std::uint64_t sequence) { return static_cast<std::int64_t>(sequence); }

struct Entry {
  std::uint64_t sequence = 0;
  Digest hash{};
  bool accepted = false;
  bool set_aside = false;
};

struct Life {
  base::Uuid incarnation;
  std::int64_t first = 0;  // sequence that no close covers yet
};

/// Every incarnation in which this terminal number stored something, the oldest first.
Expected<std::vector<Life>, Error> lives(Database& database, const std::string& terminal) {
  return query::rows(
      database,
      [](const Statement& row) {
        return Life{query::uuid(row, 0), row.integer(1) + 1};
      },
      std::string(kLives) + "SELECT incarnation, closed FROM life", terminal);
}

Expected<std::vector<Entry>, Error> entries(Database& database, const Life& life) {
  return query::rows(
      database,
      [](const Statement& row) {
        return Entry{static_cast<std::uint64_t>(row.integer(0)), query::array<Digest>(row, 1),
                     row.integer(2) != 0, row.integer(3) != 0};
      },
      "SELECT sequence, chain_hash, state = 'accepted',"
      " EXISTS (SELECT 1 FROM set_aside WHERE item = id) FROM outbox_item"
      " WHERE incarnation = ? AND sequence >= ? ORDER BY sequence",
      life.incarnation, life.first);
}

/// The books of the entries, up to where their gaps are more than one close can name.
OpenBooks books_of(const Life& life, const std::vector<Entry>& entries) {
  OpenBooks books;
  DayClose& close = books.close;
  close.incarnation = life.incarnation;
  close.first_sequence = static_cast<std::uint64_t>(life.first);
  std::uint64_t next = close.first_sequence;
  for (const Entry& entry : entries) {
    const std::size_t gaps = entry.sequence - next + (entry.accepted ? 0 : 1);
    books.more = close.without.size() + gaps > protocol::kMostDayCloseNames;
    if (books.more) break;
    for (; next < entry.sequence; ++next) close.without.push_back(next);
    next = entry.sequence + 1;
    close.last_sequence = entry.sequence;
    if (entry.accepted) {
      close.chain_head = entry.hash;
    } else {
      close.without.push_back(entry.sequence);
      if (!entry.set_aside) ++books.unsettled;
    }
  }
  return books;
}

/// How many items that were: one, or none that is accepted.
Expected<std::size_t, Error> send_one_again(Database& database, const base::Uuid& incarnation,
                                            std::uint64_t sequence) {
  const auto item = query::row(
      database, [](const Statement& row) { return query::uuid(row, 0); },
      "SELECT id FROM outbox_item WHERE incarnation = ? AND sequence = ? AND state = 'accepted'",
      incarnation, number(sequence));
  if (!item) return unexpected(item.error());
  if (!*item) return 0;
  for (const char* step :
       {"INSERT INTO void_acceptance SELECT * FROM acceptance WHERE item = ?",
        "DELETE FROM acceptance WHERE item = ?",
        "UPDATE outbox_part SET upload_offset = 0 WHERE item = ?",
        "UPDATE outbox_item SET state = 'stored', attempts = 0, next_attempt = 0 WHERE id = ?"}) {
    if (auto done = query::run(database, step, **item); !done) return unexpected(done.error());
  }
  return 1;
}

}  // namespace

std::optional<std::vector<OpenBooks>> Store::open_books() {
  if (!database_) return std::nullopt;
  const auto found = lives(*database_, terminal_);
  if (!found) return std::nullopt;
  std::vector<OpenBooks> all;
  for (const Life& life : *found) {
    const auto listed = entries(*database_, life);
    if (!listed) return std::nullopt;
    if (listed->empty()) continue;
    OpenBooks books = books_of(life, *listed);
    if (books.close.last_sequence == 0) {
      base::log(base::LogLevel::error, "store: no close can name all items that are gone after {}",
                life.first - 1);
      return std::nullopt;
    }
    books.close.terminal = terminal_;
    all.push_back(std::move(books));
  }
  return all;
}

std::optional<std::vector<protocol::ChainMark>> Store::chain_marks(const DayClose& close) {
  if (!database_) return std::nullopt;
  // Evenly over the range; every sequence where that is few enough.
  const auto range = close.last_sequence - close.first_sequence + 1;
  const auto stride = (range + protocol::kMostDayCloseNames - 1) / protocol::kMostDayCloseNames;
  auto marks = query::rows(
      *database_,
      [](const Statement& row) {
        return protocol::ChainMark{static_cast<std::uint64_t>(row.integer(0)),
                                   query::array<Digest>(row, 1)};
      },
      "SELECT sequence, chain_hash FROM outbox_item WHERE incarnation = ?1 AND sequence BETWEEN ?2"
      " AND ?3 AND (sequence - ?2) % ?4 = 0 ORDER BY sequence",
      close.incarnation, number(close.first_sequence), number(close.last_sequence), number(stride));
  return marks ? std::optional(std::move(*marks)) : std::nullopt;
}

std::optional<protocol::ChainLink> Store::chain_link(const base::Uuid& item) {
  if (!database_) return std::nullopt;
  auto link = query::row(
      *database_,
      [&item](const Statement& row) {
        return protocol::ChainLink{
            row.text(0), query::uuid(row, 1),          static_cast<std::uint64_t>(row.integer(2)),
            item,        query::array<Digest>(row, 3), query::array<Digest>(row, 4)};
      },
      "SELECT terminal, incarnation, sequence, content, previous FROM outbox_item WHERE id = ?",
      item);
  return link ? std::move(*link) : std::nullopt;
}

std::optional<std::string> Store::receipt_at(const base::Uuid& incarnation,
                                             std::uint64_t sequence) {
  if (!database_) return std::nullopt;
  auto receipt = query::row(
      *database_, [](const Statement& row) { return row.text(0); },
      "SELECT receipt_number FROM outbox_item WHERE incarnation = ? AND sequence = ?", incarnation,
      number(sequence));
  return receipt ? std::move(*receipt) : std::nullopt;
}

std::optional<std::size_t> Store::send_again(const base::Uuid& incarnation,
                                             const std::vector<std::uint64_t>& sequences) {
  std::size_t sent = 0;
  const auto done = write("sending again", [&](Database& database) -> Outcome {
    std::size_t changed = 0;
    for (const std::uint64_t sequence : sequences) {
      const auto one = send_one_again(database, incarnation, sequence);
      if (!one) return unexpected(one.error());
      changed += *one;
    }
    if (changed == 0) return {};
    sent = changed;  // also where only the first run of the job changed them
    return append_event(database, clock_.interval(), AuditKind::items_sent_again,
                        fmt::format("{} items", changed));
  });
  return done ? std::optional(sent) : std::nullopt;
}

bool Store::close_books(const protocol::AgreedDayClose& agreed) {
  const DayClose& close = agreed.close;
  const base::ClockInterval now = clock_.interval();
  return write("a day close",
               [&](Database& database) -> Outcome {
                 auto done = query::run(
                     database,
                     "INSERT INTO day_close (incarnation, first_sequence, last_sequence, without,"
                     " chain_head, day, agreed_at, closed_earliest, closed_latest, signature)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                     close.incarnation, number(close.first_sequence), number(close.last_sequence),
                     protocol::sequences_text(close.without), ByteView(close.chain_head),
                     base::day_text(close.day), agreed.agreed_at, now.earliest, now.latest,
                     ByteView(agreed.signature));
                 if (!done || database.changes() == 0) return done;
                 return append_event(
                     database, now, AuditKind::day_closed,
                     fmt::format("{} to {}", close.first_sequence, close.last_sequence));
               })
      .has_value();
}

bool Store::keep_reconciliation(const Reconciliation& last) {
  const bool agreed = last.result == Reconciliation::Result::agreed;
  const auto keep_names = [](Database& database, std::string_view kind, const auto& names) {
    Outcome done;
    for (std::size_t i = 0; done && i < names.size(); ++i) {
      done = query::run(database,
                        "INSERT INTO reconciliation_name VALUES (?, ?) ON CONFLICT DO NOTHING",
                        kind, names[i]);
    }
    return done;
  };
  return write("a reconciliation",
               [&](Database& database) -> Outcome {
                 auto done = query::run(
                     database, "INSERT OR REPLACE INTO reconciliation VALUES (1, ?, ?, ?, ?, ?, ?)",
                     std::string_view(agreed ? "agreed" : "disputed"), base::day_text(last.day),
                     std::int64_t{last.here}, std::int64_t{last.there}, last.check_code,
                     last.compared_at);
                 if (done) done = database.execute("DELETE FROM reconciliation_name");
                 if (done) done = keep_names(database, "missing_there", last.missing_there);
                 if (done) done = keep_names(database, "differs", last.differs);
                 if (done) done = keep_names(database, "unknown_here", last.unknown_here);
                 if (!done || agreed) return done;
                 return append_event(database, clock_.interval(), AuditKind::day_disputed,
                                     base::day_text(last.day));
               })
      .has_value();
}

}  // namespace linli::offline_cache
