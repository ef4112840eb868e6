#include "offline_cache/sync/export_batch.h"

#include "kiosk/package/form.h"

namespace linli::offline_cache {
namespace {

/// Fills one record.
class Filling {
 public:
  Filling(Store& store, const ExportPlace& place) : store_(store) { batch_.next = place; }

  /// False: the record is full before the item is whole.
  bool add(const WaitingItem& item) {
    const base::Uuid& id = item.commit.link.item;
    const int parts = static_cast<int>(item.commit.parts.size());
    // What was begun before may be accepted by now, and this one another.
    if (batch_.next.begun != item.position) batch_.next.parts = 0;
    batch_.next.begun = item.position;
    for (int number = batch_.next.parts + 1; number <= parts; ++number) {
      const auto sealed = store_.part(id, number);
      if (!sealed) return leave_out(item);
      Bytes entry;
      package::append_part(entry, id, number, *sealed);
      if (!append(entry)) return false;
      batch_.next.parts = number;
    }
    Bytes entry;
    package::append_commit(entry, item.commit);
    if (!append(entry)) return false;
    batch_.items.push_back(id);
    return pass_over(item);
  }

  /// So many before this item; they are not looked at again for the next record.
  void leave_out_before(const WaitingItem& item, int items) {
    batch_.left_out += items;
    if (items > 0) batch_.next.position = item.position - 1;
  }

  void leave_out_at_end(int items) { batch_.left_out += items; }

  ExportBatch take(bool done) {
    batch_.done = done;
    return std::move(batch_);
  }

 private:
  bool leave_out(const WaitingItem& item) {
    ++batch_.left_out;
    return pass_over(item);
  }

  bool pass_over(const WaitingItem& item) {
    batch_.next = {item.position, 0, 0};
    return true;
  }

  bool append(const Bytes& entry) {
    Bytes& record = batch_.record;
    if (!record.empty() && record.size() + entry.size() > package::kFullRecordBytes) return false;
    record.insert(record.end(), entry.begin(), entry.end());
    return true;
  }

  Store& store_;
  ExportBatch batch_;
};

}  // namespace

std::optional<ExportBatch> next_batch(Store& store, const ExportPlace& place) {
  Filling filling(store, place);
  std::int64_t position = place.position;
  while (true) {
    const auto next = store.waiting_after(position);
    if (!next) return std::nullopt;
    if (!next->item) {
      filling.leave_out_at_end(next->left_out);
      return filling.take(true);
    }
    filling.leave_out_before(*next->item, next->left_out);
    if (!filling.add(*next->item)) return filling.take(false);
    position = next->item->position;
  }
}

}  // namespace linli::offline_cache
