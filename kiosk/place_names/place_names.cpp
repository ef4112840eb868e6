#include "kiosk/place_names/place_names.h"

#include <algorithm>

#include "kiosk/database/query.h"
#include "kiosk/place_names/schema.h"
#include "kiosk/reference/spelling.h"

namespace linli::place_names {
namespace {

using database::Error;
using database::Statement;
using database::query::row;
using database::query::rows;
using reference::FoundPlace;
using reference::FoundPlaces;

constexpr int kMostOfPage = 100;

/// Tokens of the first character come first, so a whole name and its beginning show at the front
/// of the keys. Of a place's names the best counts; with min() SQLite takes the other columns from
/// the same row. Every placeholder is the key (?1), but for the query (?2) and the page (?3, ?4).
constexpr std::string_view kByCharacters = R"sql(
  SELECT place, former, count(*) OVER (),
         min(2 * iif(characters || ' ' GLOB ?1 || ' *', 0, iif(characters GLOB ?1 || '*', 1, 2))
             + (former > 0)) AS rank
  FROM spelling WHERE spelling MATCH ?2
  GROUP BY place ORDER BY rank, length(letters), letters, place LIMIT ?4 OFFSET ?3
)sql";
constexpr std::string_view kByLetters = R"sql(
  SELECT place, former, count(*) OVER (),
         min(2 * iif(letters || ' ' GLOB ?1 || ' *' OR initials || ' ' GLOB ?1 || ' *', 0,
                     iif(letters GLOB ?1 || '*' OR initials GLOB ?1 || '*', 1, 2))
             + (former > 0)) AS rank
  FROM spelling WHERE spelling MATCH ?2
  GROUP BY place ORDER BY rank, length(letters), letters, place LIMIT ?4 OFFSET ?3
)sql";

struct Found {
  std::int64_t place = 0;
  std::int64_t former = 0;  // 0: by the present name
  std::int64_t total = 0;
};

/// Keys are of 0–9 and a–z alone: nothing in them has a meaning in a query.
std::string query_of(const reference::SearchWord& word) {
  return (word.letters ? "{letters initials} : " : "characters : ") + word.key + "*";
}

Expected<std::vector<reference::FormerName>, Error> former_names_of(database::Database& database,
                                                                    std::int64_t place) {
  return rows(
      database,
      [](const Statement& s) {
        return reference::FormerName{s.text(0), s.text(1), s.text(2)};
      },
      "SELECT name, pinyin, years FROM former_name WHERE place = ? ORDER BY id", place);
}

Expected<FoundPlace, Error> read_place(database::Database& database, const Found& found) {
  auto found_place = row(
      database,
      [](const Statement& s) {
        reference::PlaceName place{s.text(0), s.text(1), s.text(2), s.text(3),
                                   s.text(4), s.text(5), {},        {}};
        if (s.integer(6) != 0) place.state = reference::PlaceState::historic;
        return FoundPlace{std::move(place), s.text(7)};
      },
      "SELECT p.name, p.kind, p.division, p.pinyin, p.meaning, p.origin, p.historic, "
      "coalesce(f.name, '') FROM place p LEFT JOIN former_name f ON f.id = ? WHERE p.id = ?",
      found.former, found.place);
  if (!found_place) return unexpected(found_place.error());
  if (!*found_place)
    return unexpected(Error{database::ErrorKind::not_a_database, 0, "a place is missing"});
  auto former = former_names_of(database, found.place);
  if (!former) return unexpected(former.error());
  (*found_place)->place.former = *std::move(former);
  return **std::move(found_place);
}

}  // namespace

Expected<PlaceNames, Error> PlaceNames::open(const std::filesystem::path& file) {
  auto database = database::Database::open_unchanging(file);
  if (!database) return unexpected(database.error());
  if (database->user_version() != kForm) {
    return unexpected(Error{database::ErrorKind::other, 0,
                            "another release wrote it; make it anew with linlictl place-names "
                            "import"});
  }
  return PlaceNames(*std::move(database));
}

Expected<FoundPlaces, Error> PlaceNames::find(std::string_view text, int first, int count) {
  const auto word = reference::search_word(text);
  if (!word) return FoundPlaces{};
  const auto found = rows(
      database_,
      [](const Statement& s) {
        return Found{s.integer(0), s.integer(1), s.integer(2)};
      },
      word->letters ? kByLetters : kByCharacters, word->key, query_of(*word),
      std::int64_t{std::max(0, first)}, std::int64_t{std::clamp(count, 0, kMostOfPage)});
  if (!found) return unexpected(found.error());
  FoundPlaces places;
  for (const Found& one : *found) {
    auto place = read_place(database_, one);
    if (!place) return unexpected(place.error());
    places.total = one.total;
    places.places.push_back(*std::move(place));
  }
  return places;
}

Expected<std::string, Error> PlaceNames::source() {
  auto source = row(
      database_, [](const Statement& s) { return s.text(0); }, "SELECT source FROM about");
  if (!source) return unexpected(source.error());
  return source->value_or(std::string());
}

}  // namespace linli::place_names
