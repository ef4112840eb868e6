#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "tests/faults/books.h"

namespace linli::tests {
namespace {

using namespace offline_cache;

Standing standing_of(ItemState state, bool aside) {
  if (state == ItemState::accepted) return Standing::accepted;
  const bool waits =
      state == ItemState::stored || state == ItemState::sending || state == ItemState::exported;
  if (waits) return Standing::stored;
  return aside ? Standing::set_aside : Standing::quarantined;
}

Point settled(Point point) { return point == kNever ? kNever : 0; }

template <class Promise>
void settle_one(Promise& promise) {
  promise.begun = 0;
  promise.done = settled(promise.done);
}

class Examination {
 public:
  Examination(const Books& books, Point point) : books_(books), point_(point) {}

  void check(bool holds, std::string what) {
    if (!holds) broken_.push_back(std::move(what));
  }

  void items(Store& store) {
    const auto overview = store.day_overview();
    check(overview.has_value(), "the day can't be read");
    if (!overview) return;
    int for_staff = 0;
    for (const DayItem& item : overview->items) {
      for_staff += item.state == ItemState::quarantined && !item.set_aside ? 1 : 0;
    }
    check(store.counts() && store.counts()->for_staff == for_staff, "staff are told another count");
    for (const HandedIn& item : books_.items) {
      if (!item.restored_away) check_item(store, item, *overview);
    }
    check(store.audit_intact(), "the audit trail is broken");
  }

  /// A range stays closed once the store said so, and is never closed by itself.
  void closes(Store& store) {
    const auto open = store.open_books();
    check(open.has_value(), "the books can't be read");
    for (const Closed& closed : books_.closes) {
      const bool is_open = open && std::ranges::any_of(*open, [&](const OpenBooks& books) {
                             return books.close.incarnation == closed.close.incarnation &&
                                    books.close.first_sequence <= closed.close.last_sequence;
                           });
      check(!is_open || closed.done > point_, "a day close is lost");
      check(is_open || closed.begun <= point_, "closed before both sides agreed");
    }
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
      // What was emptied can't come again: whoever handed it in is long gone.
      const bool gone = item.restored_away || standings(item).contains(Standing::emptied);
      if (item.begun <= point_ && !gone) hand_in(store, item, given);
    }
    auto application = hall().application();
    const auto receipt = store.submit(application, hall().terminal);
    check(receipt.has_value(), "nothing new can be handed in");
    if (receipt) check(given.insert(receipt->number).second, "a number is given again");
  }

  std::vector<std::string> take() { return std::move(broken_); }

 private:
  /// As it was last said to stand, or as someone has tried to make it since.
  std::set<Standing> standings(const HandedIn& item) const {
    std::set<Standing> possible{Standing::stored};
    for (const Moved& move : item.moves) {
      if (move.begun > point_) break;
      if (move.done <= point_) possible.clear();
      possible.insert(move.to);
    }
    return possible;
  }

  void check_item(Store& store, const HandedIn& item, const DayOverview& overview) {
    const auto found = store.find(item.application.item);
    const auto possible = standings(item);
    if (!found) {
      check(item.receipt > point_ || possible.contains(Standing::emptied),
            "an item with a receipt is lost");
      return;
    }
    check(item.begun <= point_, "an item is there before it was handed in");
    if (item.receipt <= point_) check(found->receipt_number == item.number, "another number");
    const auto aside = std::ranges::any_of(overview.items, [&](const DayItem& shown) {
      return shown.id == found->id && shown.set_aside;
    });
    const Standing standing = standing_of(found->state, aside);
    check(possible.contains(standing),
          fmt::format("an item that nobody made so is {}", static_cast<int>(standing)));
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
    for (Point* point : {&item.receipt, &item.part_sent, &item.released, &item.on_stick}) {
      *point = settled(*point);
    }
    for (Moved& move : item.moves) settle_one(move);
  }
  for (Kept& record : kept) settle_one(record);
  for (Closed& closed : closes) settle_one(closed);
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
  examination.closes(store);
  examination.records(store);
  for (auto& flaw : flaws_on_stick(store, folder, books, point)) {
    examination.check(false, std::move(flaw));
  }
  examination.hand_in_again(store);
  opened->reset();
  auto broken = examination.take();
  std::ranges::copy(flaws_inside(folder), std::back_inserter(broken));
  return broken;
}

}  // namespace linli::tests
