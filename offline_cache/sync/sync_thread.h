#pragma once
#include <condition_variable>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "offline_cache/sync/day_closer.h"
#include "offline_cache/sync/identity_shelf.h"
#include "offline_cache/sync/store_keeper.h"
#include "offline_cache/sync/sync_engine.h"

namespace linli::offline_cache {

using TransportMaker = std::function<std::unique_ptr<CentreTransport>(const TerminalIdentity&)>;

/// The thread that sends: an engine as soon as there is an identity, woken by
/// new items, by its own deadlines and by those who ask for a pass.
class SyncThread {
 public:
  /// Called on this thread after every contact or attempt at one.
  using Contact = std::function<void(const SyncEngine& engine)>;

  /// A job with the line to the centre; null while the terminal is not
  /// enrolled, and at the end of the thread.
  using LineJob = std::function<void(SyncLine* line, const std::stop_token& stop)>;
  /// Called on this thread after every turn in which it sent by itself.
  using EveryTurn =
      std::function<void(SyncLine& line, const std::string& terminal, const std::stop_token& stop)>;

  struct Options {
    SyncTiming timing;
    bool sends_by_itself = true;
    TransportMaker make_transport;
    Contact contact;
    EveryTurn every_turn;  // may be empty
  };

  /// What is given must outlive the object.
  SyncThread(Options options, StoreKeeper& keeper, IdentityShelf& identity,
             const base::Clock& clock);
  ~SyncThread();
  SyncThread(const SyncThread&) = delete;
  SyncThread& operator=(const SyncThread&) = delete;

  /// Something new waits to be sent. From any thread.
  void wake();
  /// A pass over everything that waits; blocks until it is done or `stop` is
  /// requested. From any thread but this one.
  SyncReport sync_once(const std::stop_token& stop);
  /// Runs the job on this thread between passes. From any thread.
  void post(std::function<void()> job);
  /// The same with the line; the job's stop token is of the thread and of `asker`.
  void post_line(LineJob job, std::stop_token asker);

 private:
  struct Asked {
    std::promise<SyncReport> report;
    std::stop_token stop;
  };
  struct AskedLine {
    LineJob job;
    std::stop_token asker;
  };
  struct Work {
    std::vector<Asked> asked;
    std::vector<AskedLine> line_jobs;
    std::vector<std::function<void()>> jobs;
  };

  void run(const std::stop_token& stop);
  Work wait_for_work(const std::stop_token& stop);
  std::chrono::milliseconds next_wait() const;
  void work(Work& work, const std::stop_token& stop);
  SyncReport pass_for(const Asked& asked, const std::stop_token& stop);
  void do_line_jobs(Work& work, const std::stop_token& stop);
  std::optional<SyncLine> line();
  void tell_contact();
  void make_engine();
  void maintain();

  Options options_;
  StoreKeeper& keeper_;
  IdentityShelf& identity_;
  const base::Clock& clock_;
  std::shared_ptr<const TerminalIdentity> used_identity_;
  std::unique_ptr<CentreTransport> transport_;
  std::unique_ptr<SyncEngine> engine_;
  base::SteadyTime maintained_{};
  bool more_ = false;  // the last turn left something that is due

  std::mutex mutex_;
  std::condition_variable_any wake_;
  bool woken_ = true;
  Work waiting_;
  std::jthread thread_;  // last: starts when everything above exists
};

}  // namespace linli::offline_cache
