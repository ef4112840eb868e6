#include "offline_cache/sync/day_desk.h"

#include <algorithm>
#include <future>
#include <utility>

#include "kiosk/base/log.h"

namespace linli::offline_cache {
namespace {

constexpr std::chrono::minutes kTryAgainAfter{15};
constexpr int kMostDisputes = 8;  // of a day, before it waits for staff

std::size_t bytes_left(const DayOverview& overview) {
  return overview.bytes - std::min(overview.bytes, overview.bytes_sent);
}

}  // namespace

/// How far a pass over the queue has come. Shared by the threads that send and that look.
class EveningDesk::Progress {
 public:
  explicit Progress(const base::Clock& clock) : clock_(clock) {}

  template <class Pass>
  auto during(StoreKeeper& keeper, Pass pass) {
    std::optional<DayOverview> before;
    keeper.run([&](Store& store) { before = store.day_overview(); });
    {
      const std::lock_guard lock(mutex_);
      pass_ = Began{before ? bytes_left(*before) : 0, clock_.steady()};
    }
    auto result = pass();
    const std::lock_guard lock(mutex_);
    pass_.reset();
    return result;
  }

  void add_to(DayOverview& overview) const {
    const std::lock_guard lock(mutex_);
    if (!pass_) return;
    const std::size_t left = bytes_left(overview);
    overview.bytes = std::max(pass_->bytes, left);
    overview.bytes_sent = overview.bytes - left;
    if (overview.bytes_sent == 0) return;
    const std::chrono::duration<double> spent = clock_.steady() - pass_->at;
    const double share = static_cast<double>(left) / static_cast<double>(overview.bytes_sent);
    overview.time_left = std::chrono::ceil<std::chrono::seconds>(spent * share);
  }

 private:
  struct Began {
    std::size_t bytes = 0;
    base::SteadyTime at{};
  };
  const base::Clock& clock_;
  mutable std::mutex mutex_;
  std::optional<Began> pass_;
};

EveningDesk::EveningDesk(Surroundings around)
    : around_(std::move(around)), progress_(std::make_shared<Progress>(around_.clock)) {}

void EveningDesk::overview(std::function<void(std::optional<DayOverview>)> done) {
  around_.keeper.post(
      [progress = progress_, &queue = around_.queue, done = std::move(done)](Store* store) {
        auto overview = store != nullptr ? store->day_overview() : std::nullopt;
        if (overview) progress->add_to(*overview);
        queue.post([done, overview = std::move(overview)] { done(overview); });
      });
}

void EveningDesk::send_all() {
  around_.sync.post_line(
      [progress = progress_, &keeper = around_.keeper](SyncLine* line,
                                                       const std::stop_token& stop) {
        if (line == nullptr) return;
        progress->during(keeper, [&] { return line->engine.sync_once(stop); });
      },
      {});
}

Expected<Reconciliation, CloseError> EveningDesk::close_with_progress(DayCloser& closer,
                                                                      StoreKeeper& keeper,
                                                                      Progress& progress,
                                                                      SyncLine* line,
                                                                      const std::stop_token& stop) {
  if (line == nullptr) return unexpected(CloseError::unreachable);
  return progress.during(keeper, [&] { return closer.close(*line, stop); });
}

void EveningDesk::close_day(std::function<void(Expected<Reconciliation, CloseError>)> done) {
  around_.sync.post_line(
      [progress = progress_, closer = around_.closer, &keeper = around_.keeper,
       &queue = around_.queue,
       done = std::move(done)](SyncLine* line, const std::stop_token& stop) {
        auto closed = close_with_progress(*closer, keeper, *progress, line, stop);
        queue.post([done, closed = std::move(closed)] { done(closed); });
      },
      {});
}

Expected<Reconciliation, CloseError> EveningDesk::close_day_now(const std::stop_token& stop) {
  const auto closed = std::make_shared<std::promise<Expected<Reconciliation, CloseError>>>();
  around_.sync.post_line(
      [progress = progress_, closer = around_.closer, &keeper = around_.keeper, closed](
          SyncLine* line, const std::stop_token& ending) {
        closed->set_value(close_with_progress(*closer, keeper, *progress, line, ending));
      },
      stop);
  return closed->get_future().get();
}

void EveningDesk::try_again(const base::Uuid& item, std::function<void(bool)> done) {
  change([item](Store& store) { return store.requeue(item); }, std::move(done), around_.wake);
}

void EveningDesk::set_aside(const base::Uuid& item, SetAsideReason reason, const std::string& staff,
                            std::function<void(bool)> done) {
  change([item, reason, staff](Store& store) { return store.set_aside(item, reason, staff); },
         std::move(done), [] {});
}

void EveningDesk::change(std::function<bool(Store&)> job, std::function<void(bool)> done,
                         std::function<void()> after) {
  around_.keeper.post([&queue = around_.queue, job = std::move(job), done = std::move(done),
                       after = std::move(after)](Store* store) {
    const bool changed = store != nullptr && job(*store);
    queue.post([done, changed] { done(changed); });
    if (changed) after();
  });
}

void UnattendedClose::turn(SyncLine& line, const std::string& terminal,
                           const std::stop_token& stop) {
  const base::WallTime due = last_close_due(schedule_, terminal, clock_.now());
  if (std::exchange(due_, due) != due) {
    settled_ = false;
    disputes_ = 0;
  }
  if (settled_ || clock_.steady() < not_before_) return;
  settled_ = agreed_since(due);
  if (settled_) return;
  const auto closed = closer_->close(line, stop);
  const bool disputed = closed && closed->result == Reconciliation::Result::disputed;
  if (disputed) ++disputes_;
  settled_ = (closed && !disputed) || disputes_ == kMostDisputes;
  if (settled_) return;
  base::log(base::LogLevel::warning, "the day could not be closed, tried again later");
  not_before_ = clock_.steady() + kTryAgainAfter;
}

bool UnattendedClose::agreed_since(base::WallTime due) {
  std::optional<Reconciliation> last;
  gate_([&](Store& store) { last = store.last_reconciliation(); });
  // One of a clock that was fast says nothing about today.
  return last && last->result == Reconciliation::Result::agreed && last->compared_at >= due &&
         last->compared_at <= clock_.now();
}

}  // namespace linli::offline_cache
