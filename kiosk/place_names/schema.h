#pragma once
#include <string_view>

/// Private to this directory: the form of the file.
namespace linli::place_names {

/// In PRAGMA user_version; another number is another form.
inline constexpr int kForm = 1;

/// `spelling` has one row for each name, former names too, with the keys of
/// kiosk/reference/spelling.h. Its tokens are ASCII, so the tokenizer has nothing to decide.
inline constexpr std::string_view kSchema = R"sql(
  CREATE TABLE about (source TEXT NOT NULL) STRICT;
  CREATE TABLE place (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    division TEXT NOT NULL,
    pinyin TEXT NOT NULL,
    meaning TEXT NOT NULL,
    origin TEXT NOT NULL,
    historic INTEGER NOT NULL CHECK (historic IN (0, 1))
  ) STRICT;
  CREATE TABLE former_name (
    id INTEGER PRIMARY KEY,
    place INTEGER NOT NULL REFERENCES place,
    name TEXT NOT NULL,
    pinyin TEXT NOT NULL,
    years TEXT NOT NULL
  ) STRICT;
  CREATE INDEX former_name_place ON former_name (place);
  CREATE VIRTUAL TABLE spelling USING fts5 (
    characters, letters, initials, place UNINDEXED, former UNINDEXED,
    tokenize = 'ascii', detail = 'column', prefix = '1 2 3 6 12'
  );
)sql";

}  // namespace linli::place_names
