#include "kiosk/database/query.h"
#include "offline_cache/store/high_water_mark.h"
#include "tests/faults/books.h"

namespace linli::tests {
namespace {

namespace query = database::query;
using crypto::Digest;
using database::Database;
using database::Statement;

/// Statements that find nothing in a sound store.
constexpr std::pair<std::string_view, std::string_view> kSearches[] = {
    {"SELECT 1 FROM pragma_integrity_check WHERE integrity_check <> 'ok'", "SQLite finds damage"},
    {"SELECT 1 FROM pragma_foreign_key_check", "a row without the one it belongs to"},
    {"SELECT 1 FROM outbox_item WHERE state = 'accepted' AND id NOT IN"
     " (SELECT item FROM acceptance)",
     "accepted without its acceptance"},
    {"SELECT 1 FROM acceptance JOIN outbox_item ON id = item WHERE kind = 'waiting'",
     "an acceptance of an item that still waits"},
    {"SELECT 1 FROM closed_item JOIN outbox_item USING (id)", "an item emptied and not emptied"},
    {"SELECT 1 FROM closed_item c WHERE NOT EXISTS (SELECT 1 FROM day_close d WHERE d.incarnation ="
     " c.incarnation AND c.sequence BETWEEN d.first_sequence AND d.last_sequence)",
     "an item emptied that no day close covers"},
};

/// The chains of all incarnations, link by link.
class Chain {
 public:
  void next(const Statement& row) {
    const protocol::ChainLink link{row.text(0),
                                   query::uuid(row, 1),
                                   static_cast<std::uint64_t>(row.integer(2)),
                                   query::uuid(row, 3),
                                   query::array<Digest>(row, 4),
                                   query::array<Digest>(row, 5)};
    if (link.incarnation != mark_.incarnation) mark_ = {link.incarnation, 0, {}};
    whole_ = whole_ && link.sequence == mark_.sequence + 1 && link.previous == mark_.head &&
             protocol::hash_of(link) == query::array<Digest>(row, 6) &&
             (row.is_null(7) || crypto::sha256(row.blob(7)) == link.content);
    mark_ = {link.incarnation, link.sequence, protocol::hash_of(link)};
    ends_.push_back(mark_);
  }
  bool whole() const { return whole_; }
  bool reaches(const offline_cache::HighWaterMark& mark) const {
    return mark.sequence == 0 || std::ranges::find(ends_, mark) != ends_.end();
  }

 private:
  offline_cache::HighWaterMark mark_;
  std::vector<offline_cache::HighWaterMark> ends_;
  bool whole_ = true;
};

/// What was emptied has its link, and no content.
constexpr std::string_view kLinks =
    "SELECT terminal, incarnation, sequence, id, content, previous, chain_hash, sealed_manifest"
    " FROM outbox_item UNION ALL SELECT terminal, incarnation, sequence, id, content, previous,"
    " chain_hash, NULL FROM closed_item ORDER BY incarnation, sequence";

bool parts_are_whole(Database& database) {
  const auto whole = query::rows(
      database,
      [](const Statement& row) {
        return crypto::sha256(row.blob(0)) == query::array<Digest>(row, 1);
      },
      "SELECT sealed, sha256 FROM outbox_part");
  return whole && std::ranges::find(*whole, false) == whole->end();
}

}  // namespace

std::vector<std::string> flaws_inside(const std::filesystem::path& folder) {
  auto key = offline_cache::store_key(folder, {});
  if (!key) return {"there is no key"};
  auto database = Database::open(folder / "store.db", {.key = *key});
  if (!database) return {"the database does not open"};
  std::vector<std::string> flaws;
  for (const auto& [search, flaw] : kSearches) {
    const auto found = query::row(
        *database, [](const auto&) { return true; }, search);
    if (!found || *found) flaws.emplace_back(flaw);
  }
  Chain chain;
  const auto links = query::rows(
      *database, [&](const Statement& row) { return chain.next(row), true; }, kLinks);
  if (!links || !chain.whole()) flaws.emplace_back("the chain is broken");
  if (!parts_are_whole(*database)) flaws.emplace_back("a part is damaged");
  const auto life = query::row(
      *database,
      [](const Statement& row) {
        return offline_cache::HighWaterMark{query::uuid(row, 0),
                                            static_cast<std::uint64_t>(row.integer(1)),
                                            query::array<Digest>(row, 2)};
      },
      "SELECT incarnation, sequence, chain_head FROM meta");
  if (!life || !*life || !chain.reaches(**life)) {
    flaws.emplace_back("the chain does not end where the store says");
    return flaws;
  }
  const auto mark = offline_cache::read_mark(folder / "store.mark");
  if (!mark || !*mark || **mark != **life) flaws.emplace_back("the mark is not the chain's end");
  return flaws;
}

}  // namespace linli::tests
