#pragma once
#include <optional>
#include <vector>

#include "kiosk/package/entries.h"
#include "offline_cache/store/store.h"

namespace linli::offline_cache {

/// How far the queue has been taken out; begins with none of it.
struct ExportPlace {
  std::int64_t position = 0;  // of the last item that is out whole
  std::int64_t begun = 0;     // position of an item that is out in part
  int parts = 0;              // how many parts of that are out
};

/// A record of a package, and what it carries.
struct ExportBatch {
  Bytes record;                   // entries, not yet sealed; empty only if nothing is left
  std::vector<base::Uuid> items;  // whole with this record
  ExportPlace next;
  bool done = false;  // nothing waits past `next`
  int left_out = 0;   // items passed over here: damaged, or on a page that can't be read
};

/// The next record of what waits in the store, at most package::kMostPlainBytes. An item that is
/// damaged is quarantined and left out; one that can't be read is left out. Empty: the store can't
/// be read. On the store's thread; reads one item at a time.
std::optional<ExportBatch> next_batch(Store& store, const ExportPlace& place);

}  // namespace linli::offline_cache
