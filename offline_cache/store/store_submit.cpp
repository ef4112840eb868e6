#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "kiosk/base/log.h"
#include "kiosk/database/query.h"
#include "offline_cache/store/audit_trail.h"
#include "offline_cache/store/sealing.h"
#include "offline_cache/store/send_order.h"
#include "offline_cache/store/store.h"

namespace linli::offline_cache {
namespace {

namespace query = database::query;
using database::Database;
using database::ErrorKind;
using Outcome = Expected<void, database::Error>;

/// Year and month in the hall's time: 2611.
std::string month_of(base::WallTime time) {
  const auto date = base::hall_time(time).date;
  return fmt::format("{:02}{:02}", int{date.year()} % 100, unsigned{date.month()});
}

Expected<std::string, database::Error> next_receipt_number(Database& database,
                                                           const std::string& prefix,
                                                           const std::string& terminal,
                                                           base::WallTime now) {
  const auto month = month_of(now);
  const auto count = query::row(
      database, [](const auto& row) { return row.integer(0); },
      "INSERT INTO receipt_count SELECT ?, ?, receipt_floor + 1 FROM meta WHERE true"
      " ON CONFLICT DO UPDATE SET count = count + 1 RETURNING count",
      prefix, month);
  if (!count) return unexpected(count.error());
  return fmt::format("{}-{}-{}-{:04}", prefix, terminal, month, count->value_or(0));
}

Outcome insert_part(Database& database, const base::Uuid& item, const protocol::PartDigest& part,
                    ByteView sealed) {
  return query::run(database,
                    "INSERT INTO outbox_part (item, number, field, content_type, sealed, size,"
                    " sha256) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    item, part.number, part.field, part.content_type, sealed,
                    static_cast<std::int64_t>(part.size), ByteView(part.digest));
}

Outcome insert_item(Database& database, const protocol::Commit& commit, bool urgent,
                    const crypto::Digest& hash) {
  const protocol::ChainLink& link = commit.link;
  const SendOrder order = send_order(commit, urgent);
  return query::run(
      database,
      "INSERT INTO outbox_item (id, terminal, incarnation, sequence, previous, content,"
      " chain_hash, receipt_number, service, sealed_manifest, created_earliest, created_latest,"
      " yields, large) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      link.item, link.terminal, link.incarnation, static_cast<std::int64_t>(link.sequence),
      ByteView(link.previous), ByteView(link.content), ByteView(hash), commit.receipt_number,
      commit.service, ByteView(commit.sealed_manifest), commit.created_earliest,
      commit.created_latest, order.yields, std::int64_t{order.large});
}

Outcome move_chain(Database& database, const HighWaterMark& mark) {
  return query::run(database, "UPDATE meta SET sequence = ?, chain_head = ?",
                    static_cast<std::int64_t>(mark.sequence), ByteView(mark.head));
}

/// The receipt number under which an item is stored already.
Expected<std::optional<std::string>, database::Error> stored_number(Database& database,
                                                                    const base::Uuid& item) {
  return query::row(
      database, [](const auto& row) { return row.text(0); },
      "SELECT receipt_number FROM outbox_item WHERE id = ?", item);
}

SubmitError submit_error(ErrorKind kind) {
  return kind == ErrorKind::full ? SubmitError::disk_full : SubmitError::store_failed;
}

/// Stores one item at the end of the chain, and moves the mark there. The
/// number of its receipt; of an item that an earlier attempt has stored, the
/// number that it got then.
struct StoreOne {
  Database& database;
  const crypto::Sealer& sealer;
  const std::string& terminal;
  base::ClockInterval now;
  HighWaterMark& mark;

  Expected<std::string, database::Error> operator()(const HandedIn& item) const {
    auto found = stored_number(database, item.id);
    if (!found) return unexpected(found.error());
    if (*found) return std::move(**found);
    auto number =
        next_receipt_number(database, item.content.receipt_prefix, terminal, now.middle());
    if (!number) return number;
    const ItemPlace place{
        {terminal, mark.incarnation, mark.sequence + 1, item.id, {}, mark.head}, *number, now};
    const auto commit =
        seal_item(item.content, place, sealer, [&](const auto& part, ByteView sealed) {
          return insert_part(database, item.id, part, sealed);
        });
    if (!commit) return unexpected(commit.error());
    const crypto::Digest hash = protocol::hash_of(commit->link);
    Outcome done = insert_item(database, *commit, item.content.urgent, hash);
    if (done) done = append_event(database, now, AuditKind::item_stored, *number);
    if (done && item.content.urgent) {
      done = append_event(database, now, AuditKind::emergency_stored, *number);
    }
    if (!done) return unexpected(done.error());
    mark = {mark.incarnation, commit->link.sequence, hash};
    return number;
  }
};

std::vector<domain::Receipt> receipts_of(std::span<const HandedIn> items,
                                         const std::vector<std::string>& numbers,
                                         const TerminalIdentity& identity) {
  std::vector<domain::Receipt> receipts;
  for (std::size_t i = 0; i < items.size(); ++i) {
    receipts.push_back(
        {numbers[i], items[i].id, items[i].content.service, items[i].submitted_at,
         protocol::make_receipt_code(identity.public_page, {numbers[i], items[i].id},
                                     identity.receipt_voucher(), identity.receipt_key)});
  }
  return receipts;
}

}  // namespace

Expected<domain::Receipt, SubmitError> Store::submit(domain::Application& application,
                                                     const TerminalIdentity& identity,
                                                     std::vector<Attachment> attachments) {
  HandedIn item{application.item, application.submitted_at, take_content(application)};
  std::ranges::move(attachments, std::back_inserter(item.content.attachments));
  return store_item(item, identity);
}

Expected<domain::Receipt, SubmitError> Store::store_item(const HandedIn& item,
                                                         const TerminalIdentity& identity) {
  auto receipts = store_items({&item, 1}, identity);
  if (!receipts) return unexpected(receipts.error());
  return std::move(receipts->front());
}

std::vector<Expected<domain::Receipt, SubmitError>> Store::submit_all(
    std::span<domain::Application> applications, const TerminalIdentity& identity) {
  std::vector<HandedIn> items;
  items.reserve(applications.size());
  for (domain::Application& application : applications) {
    items.push_back({application.item, application.submitted_at, take_content(application)});
  }
  std::vector<Expected<domain::Receipt, SubmitError>> answers;
  if (auto receipts = store_items(items, identity)) {
    for (domain::Receipt& receipt : *receipts) answers.emplace_back(std::move(receipt));
    return answers;
  }
  // One that can't be stored does not keep the others from it.
  for (const HandedIn& item : items) answers.push_back(store_item(item, identity));
  return answers;
}

Expected<domain::Receipt, SubmitError> Store::rate(const std::string& receipt_number,
                                                   domain::Grade grade,
                                                   const TerminalIdentity& identity) {
  const base::WallTime now = clock_.now();
  return store_item({base::make_uuid_v7(now), now, rating_item(receipt_number, grade)}, identity);
}

Expected<std::vector<domain::Receipt>, SubmitError> Store::store_items(
    std::span<const HandedIn> items, const TerminalIdentity& identity) {
  if (!database_ || behind_ || !serve_terminal(identity.terminal)) {
    return unexpected(failure_ == StoreHealth::disk_full && !database_ ? SubmitError::disk_full
                                                                       : SubmitError::store_failed);
  }
  const auto sealer = crypto::Sealer::make(identity.sealing_certificates);
  if (!sealer) {
    base::log(base::LogLevel::error, "store: sealing: {}", base::Public{sealer.error().what});
    return unexpected(SubmitError::store_failed);
  }
  const base::ClockInterval now = clock_.interval();
  std::vector<std::string> numbers;
  HighWaterMark mark;
  const auto stored = write("storing items", [&](Database& database) -> Outcome {
    numbers.clear();
    mark = mark_;
    for (const HandedIn& item : items) {
      auto number = StoreOne{database, *sealer, terminal_, now, mark}(item);
      if (!number) return unexpected(number.error());
      numbers.push_back(std::move(*number));
    }
    return move_chain(database, mark);
  });
  if (!stored) return unexpected(submit_error(stored.error()));
  mark_ = mark;
  if (auto saved = save_mark(); !saved) return unexpected(submit_error(saved.error()));
  return receipts_of(items, numbers, identity);
}

bool Store::serve_terminal(const std::string& terminal) {
  if (terminal_ == terminal) return true;
  if (mark_.sequence > 0) return begin_incarnation(terminal, 0);
  const auto named = write("naming the terminal", [&](Database& database) {
    return query::run(database, "UPDATE meta SET terminal = ?", terminal);
  });
  return named && read_life().has_value();
}

bool Store::start_new_incarnation() {
  // How many items were stored that this database does not know, each with
  // a receipt number. Without a mark that can be read: more than ever could.
  constexpr std::uint64_t kUnknown = 1000;
  const auto found = read_mark(file("store.mark"));
  std::uint64_t lost = kUnknown;
  if (found && *found) {
    const bool same = (*found)->incarnation == mark_.incarnation;
    const std::uint64_t marked = (*found)->sequence;
    if (!same) lost = kUnknown + marked;  // and what this incarnation had before that one
    if (same) lost = marked > mark_.sequence ? marked - mark_.sequence : 0;
  }
  return begin_incarnation(terminal_, lost);
}

bool Store::begin_incarnation(const std::string& terminal, std::uint64_t lost_receipts) {
  const base::WallTime now = clock_.now();
  const base::Uuid incarnation = base::make_uuid_v7(now);
  const auto lost = static_cast<std::int64_t>(lost_receipts);
  const auto begun = write("a new incarnation", [&](Database& database) -> Outcome {
    const auto done = query::row(
        database, [](const auto& row) { return row.integer(0); },
        "SELECT 1 FROM meta WHERE incarnation = ?", incarnation);
    if (!done) return unexpected(done.error());
    if (*done) return {};
    auto changed = query::run(database,
                              "UPDATE meta SET incarnation = ?, terminal = ?, sequence = 0,"
                              " chain_head = zeroblob(32), receipt_floor = receipt_floor + ?",
                              incarnation, terminal, lost);
    if (changed) changed = query::run(database, "UPDATE receipt_count SET count = count + ?", lost);
    if (!changed) return changed;
    return append_event(database, clock_.interval(), AuditKind::store_trouble,
                        "a new incarnation begins");
  });
  if (!begun || !read_life() || !save_mark()) return false;
  behind_ = false;
  return true;
}

}  // namespace linli::offline_cache
