#include "offline_cache/sync/store_keeper.h"

#include <future>
#include <utility>

namespace linli::offline_cache {
namespace {

constexpr auto kOpenAgainAfter = std::chrono::seconds{5};

}  // namespace

StoreKeeper::StoreKeeper(StoreOptions options, const base::Clock& clock, Changed changed)
    : options_(std::move(options)), clock_(clock), changed_(std::move(changed)) {
  options_.checks_at_open = false;
  post([](Store*) {});  // opens the store at once
}

void StoreKeeper::post(std::function<void(Store*)> job) {
  worker_.post([this, job = std::move(job)](const std::stop_token&) {
    job(open_store());
    if (store_ && !worker_.has_more()) store_->settle();
    notice_changes();
  });
}

bool StoreKeeper::run(const std::function<void(Store&)>& job) {
  std::promise<bool> done;
  post([&](Store* store) {
    if (store != nullptr) job(*store);
    done.set_value(store != nullptr);
  });
  return done.get_future().get();
}

Store* StoreKeeper::open_store() {
  // A store whose disk failed under way can do nothing more.
  if (store_ && !store_->usable()) {
    refusal_ = store_->health();
    store_.reset();
    tried_ = clock_.steady();
  }
  if (store_) return store_.get();
  if (tried_ && clock_.steady() < *tried_ + kOpenAgainAfter) return nullptr;
  tried_ = clock_.steady();
  auto opened = Store::open(options_, clock_);
  if (opened) {
    store_ = std::move(*opened);
    if (!options_.checks_at_open) check_on();
  } else {
    refusal_ = opened.error();
  }
  return store_.get();
}

/// One slice; the next one queues up behind whatever came meanwhile.
void StoreKeeper::check_on() {
  if (std::exchange(checking_, true)) return;
  post([this](Store* store) {
    checking_ = false;
    if (store == nullptr) return;
    if (!store->check_some()) return check_on();
    // What can't be read is not to be opened, found out and closed over and over.
    if (!store->usable()) options_.checks_at_open = true;
  });
}

void StoreKeeper::notice_changes() {
  const StoreHealth health = store_ ? store_->health() : refusal_;
  const QueueCounts counts = store_ ? store_->counts().value_or(told_counts_) : told_counts_;
  if (health == told_health_ && counts == told_counts_) return;
  told_health_ = health;
  told_counts_ = counts;
  changed_(health, counts);
}

}  // namespace linli::offline_cache
