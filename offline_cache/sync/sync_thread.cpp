#include "offline_cache/sync/sync_thread.h"

#include <pthread.h>

#include <algorithm>
#include <random>

namespace linli::offline_cache {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kMaintenance{60'000};
constexpr milliseconds kLookForIdentity{5'000};

/// Requested when this thread ends, or by who asked for a pass: the kiosk is ending.
class EitherStop {
 public:
  EitherStop(const std::stop_token& thread, const std::stop_token& asker)
      : with_thread_(thread, Request{&end_}), with_asker_(asker, Request{&end_}) {}
  std::stop_token token() const { return end_.get_token(); }

 private:
  struct Request {
    std::stop_source* end;
    void operator()() const { end->request_stop(); }
  };
  std::stop_source end_;
  std::stop_callback<Request> with_thread_;
  std::stop_callback<Request> with_asker_;
};

SyncEngine::Random make_random() {
  return [engine = std::mt19937_64(std::random_device{}()),
          numbers = std::uniform_real_distribution<double>(0, 1)]() mutable {
    return numbers(engine);
  };
}

}  // namespace

SyncThread::SyncThread(Options options, StoreKeeper& keeper, IdentityShelf& identity,
                       const base::Clock& clock)
    : options_(std::move(options)),
      keeper_(keeper),
      identity_(identity),
      clock_(clock),
      thread_([this](const std::stop_token& stop) { run(stop); }) {
  pthread_setname_np(thread_.native_handle(), "sync");
}

SyncThread::~SyncThread() {
  thread_.request_stop();
  thread_.join();
}

void SyncThread::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  wake_.notify_one();
}

SyncReport SyncThread::sync_once(const std::stop_token& stop) {
  std::future<SyncReport> report;
  {
    const std::lock_guard lock(mutex_);
    waiting_.asked.push_back({{}, stop});
    report = waiting_.asked.back().report.get_future();
    woken_ = true;
  }
  wake_.notify_one();
  return report.get();
}

void SyncThread::post(std::function<void()> job) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.jobs.push_back(std::move(job));
    woken_ = true;
  }
  wake_.notify_one();
}

void SyncThread::post_line(LineJob job, std::stop_token asker) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.line_jobs.push_back({std::move(job), std::move(asker)});
    woken_ = true;
  }
  wake_.notify_one();
}

void SyncThread::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    Work next = wait_for_work(stop);
    work(next, stop);
    do_line_jobs(next, stop);
    for (const auto& job : next.jobs) job();
  }
  // Whoever asked meanwhile is not left waiting.
  const std::lock_guard lock(mutex_);
  for (auto& asked : waiting_.asked) asked.report.set_value({});
  for (auto& asked : waiting_.line_jobs) asked.job(nullptr, stop);
}

SyncThread::Work SyncThread::wait_for_work(const std::stop_token& stop) {
  const milliseconds wait = next_wait();
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, stop, wait, [this] { return woken_; });
  woken_ = false;
  return std::exchange(waiting_, Work{});
}

milliseconds SyncThread::next_wait() const {
  if (!engine_) return kLookForIdentity;
  if (!options_.sends_by_itself) return kMaintenance;
  if (more_) return milliseconds{0};
  // Not busy even if the store fails over and over, so that something is always
  // due. A new item wakes the thread anyway.
  constexpr milliseconds kShortest{1'000};
  return std::clamp(engine_->idle_time(), kShortest, kMaintenance);
}

void SyncThread::work(Work& work, const std::stop_token& stop) {
  maintain();
  if (!engine_) make_engine();
  SyncReport report;
  if (!engine_) {
    std::optional<QueueCounts> counts;
    keeper_.run([&](Store& store) { counts = store.counts(); });
    report.waiting = counts ? counts->waiting : 0;
    report.store_failed = !counts;
  } else if (!work.asked.empty()) {
    report = pass_for(work.asked.front(), stop);
  } else if (options_.sends_by_itself) {
    report = engine_->run_due(stop);
    more_ = report.more && !report.store_failed;
    auto open = line();
    if (options_.every_turn) options_.every_turn(*open, used_identity_->terminal, stop);
  }
  tell_contact();
  for (auto& asked : work.asked) asked.report.set_value(report);
}

SyncReport SyncThread::pass_for(const Asked& asked, const std::stop_token& stop) {
  const EitherStop end(stop, asked.stop);
  return engine_->sync_once(end.token());
}

void SyncThread::do_line_jobs(Work& work, const std::stop_token& stop) {
  for (const AskedLine& asked : work.line_jobs) {
    const EitherStop end(stop, asked.asker);
    auto open = line();
    asked.job(open ? &*open : nullptr, end.token());
    tell_contact();
  }
}

std::optional<SyncLine> SyncThread::line() {
  if (!engine_) return std::nullopt;
  return SyncLine{*engine_, *transport_, used_identity_->centre_key};
}

void SyncThread::tell_contact() {
  if (engine_) options_.contact(*engine_);
}

void SyncThread::make_engine() {
  used_identity_ = identity_.get();
  if (!used_identity_) return;
  transport_ = options_.make_transport(*used_identity_);
  engine_ = std::make_unique<SyncEngine>(
      [this](const std::function<void(Store&)>& job) { return keeper_.run(job); }, *transport_,
      used_identity_->centre_key, clock_, options_.timing, make_random());
  // A pass may take minutes; what the screen says of the line should not.
  engine_->on_contact([this] { tell_contact(); });
}

void SyncThread::maintain() {
  const auto now = clock_.steady();
  if (maintained_ != base::SteadyTime{} && now < maintained_ + kMaintenance) return;
  maintained_ = now;
  keeper_.run([](Store& store) { store.maintain(); });
}

}  // namespace linli::offline_cache
