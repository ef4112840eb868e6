/// What happens to a store, one function each: done to the store and to the model.
#include <algorithm>

#include "tests/offline_cache/sync/state_walk.h"

namespace linli::tests {

using namespace offline_cache;
using namespace std::chrono_literals;

namespace {

constexpr auto kLease = 5min;
constexpr auto kKeepContent = 24h * 30;

bool due(base::WallTime at, base::WallTime now) { return at <= now || at > now + kLongestWait; }

}  // namespace

void StateWalk::submit() {
  auto application = here_.hall.application();
  const auto receipt = here_.store->submit(application, here_.hall.terminal);
  expect(receipt.has_value() != behind(), "handing in is possible, or not");
  if (!receipt) return;
  expect(receipts_.insert(receipt->number).second, "a receipt number is given again");
  model_.items[receipt->item].link = here_.store->chain_link(receipt->item).value();
  ++model_.life.sequence;
  mark_ = model_.life;
}

void StateWalk::lease() {
  for (auto& [id, item] : model_.items) {
    if (item.standing != Standing::sending || !due(item.lease_until, now())) continue;
    item.standing = Standing::stored;
  }
  const auto can_be = [this](const auto& entry) {
    return entry.second.standing == Standing::stored && due(entry.second.next_attempt, now());
  };
  const bool any = std::ranges::any_of(model_.items, can_be);
  const auto leased = here_.store->lease(kLease);
  expect(leased.has_value() == any, "an item is due and not leased, or leased and not due");
  if (!leased) return;
  ModelItem& item = model_.items[leased->commit.link.item];
  expect(item.standing == Standing::stored && due(item.next_attempt, now()), "leased too early");
  expect(leased->attempts == item.attempts, "the attempts are counted wrongly");
  item.standing = Standing::sending;
  item.lease_until = now() + kLease;
}

void StateWalk::part_sent() {
  if (target()) expect(here_.store->part_sent(*target_, 1), "a part sent is not noted");
}

void StateWalk::parts_missing() {
  if (target()) expect(here_.store->parts_missing(*target_, {1}), "a missing part is not noted");
}

void StateWalk::release() {
  ModelItem* const item = target(random(3) == 0 ? std::nullopt : std::optional(Standing::sending));
  if (item == nullptr) return;
  const auto next = now() + std::chrono::minutes{random(60)};
  expect(here_.store->release(*target_, next, "timed out"), "a release fails");
  if (item->standing != Standing::sending) return;
  item->standing = Standing::stored;
  item->next_attempt = next;
  ++item->attempts;
}

/// The centre's word comes when it comes: also for an item that is in quarantine meanwhile.
void StateWalk::acknowledge() {
  ModelItem* const item = target();
  if (item == nullptr) return;
  const bool kept = here_.store->acknowledge(
      protocol::accept(item->link, hash_of(item->link), now(), here_.hall.centre));
  if (item->standing == Standing::emptied) return;
  expect(kept, "an acceptance is not kept");
  item->standing = Standing::accepted;
}

void StateWalk::quarantine() {
  ModelItem* const item = target();
  if (item == nullptr) return;
  expect(here_.store->quarantine(*target_, "the centre refused it: 409 (x)"), "no quarantine");
  if (waits(item->standing)) item->standing = Standing::quarantined;
}

void StateWalk::make_due(ModelItem& item) {
  item.standing = Standing::stored;
  item.attempts = 0;
  item.next_attempt = {};
}

void StateWalk::requeue() {
  ModelItem* const item = target();
  if (item == nullptr) return;
  const bool for_staff =
      item->standing == Standing::quarantined || item->standing == Standing::set_aside;
  const bool can_be = for_staff && !item->covered;
  expect(here_.store->requeue(*target_) == can_be, "tried again, or not");
  if (can_be) make_due(*item);
}

void StateWalk::set_aside() {
  ModelItem* const item = target();
  if (item == nullptr) return;
  const bool can_be =
      item->standing == Standing::quarantined || item->standing == Standing::set_aside;
  const bool done = here_.store->set_aside(*target_, SetAsideReason::duplicate, "1024");
  expect(done == can_be, "set aside, or not");
  if (can_be) item->standing = Standing::set_aside;
}

void StateWalk::send_again() {
  ModelItem* const item = target();
  if (item == nullptr) return;
  const bool accepted = item->standing == Standing::accepted;
  const auto sent = here_.store->send_again(item->link.incarnation, {item->link.sequence});
  expect(sent == (accepted ? 1u : 0u), "sent again, or not");
  if (accepted) make_due(*item);
}

void StateWalk::make_all_due() {
  expect(here_.store->make_all_due(), "not made due");
  for (auto& [id, item] : model_.items) {
    if (item.standing == Standing::stored) item.next_attempt = {};
  }
}

void StateWalk::close_books() {
  const auto books = here_.store->open_books();
  expect(books.has_value(), "no books");
  for (const OpenBooks& open : books.value_or(std::vector<OpenBooks>{})) {
    if (open.unsettled > 0) continue;
    protocol::DayClose close = open.close;
    close.day = base::hall_time(now()).date;
    expect(here_.store->close_books(protocol::agree(close, now(), here_.hall.centre)), "no close");
    close_items(close);
  }
}

void StateWalk::close_items(const protocol::DayClose& close) {
  for (auto& [id, item] : model_.items) {
    const protocol::ChainLink& link = item.link;
    const bool covered = link.incarnation == close.incarnation &&
                         link.sequence >= close.first_sequence &&
                         link.sequence <= close.last_sequence;
    if (!covered) continue;
    item.covered = true;
    item.closed = std::ranges::find(close.without, link.sequence) == close.without.end();
    item.closed_at = now();
  }
}

/// What is deleted may be; a round deletes of one close only.
void StateWalk::retention() {
  here_.store->maintain();
  const auto found = standings();
  for (auto& [id, item] : model_.items) {
    if (found.contains(id) || item.standing == Standing::emptied) continue;
    const bool may_be = item.standing == Standing::accepted && item.closed &&
                        item.closed_at <= now() - kKeepContent;
    if (may_be) item.standing = Standing::emptied;
  }
}

/// The process is killed: its files are found as they are, the WAL not checkpointed.
void StateWalk::crash() {
  const TemporaryFolder killed(folder_in_memory());
  constexpr auto kAll =
      std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing;
  std::filesystem::copy(here_.folder.path(), killed.path(), kAll);
  here_.store.reset();
  std::filesystem::copy(killed.path(), here_.folder.path(), kAll);
  open();
  for (auto& [id, item] : model_.items) {
    if (item.standing == Standing::sending) item.standing = Standing::stored;
  }
}

void StateWalk::back_up() {
  crash();
  here_.store.reset();
  std::filesystem::copy_file(here_.folder / "store.db", backup_folder_ / "store.db",
                             std::filesystem::copy_options::overwrite_existing);
  backup_ = model_;
  open();
}

void StateWalk::restore() {
  if (!backup_) return;
  here_.store.reset();
  std::filesystem::copy_file(backup_folder_ / "store.db", here_.folder / "store.db",
                             std::filesystem::copy_options::overwrite_existing);
  model_ = *backup_;
  backup_.reset();  // the numbers lost with a backup that comes back twice can't be told apart
  restored_ = true;
  open();
}

bool StateWalk::behind() const { return mark_ != model_.life; }

void StateWalk::new_incarnation() {
  expect(here_.store->start_new_incarnation(), "no new incarnation");
  model_.life = {++incarnations_, 0};
  mark_ = model_.life;
}

void StateWalk::time_passes() { here_.hall.clock.advance(std::chrono::minutes{1 + random(20)}); }

/// Forward or back, by minutes or by days: a dead battery, a wrong hand.
void StateWalk::clock_is_set() {
  const auto by = random(2) == 0 ? std::chrono::minutes{random(240) - 120}
                                 : std::chrono::minutes{std::chrono::days{random(80) - 40}};
  here_.hall.clock.advance(by);
}

void StateWalk::a_month_passes() { here_.hall.clock.advance(kKeepContent); }

}  // namespace linli::tests
