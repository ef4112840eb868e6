#include "offline_cache/sync/day_desk.h"

#include <future>
#include <utility>

#include "kiosk/base/log.h"
#include "offline_cache/api/day_report.h"
#include "offline_cache/store/day_rows.h"

namespace linli::offline_cache {
namespace {

constexpr std::chrono::minutes kTryAgainAfter{15};
constexpr int kMostDisputes = 8;  // of a day, before it waits for staff

std::optional<DiskSpace> disk_space(const std::filesystem::path& directory) {
  std::error_code error;
  const auto space = std::filesystem::space(directory, error);
  if (error) return std::nullopt;
  return DiskSpace{space.available, space.capacity};
}

/// On the sync thread.
Expected<Reconciliation, CloseError> close_over(SyncLine* line, DayCloser& closer,
                                                const std::stop_token& stop) {
  if (line == nullptr) return unexpected(CloseError::unreachable);
  return closer.close(*line, stop);
}

}  // namespace

EveningDesk::EveningDesk(Surroundings around)
    : around_(std::move(around)), progress_(std::make_shared<UploadProgress>()) {}

void EveningDesk::overview(std::function<void(std::optional<DayOverview>)> done) {
  around_.keeper.post([progress = progress_, watch = around_.decisions,
                       &identity = around_.identity, directory = around_.directory,
                       &clock = around_.clock, &queue = around_.queue,
                       done = std::move(done)](Store* store) {
    auto overview = store != nullptr ? store->day_overview(watch->decisions()) : std::nullopt;
    if (overview) {
      progress->add_to(*overview, clock.steady());
      if (const auto terminal = identity.get()) overview->terminal = terminal->terminal;
      overview->disk = disk_space(directory);
    }
    queue.post([done, overview = std::move(overview)] { done(overview); });
  });
}

void EveningDesk::send_all() {
  around_.sync.post_line(
      [](SyncLine* line, const std::stop_token& stop) {
        if (line != nullptr) line->engine.sync_once(stop);
      },
      {});
}

void EveningDesk::close_day(std::function<void(Expected<Reconciliation, CloseError>)> done) {
  around_.sync.post_line(
      [closer = around_.closer, &queue = around_.queue, done = std::move(done)](
          SyncLine* line, const std::stop_token& stop) {
        auto closed = close_over(line, *closer, stop);
        queue.post([done, closed = std::move(closed)] { done(closed); });
      },
      {});
}

Expected<Reconciliation, CloseError> EveningDesk::close_day_now(const std::stop_token& stop) {
  const auto closed = std::make_shared<std::promise<Expected<Reconciliation, CloseError>>>();
  around_.sync.post_line(
      [closer = around_.closer, closed](SyncLine* line, const std::stop_token& ending) {
        closed->set_value(close_over(line, *closer, ending));
      },
      stop);
  return closed->get_future().get();
}

void EveningDesk::report(std::chrono::year_month_day day,
                         std::function<void(std::optional<DayReport>)> done) {
  around_.keeper.post([day, &queue = around_.queue, done = std::move(done)](Store* store) {
    auto report = store != nullptr ? store->day_report(day) : std::nullopt;
    queue.post([done, report = std::move(report)] { done(report); });
  });
}

void EveningDesk::ask_centre(const base::Uuid& item,
                             std::function<void(Expected<domain::StageReport, LookupError>)> done) {
  around_.person.item_stage(item, std::move(done));
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
    noted_.reset();
  }
  if (settled_ || clock_.steady() < not_before_) return;
  settled_ = agreed_since(due);
  if (settled_) return;
  const auto closed = closer_->close(line, stop);
  const bool disputed = closed && closed->result == Reconciliation::Result::disputed;
  if (disputed) ++disputes_;
  settled_ = (closed && !disputed) || disputes_ == kMostDisputes;
  if (settled_) return;
  if (!closed && !stop.stop_requested()) note(closed.error());
  base::log(base::LogLevel::warning, "the day could not be closed, tried again later");
  not_before_ = clock_.steady() + kTryAgainAfter;
}

/// Once for each reason: it is tried again all night.
void UnattendedClose::note(CloseError error) {
  if (noted_ == error) return;
  noted_ = error;
  gate_([error](Store& store) { store.record(AuditKind::day_close_failed, name_of(error)); });
}

bool UnattendedClose::agreed_since(base::WallTime due) {
  std::optional<Reconciliation> last;
  gate_([&](Store& store) { last = store.last_reconciliation(); });
  // One of a clock that was fast says nothing about today.
  return last && last->result == Reconciliation::Result::agreed && last->compared_at >= due &&
         last->compared_at <= clock_.now();
}

}  // namespace linli::offline_cache
