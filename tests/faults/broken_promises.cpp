#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "tests/faults/books.h"

namespace linli::tests {
namespace {

using namespace offline_cache;

Point settled(Point point) { return point == kNever ? kNever : 0; }

class Examination {
 public:
  Examination(const Books& books, Point point) : books_(books), point_(point) {}

  void check(bool holds, std::string what) {
    if (!holds) broken_.push_back(std::move(what));
  }

  void items(Store& store) {
    for (const HandedIn& item : books_.items) {
      if (!item.restored_away) check_item(store, item);
    }
    check(store.counts() && store.counts()->for_staff == 0, "an item is in quarantine");
    check(store.audit_intact(), "the audit trail is broken");
  }

  /// Each record is as it was last said to be, or as someone has tried to make it since.
  void records(Store& store) {
    std::set<std::pair<bool, crypto::Digest>> names;
    for (const Kept& kept : books_.kept) names.insert({kept.draft, kept.name});
    for (const auto& [draft, name] : names) {
      const auto found = draft ? store.draft(name) : store.snapshot(name);
      check(allowed(draft, name, found),
            draft ? "a draft is not as it was kept" : "a snapshot is not as it was kept");
    }
  }

  void hand_in_again(Store& store) {
    std::set<std::string> given;
    for (const HandedIn& item : books_.items) {
      if (item.receipt <= point_) given.insert(item.number);
    }
    for (const HandedIn& item : books_.items) {
      if (item.begun <= point_ && !item.restored_away) hand_in(store, item, given);
    }
    auto application = hall().application();
    const auto receipt = store.submit(application, hall().terminal);
    check(receipt.has_value(), "nothing new can be handed in");
    if (receipt) check(given.insert(receipt->number).second, "a number is given again");
  }

  std::vector<std::string> take() { return std::move(broken_); }

 private:
  void check_item(Store& store, const HandedIn& item) {
    const auto found = store.find(item.application.item);
    check(found || item.receipt > point_, "an item with a receipt is lost");
    if (!found) return;
    check(item.begun <= point_, "an item is there before it was handed in");
    if (item.receipt <= point_) check(found->receipt_number == item.number, "another number");
    const bool accepted = found->state == ItemState::accepted;
    check(accepted || item.accepted > point_, "an acceptance is lost");
    check(!accepted || item.accepting <= point_, "accepted without an acceptance");
    if (item.released <= point_) check(found->attempts > 0, "a release is lost");
    for (const QueuePart& part : found->parts) {
      if (part.number == item.part)
        check(part.sent || item.part_sent > point_, "a part sent is lost");
    }
  }

  bool allowed(bool draft, const crypto::Digest& name, const std::optional<Bytes>& found) const {
    bool possible = !found;  // before anything was kept
    for (const Kept& kept : books_.kept) {
      if (kept.draft != draft || kept.name != name || kept.begun > point_) continue;
      possible = kept.value == found || (possible && kept.done > point_);
    }
    return possible;
  }

  void hand_in(Store& store, const HandedIn& item, std::set<std::string>& given) {
    domain::Application again = item.application;
    const auto receipt = store.submit(again, hall().terminal);
    check(receipt.has_value(), "an item can't be handed in again");
    if (!receipt) return;
    const bool known = item.receipt <= point_;
    check(known ? receipt->number == item.number : given.insert(receipt->number).second,
          "a number is given again");
  }

  const Books& books_;
  Point point_;
  std::vector<std::string> broken_;
};

}  // namespace

void Books::settle() {
  for (HandedIn& item : items) {
    item.begun = 0;
    for (Point* point :
         {&item.receipt, &item.accepting, &item.accepted, &item.part_sent, &item.released}) {
      *point = settled(*point);
    }
  }
  for (Kept& record : kept) {
    record.begun = 0;
    record.done = settled(record.done);
  }
}

const Hall& hall() {
  static const Hall hall;
  return hall;
}

StoreOptions options_in(const std::filesystem::path& folder) {
  return {.directory = folder,
          .reserve_bytes = 64 * 1024,
          .busy_timeout = std::chrono::milliseconds{0}};
}

std::vector<std::string> broken_promises(const std::filesystem::path& folder, const Books& books,
                                         Point point, base::WallTime now) {
  const base::FakeClock clock(now);
  auto opened = Store::open(options_in(folder), clock);
  if (!opened) return {fmt::format("it does not open: {}", static_cast<int>(opened.error()))};
  Store& store = **opened;
  Examination examination(books, point);
  if (store.health() == StoreHealth::behind && books.behind_until > point) {
    examination.check(store.start_new_incarnation(), "no new incarnation can be begun");
  }
  examination.check(store.health() == StoreHealth::ready,
                    fmt::format("it is not ready: {}", static_cast<int>(store.health())));
  examination.items(store);
  examination.records(store);
  examination.hand_in_again(store);
  opened->reset();
  auto broken = examination.take();
  std::ranges::copy(flaws_inside(folder), std::back_inserter(broken));
  return broken;
}

}  // namespace linli::tests
