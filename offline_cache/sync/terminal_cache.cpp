#include "offline_cache/sync/terminal_cache.h"

#include <mutex>

#include "kiosk/base/file.h"
#include "kiosk/base/log.h"
#include "kiosk/crypto/wipe.h"
#include "offline_cache/store/recovery_copy.h"
#include "offline_cache/store/sealing.h"
#include "offline_cache/sync/curl_transport.h"
#include "offline_cache/sync/day_desk.h"
#include "offline_cache/sync/identity_shelf.h"
#include "offline_cache/sync/person_desk.h"
#include "offline_cache/sync/store_keeper.h"
#include "offline_cache/sync/sync_thread.h"

namespace linli::offline_cache {
namespace {

/// What the headers of all screens show; changes are told on the UI thread,
/// even when the cache itself is gone by then.
class Bulletin : public std::enable_shared_from_this<Bulletin> {
 public:
  struct News {
    StoreHealth health = StoreHealth::starting;
    LinkStatus link;
    std::optional<CentreTrouble> trouble;
  };

  explicit Bulletin(base::TaskQueue& queue) : queue_(queue) {}

  News news() const {
    const std::lock_guard lock(mutex_);
    return news_;
  }

  /// From any thread.
  template <class Change>
  void change(Change change) {
    {
      const std::lock_guard lock(mutex_);
      const News before = news_;
      change(news_);
      if (before.health == news_.health && before.link == news_.link) return;
    }
    queue_.post([board = shared_from_this()] {
      if (board->changed_) board->changed_();
    });
  }

  /// On the UI thread.
  void on_change(std::function<void()> changed) { changed_ = std::move(changed); }

 private:
  base::TaskQueue& queue_;
  mutable std::mutex mutex_;
  News news_;
  std::function<void()> changed_;
};

TransportMaker transport_maker(const TerminalCacheOptions& options) {
  if (options.make_transport) return options.make_transport;
  return [url = options.centre_url,
          speed = options.timing.most_bytes_per_second](const TerminalIdentity& identity) {
    return make_curl_transport({.centre_url = url,
                                .ca_certificate = identity.ca_certificate,
                                .certificate = identity.certificate,
                                .key = identity.tls_key,
                                .most_bytes_per_second = speed});
  };
}

class Cache final : public TerminalCache {
 public:
  Cache(const TerminalCacheOptions& options, const base::Clock& clock, base::TaskQueue& queue)
      : directory_(options.directory),
        vault_(options.vault),
        queue_(queue),
        bulletin_(std::make_shared<Bulletin>(queue)),
        identity_(options.directory),
        keeper_({.directory = options.directory,
                 .reserve_bytes = options.reserve_bytes,
                 .vault = options.vault},
                clock,
                [board = bulletin_](StoreHealth health, QueueCounts counts) {
                  board->change([&](Bulletin::News& news) {
                    news.health = health;
                    news.link.waiting = counts.waiting;
                    news.link.ratings = counts.ratings_waiting;
                    news.link.sending = counts.sending;
                    news.link.for_staff = counts.for_staff;
                  });
                }),
        desk_(transport_maker(options), keeper_, identity_, clock, queue),
        closer_(std::make_shared<DayCloser>(
            [this](const std::function<void(Store&)>& job) { return keeper_.run(job); }, clock)),
        decisions_(std::make_shared<DecisionWatch>(
            [this](const std::function<void(Store&)>& job) { return keeper_.run(job); }, clock)),
        sync_({.timing = options.timing,
               .sends_by_itself = options.sends_by_itself,
               .make_transport = transport_maker(options),
               .contact =
                   [board = bulletin_](const SyncEngine& engine) {
                     board->change([&](Bulletin::News& news) {
                       news.link.online = engine.online();
                       news.link.heard_at = engine.heard_at();
                       news.trouble = engine.trouble();
                     });
                   },
               .every_turn = every_turn(options, clock)},
              keeper_, identity_, clock),
        evening_({keeper_, sync_, desk_, closer_, decisions_, identity_, directory_, clock, queue,
                  [this] { wake_sync(); }}) {
    keeper_.post([this](Store* store) {
      const auto identity = identity_.get();
      if (store == nullptr || !identity) return;
      const auto key = store_key(directory_, vault_);
      const auto error = key ? keep_recovery_copy(directory_, *key, *identity) : key.error();
      if (!error) return;
      base::log(base::LogLevel::error, "store: no copy of the key for recovery: {}",
                base::Public{error.message()});
    });
  }

  ~Cache() override {
    bulletin_->on_change({});
    const std::lock_guard lock(ending_mutex_);
    ending_ = true;
  }

  // Outbox
  StoreHealth health() const override { return bulletin_->news().health; }
  LinkStatus link() const override { return bulletin_->news().link; }
  void on_change(std::function<void()> changed) override {
    bulletin_->on_change(std::move(changed));
  }

  void submit(domain::Application application,
              std::function<void(Expected<domain::Receipt, SubmitError>)> done) override {
    const std::lock_guard lock(basket_mutex_);
    basket_.applications.push_back(std::move(application));
    basket_.askers.push_back(std::move(done));
    // What comes while the store is busy is stored together, with one sync of the disk.
    if (basket_.askers.size() == 1) keeper_.post([this](Store* store) { empty_basket(store); });
  }

  void rate(const std::string& receipt_number, domain::Grade grade,
            std::function<void(Expected<void, SubmitError>)> done) override {
    keeper_.post([this, receipt_number, grade, done = std::move(done)](Store* store) {
      using Rated = Expected<void, SubmitError>;
      const auto identity = identity_.get();
      Rated rated;
      if (store == nullptr || !identity) {
        rated = unexpected(why_not(identity != nullptr));
      } else if (const auto stored = store->rate(receipt_number, grade, *identity); !stored) {
        rated = unexpected(stored.error());
      }
      queue_.post([done, rated] { done(rated); });
      wake_sync();
    });
  }

  // Lookups and drafts
  void benefits(const domain::IdCard& card,
                std::function<void(Expected<BenefitAnswer, LookupError>)> done) override {
    desk_.benefits(card, std::move(done));
  }
  void stage(const std::string& code,
             std::function<void(Expected<domain::StageReport, LookupError>)> done) override {
    desk_.stage(code, std::move(done));
  }
  void keep(const domain::IdCard& card, Draft draft, std::function<void(bool)> done) override {
    desk_.keep_draft(card, std::move(draft), std::move(done));
  }
  void find(const domain::IdCard& card, const std::string& service,
            std::function<void(std::optional<Draft>)> done) override {
    desk_.find_draft(card, service, std::move(done));
  }
  void drop(const domain::IdCard& card, const std::string& service) override {
    desk_.drop_draft(card, service);
  }

  // Matters
  void keep(const domain::IdCard& card, Matter matter) override {
    desk_.keep_matter(card, std::move(matter));
  }
  void find(const domain::IdCard& card, std::function<void(Matters::Found)> done) override {
    desk_.find_matters(card, std::move(done));
  }

  // Day close
  void overview(std::function<void(std::optional<DayOverview>)> done) override {
    evening_.overview(std::move(done));
  }
  void send_all() override { evening_.send_all(); }
  void close_day(std::function<void(Expected<Reconciliation, CloseError>)> done) override {
    evening_.close_day(std::move(done));
  }
  void try_again(const base::Uuid& item, std::function<void(bool)> done) override {
    evening_.try_again(item, std::move(done));
  }
  void report(std::chrono::year_month_day day,
              std::function<void(std::optional<DayReport>)> done) override {
    evening_.report(day, std::move(done));
  }
  void ask_centre(const base::Uuid& item,
                  std::function<void(Expected<domain::StageReport, LookupError>)> done) override {
    evening_.ask_centre(item, std::move(done));
  }
  void set_aside(const base::Uuid& item, SetAsideReason reason, const std::string& staff,
                 std::function<void(bool)> done) override {
    evening_.set_aside(item, reason, staff, std::move(done));
  }
  Expected<Reconciliation, CloseError> close_day_now(const std::stop_token& stop) override {
    return evening_.close_day_now(stop);
  }

  // Audit
  void record(AuditKind kind, std::string_view detail) override {
    keeper_.post([kind, detail = std::string(detail)](Store* store) {
      if (store != nullptr) store->record(kind, detail);
    });
  }

  // Staff
  void sign_in(const std::string& number, std::string pin,
               std::function<void(Expected<StaffMember, SignInRefusal>)> done) override {
    const auto secret = std::make_shared<crypto::Wiped<std::string>>(pin);
    crypto::wipe(pin);
    keeper_.post([this, number, secret, done = std::move(done)](Store* store) {
      Expected<StaffMember, SignInRefusal> answer =
          unexpected(SignInRefusal{SignInRefusal::Why::store_failed, {}});
      if (store != nullptr) answer = store->sign_in(number, secret->value);
      queue_.post([done, answer = std::move(answer)] { done(answer); });
    });
  }

  void recognise(std::string card_number, std::function<void(Recognised)> done) override {
    const auto secret = std::make_shared<crypto::Wiped<std::string>>(card_number);
    crypto::wipe(card_number);
    keeper_.post([this, secret, done = std::move(done)](Store* store) {
      Recognised answer = unexpected(SignInRefusal{SignInRefusal::Why::store_failed, {}});
      if (store != nullptr) answer = store->staff_of_card(secret->value);
      queue_.post([done, answer = std::move(answer)] { done(answer); });
    });
  }

  std::optional<std::vector<StaffMember>> staff() override {
    std::optional<std::vector<StaffMember>> all;
    keeper_.run([&](Store& store) { all = store.staff(); });
    return all;
  }

  bool add_staff(const StaffMember& member, std::string& pin) override {
    bool added = false;
    keeper_.run([&](Store& store) { added = store.add_staff(member, pin); });
    crypto::wipe(pin);
    return added;
  }

  bool set_staff_card(const std::string& number, std::string& card_number) override {
    bool set = false;
    keeper_.run([&](Store& store) { set = store.set_staff_card(number, card_number); });
    crypto::wipe(card_number);
    return set;
  }

  bool remove_staff(const std::string& number) override {
    bool removed = false;
    keeper_.run([&](Store& store) { removed = store.remove_staff(number); });
    return removed;
  }

  // Control
  std::optional<DayReport> day_report(std::chrono::year_month_day day) override {
    std::optional<DayReport> report;
    keeper_.run([&](Store& store) { report = store.day_report(day); });
    return report;
  }

  std::optional<TrailSlice> audit_trail(std::int64_t after, const AuditTime& wanted) override {
    std::optional<TrailSlice> slice;
    keeper_.run([&](Store& store) { slice = store.audit_trail(after, wanted); });
    return slice;
  }

  void run_on_every_thread(std::function<void()> job) override {
    keeper_.post([job](Store*) { job(); });
    desk_.post(job);
    sync_.post(std::move(job));
  }

  std::optional<std::vector<QueueItem>> queue(const QueuePage& page) override {
    std::optional<std::vector<QueueItem>> items;
    keeper_.run([&](Store& store) { items = store.queue(page); });
    return items;
  }

  std::optional<QueueItem> find_item(const std::string& name) override {
    std::optional<QueueItem> item;
    keeper_.run([&](Store& store) { item = store.find_named(name); });
    return item;
  }

  Expected<domain::Receipt, SubmitError> submit_now(domain::Application application) override {
    const auto identity = identity_.get();
    Expected<domain::Receipt, SubmitError> receipt = unexpected(why_not(identity != nullptr));
    keeper_.run([&](Store& store) {
      if (identity) receipt = store.submit(application, *identity);
    });
    wipe_application(application);
    wake_sync();
    return receipt;
  }

  SyncReport sync_once(const std::stop_token& stop) override { return sync_.sync_once(stop); }

  bool requeue(const base::Uuid& item) override {
    bool back = false;
    keeper_.run([&](Store& store) { back = store.requeue(item); });
    if (back) sync_.wake();
    return back;
  }

  std::optional<WaitingSize> waiting_size() override {
    std::optional<WaitingSize> size;
    keeper_.run([&](Store& store) { size = store.waiting_size(); });
    return size;
  }

  std::optional<ExportBatch> export_batch(const ExportPlace& place) override {
    std::optional<ExportBatch> batch;
    keeper_.run([&](Store& store) { batch = next_batch(store, place); });
    return batch;
  }

  bool exported(const std::vector<base::Uuid>& items) override {
    bool noted = false;
    keeper_.run([&](Store& store) { noted = store.exported(items); });
    return noted;
  }

  std::optional<AnswerCounts> take_answers(ByteView record) override {
    const auto identity = identity_.get();
    std::optional<AnswerCounts> counts;
    if (!identity) return counts;
    keeper_.run([&](Store& store) {
      counts = offline_cache::take_answers(store, record, identity->centre_key);
    });
    return counts;
  }

  CacheStatus status() override {
    keeper_.run([](Store&) {});  // so that health is never `starting`
    const auto news = bulletin_->news();
    CacheStatus status{.health = news.health,
                       .enrolled = false,
                       .terminal = {},
                       .certificate_until = {},
                       .link = news.link,
                       .trouble = news.trouble,
                       .key_guard = key_guard(directory_)};
    if (const auto identity = identity_.get()) {
      const auto certificate = crypto::Certificate::from_pem(identity->certificate);
      status.enrolled = true;
      status.terminal = identity->terminal;
      if (certificate) status.certificate_until = certificate->not_after();
    }
    return status;
  }

  Expected<std::uint64_t, std::string> back_up(const std::filesystem::path& folder) override {
    const auto file = folder / "store.db";
    std::error_code ignored;
    if (make_private_directory(folder)) return unexpected("the folder can't be made");
    if (std::filesystem::exists(file, ignored)) return unexpected("there is a store.db already");
    // Opening makes the key where there is none yet; two threads must not.
    if (!keeper_.run([](Store&) {})) return unexpected("the store can't be used");
    const auto key = store_key(directory_, vault_);
    if (!key) return unexpected("the store's key can't be read");
    std::optional<bool> done;
    keeper_.run([&](Store& store) {
      done = store.begin_backup(file, *key) ? std::optional(false) : std::nullopt;
    });
    while (done == false) {
      // Brings to the disk what is copied so far, or the last step would do it all at once,
      // on the store's thread.
      static_cast<void>(base::sync_file(file));
      done.reset();
      keeper_.run([&](Store& store) { done = store.continue_backup(); });
    }
    if (!done) return unexpected("the copy failed; the log says more");
    const auto items = items_in_backup(file, *key);
    if (!items) return unexpected("the copy is not sound");
    if (const auto identity = identity_.get()) {
      if (keep_recovery_copy(folder, *key, *identity)) {
        return unexpected("the key for recovery can't be written beside the copy");
      }
    }
    return *items;
  }

  bool start_new_incarnation() override {
    bool begun = false;
    keeper_.run([&](Store& store) { begun = store.start_new_incarnation(); });
    return begun;
  }

 private:
  using Submitted = std::function<void(Expected<domain::Receipt, SubmitError>)>;

  /// Applications on their way to the store's thread.
  struct Basket {
    std::vector<domain::Application> applications;
    std::vector<Submitted> askers;
  };

  static SubmitError why_not(bool enrolled) {
    return enrolled ? SubmitError::store_failed : SubmitError::not_enrolled;
  }

  /// On the store's thread.
  void empty_basket(Store* store) {
    Basket basket;
    {
      const std::lock_guard lock(basket_mutex_);
      basket = std::exchange(basket_, Basket{});
    }
    const auto identity = identity_.get();
    std::vector<Expected<domain::Receipt, SubmitError>> answers;
    if (store != nullptr && identity) {
      answers = store->submit_all(basket.applications, *identity);
    } else {
      for (domain::Application& application : basket.applications) wipe_application(application);
      answers.assign(basket.askers.size(), unexpected(why_not(identity != nullptr)));
    }
    for (std::size_t i = 0; i < answers.size(); ++i) {
      queue_.post(
          [done = std::move(basket.askers[i]), answer = std::move(answers[i])] { done(answer); });
    }
    wake_sync();
  }

  void wake_sync() {
    const std::lock_guard lock(ending_mutex_);
    if (!ending_) sync_.wake();
  }

  SyncThread::EveryTurn every_turn(const TerminalCacheOptions& options, const base::Clock& clock) {
    std::shared_ptr<UnattendedClose> unattended;
    if (options.day_close) {
      unattended = std::make_shared<UnattendedClose>(
          *options.day_close,
          [this](const std::function<void(Store&)>& job) { return keeper_.run(job); }, closer_,
          clock);
    }
    return [unattended, watch = decisions_](SyncLine& line, const std::string& terminal,
                                            const std::stop_token& stop) {
      if (unattended) unattended->turn(line, terminal, stop);
      watch->turn(line, stop);
    };
  }

  const std::filesystem::path directory_;
  const MachineVault vault_;
  base::TaskQueue& queue_;
  std::mutex ending_mutex_;
  bool ending_ = false;  // the keeper's last jobs must not wake a thread that is gone
  std::mutex basket_mutex_;
  Basket basket_;
  std::shared_ptr<Bulletin> bulletin_;
  IdentityShelf identity_;
  StoreKeeper keeper_;
  PersonDesk desk_;  // these two wait for the keeper, so they end before it
  std::shared_ptr<DayCloser> closer_;
  std::shared_ptr<DecisionWatch> decisions_;
  SyncThread sync_;
  EveningDesk evening_;
};

}  // namespace

std::unique_ptr<TerminalCache> TerminalCache::start(TerminalCacheOptions options,
                                                    const base::Clock& clock,
                                                    base::TaskQueue& queue) {
  return std::make_unique<Cache>(options, clock, queue);
}

}  // namespace linli::offline_cache
