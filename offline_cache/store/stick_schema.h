#pragma once
#include <string_view>

namespace linli::offline_cache {

/// The migration that keeps in mind which items lie on a USB stick; it comes after any that builds
/// outbox_item anew. Such an item is sent by line like any other; when that did not work it is
/// again what it was. One that staff or the day close have sent again is an item like one that was
/// never on a stick.
inline constexpr std::string_view kStickSchema = R"sql(
CREATE TABLE exported_item (
  item            BLOB PRIMARY KEY CHECK (length(item) = 16),
  at              INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER still_on_stick AFTER UPDATE OF state ON outbox_item
  WHEN new.state = 'stored' AND EXISTS (SELECT 1 FROM exported_item WHERE item = new.id)
BEGIN
  UPDATE outbox_item SET state = 'exported' WHERE id = new.id AND old.state = 'sending';
  DELETE FROM exported_item WHERE item = new.id AND old.state <> 'sending';
END;
CREATE TRIGGER off_stick AFTER UPDATE OF state ON outbox_item WHEN new.state = 'accepted'
BEGIN
  DELETE FROM exported_item WHERE item = new.id;
END;
)sql";

}  // namespace linli::offline_cache
