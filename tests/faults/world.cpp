#include "tests/faults/world.h"

#include <algorithm>

#include "offline_cache/sync/export_package.h"
#include "offline_cache/sync/take_answers.h"

namespace linli::tests {

using namespace offline_cache;
using namespace std::chrono_literals;

World::World(const Image& before, Books books_before, base::WallTime now)
    : watch(filled(before)), books(std::move(books_before)), clock_(now) {}

const std::filesystem::path& World::filled(const Image& before) {
  write_image(folder_.path(), before);
  return folder_.path();
}

bool World::open() {
  store_.reset();
  auto opened = Store::open(options_in(folder_.path()), clock_);
  if (opened) store_ = std::move(*opened);
  return noted(store_ != nullptr);
}

Store* World::usable() {
  if (!store_ || !store_->usable()) open();
  return store_ && store_->usable() ? store_.get() : nullptr;
}

bool World::noted(bool answer) {
  if (!answer) ++refusals_;
  return answer;
}

bool World::submit() {
  books.items.push_back({.application = hall().application(), .begun = point()});
  return submit_again(books.items.size() - 1);
}

bool World::submit_again(std::size_t item) {
  Store* const store = usable();
  if (store == nullptr) return noted(false);
  HandedIn& book = books.items.at(item);
  domain::Application application = book.application;
  const auto receipt = store->submit(application, hall().terminal);
  if (receipt && book.receipt == kNever) {
    book.receipt = point();
    book.number = receipt->number;
  }
  return noted(receipt.has_value());
}

bool World::submit_together(int items) {
  Store* const store = usable();
  const std::size_t first = books.items.size();
  std::vector<domain::Application> applications;
  for (int i = 0; i < items; ++i) {
    applications.push_back(hall().application());
    books.items.push_back({.application = applications.back(), .begun = point()});
  }
  if (store == nullptr) return noted(false);
  const auto receipts = store->submit_all(applications, hall().terminal);
  bool all = true;
  for (std::size_t i = 0; i < receipts.size(); ++i) {
    all = all && receipts[i];
    if (!receipts[i]) continue;
    books.items[first + i].receipt = point();
    books.items[first + i].number = receipts[i]->number;
  }
  return noted(all);
}

std::optional<LeasedItem> World::lease() {
  Store* const store = usable();
  auto item = store != nullptr ? store->lease(1min) : std::nullopt;
  noted(item.has_value());
  return item;
}

HandedIn& World::book_of(const LeasedItem& item) {
  return *std::ranges::find_if(books.items, [&](const HandedIn& book) {
    return book.application.item == item.commit.link.item;
  });
}

bool World::part_sent(const LeasedItem& item) {
  Store* const store = usable();
  const int part = item.unsent_parts.at(0);
  if (store == nullptr || !store->part(item.commit.link.item, part) ||
      !store->part_sent(item.commit.link.item, part)) {
    return noted(false);
  }
  HandedIn& book = book_of(item);
  book.part = part;
  book.part_sent = point();
  return true;
}

bool World::release(const LeasedItem& item) {
  Store* const store = usable();
  // A store that was opened again in between has ended the lease by itself.
  const auto found = store != nullptr ? store->find(item.commit.link.item) : std::nullopt;
  if (!found || found->state != ItemState::sending ||
      !store->release(item.commit.link.item, clock_.now() + 1min, "timed out")) {
    return noted(false);
  }
  book_of(item).released = point();
  return true;
}

bool World::move(HandedIn& book, Standing to, const std::function<bool(Store&)>& verb) {
  Store* const store = usable();
  if (store == nullptr) return noted(false);
  Moved& moved = book.moves.emplace_back(Moved{.to = to, .begun = point()});
  if (!verb(*store)) return noted(false);
  moved.done = point();
  return true;
}

bool World::acknowledge(const LeasedItem& item) {
  const auto& link = item.commit.link;
  const auto acceptance =
      protocol::accept(link, protocol::hash_of(link), clock_.now(), hall().centre);
  return move(book_of(item), Standing::accepted,
              [&](Store& store) { return store.acknowledge(acceptance); });
}

bool World::quarantine(const LeasedItem& item) {
  return move(book_of(item), Standing::quarantined, [&](Store& store) {
    return store.quarantine(item.commit.link.item, "the centre refused it: 409 (x)");
  });
}

bool World::requeue(std::size_t item) {
  HandedIn& book = books.items.at(item);
  return move(book, Standing::stored,
              [&](Store& store) { return store.requeue(book.application.item); });
}

bool World::set_aside(std::size_t item) {
  HandedIn& book = books.items.at(item);
  return move(book, Standing::set_aside, [&](Store& store) {
    return store.set_aside(book.application.item, SetAsideReason::technical, "1024");
  });
}

bool World::send_again(std::size_t item) {
  HandedIn& book = books.items.at(item);
  return move(book, Standing::stored, [&](Store& store) {
    const auto link = store.chain_link(book.application.item);
    return link && store.send_again(link->incarnation, {link->sequence}) == 1;
  });
}

bool World::close_books() {
  Store* const store = usable();
  const auto open = store != nullptr ? store->open_books() : std::nullopt;
  if (!open || open->empty()) return noted(false);
  protocol::DayClose close = open->front().close;
  close.day = base::hall_time(clock_.now()).date;
  Closed& closed = books.closes.emplace_back(Closed{close, clock_.now(), point()});
  if (!store->close_books(protocol::agree(close, clock_.now(), hall().centre))) {
    return noted(false);
  }
  closed.done = point();
  return true;
}

bool World::note_together(const LeasedItem& sent, const LeasedItem& accepted) {
  const base::Uuid& sent_item = sent.commit.link.item;
  const int part = sent.unsent_parts.at(0);
  const auto& link = accepted.commit.link;
  const auto acceptance =
      protocol::accept(link, protocol::hash_of(link), clock_.now(), hall().centre);
  const bool done = move(book_of(accepted), Standing::accepted, [&](Store& store) {
    return store.together([&] {
      store.part_sent(sent_item, part);
      store.acknowledge(acceptance);
    });
  });
  if (!done) return false;
  book_of(sent).part = part;
  book_of(sent).part_sent = point();
  return true;
}

bool World::export_to_stick() {
  Store* const store = usable();
  if (store == nullptr) return noted(false);
  const ExportSource source{
      .size = [&] { return store->waiting_size(); },
      .batch = [&](const ExportPlace& place) { return next_batch(*store, place); },
      .exported = [&](const auto& items) { return store->exported(items); }};
  const auto exported =
      export_waiting(source, hall().terminal, folder_.path(), clock_, [](const ExportProgress&) {});
  if (!exported || !exported->noted) return noted(false);
  for (HandedIn& book : books.items) {
    const auto found = store->find(book.application.item);
    if (found && found->state == ItemState::exported) book.on_stick = point();
  }
  return true;
}

bool World::take_answers() {
  Store* const store = usable();
  if (store == nullptr) return noted(false);
  Bytes record;
  std::vector<HandedIn*> answered;
  for (HandedIn& book : books.items) {
    const auto link = store->chain_link(book.application.item);
    if (!link) continue;
    book.moves.push_back({.to = Standing::accepted, .begun = point()});
    answered.push_back(&book);
    package::append_acceptance(
        record, protocol::accept(*link, protocol::hash_of(*link), clock_.now(), hall().centre),
        false);
  }
  if (!offline_cache::take_answers(*store, record, hall().centre.public_key())) return noted(false);
  for (HandedIn* book : answered) book->moves.back().done = point();
  return true;
}

bool World::keep(bool draft, std::string_view name, std::optional<std::string_view> value) {
  Store* const store = usable();
  if (store == nullptr) return noted(false);
  const crypto::Digest digest = crypto::sha256(bytes_of(name));
  Kept book{.draft = draft, .name = digest, .value = {}, .begun = point()};
  if (value) book.value = Bytes(bytes_of(*value).begin(), bytes_of(*value).end());
  const bool done = !value  ? store->drop_draft(digest)
                    : draft ? store->keep_draft(digest, *book.value)
                            : store->keep_snapshot(digest, *book.value);
  if (done) book.done = point();
  books.kept.push_back(std::move(book));
  return noted(done);
}

bool World::start_new_incarnation() {
  Store* const store = usable();
  if (store == nullptr || !store->start_new_incarnation()) return noted(false);
  books.behind_until = point();
  return true;
}

bool World::old_enough(const HandedIn& book) const {
  constexpr std::chrono::days kKeepContent{30};
  const bool accepted = !book.moves.empty() && book.moves.back().to == Standing::accepted;
  return accepted && !books.closes.empty() &&
         books.closes.front().at + kKeepContent <= clock_.now();
}

void World::maintain() {
  Store* const store = usable();
  if (store == nullptr) return;
  std::vector<HandedIn*> old;
  for (HandedIn& book : books.items) {
    if (old_enough(book)) old.push_back(&book);
  }
  for (HandedIn* book : old) {
    book->moves.push_back({.to = Standing::emptied, .begun = point()});
  }
  store->maintain();
  for (HandedIn* book : old) {
    const bool gone = store->usable() && !store->find(book->application.item);
    if (gone) book->moves.back().done = point();
  }
}

}  // namespace linli::tests
