#include "tests/soak/terminal_day.h"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>

#include "offline_cache/sync/curl_transport.h"
#include "offline_cache/sync/day_closer.h"
#include "tests/offline_cache/store/hall.h"

namespace linli::tests {
namespace {

using namespace offline_cache;
using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kOpen = 8h;  // how long the hall is
constexpr int kMostTries = 100;                  // to close the day
constexpr int kRounds = 10;                      // of retention in a day without visitors

domain::Application visit(base::WallTime now) {
  domain::Application application{
      base::make_uuid_v7(now), "temporary_relief", 1, Hall::card(), {}, now};
  application.answers["reason"] = domain::Choice{"sudden_illness"};
  application.answers["phone"] = domain::Digits{"13912345678"};
  application.answers["signature"] =
      domain::Signature{{{0.1F, 0.2F}, {0.5F, 0.5F}}, {{0.9F, 0.1F}}};
  return application;
}

std::string evening_line(Store& store, const std::filesystem::path& folder) {
  const auto counts = store.counts().value_or(QueueCounts{-1, -1});
  const auto books = store.open_books();
  const auto descriptors = std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
  return fmt::format("evening {} {} {} {} {}", counts.waiting, books ? std::ssize(*books) : -1,
                     resident_kilobytes_of(::getpid()), descriptors,
                     std::filesystem::file_size(folder / "store.db"));
}

class Terminal {
 public:
  Terminal(const TerminalDay& day, const WorkingProcess::Print& print)
      : day_(day), print_(print), clock_(day.begins) {
    auto opened = Store::open({.directory = day.folder, .reserve_bytes = 1u << 20}, clock_);
    if (opened) store_ = std::move(*opened);
  }

  void work() {
    if (!ready()) return;
    for (int i = 0; i < day_.items; ++i) {
      clock_.advance(kOpen / day_.all_items);
      if (!serve_one()) return print_("trouble: nothing can be handed in");
      engine_.run_due(nobody_.get_token());
    }
    if (!close_the_day()) return print_("trouble: the day can't be closed");
    store_->maintain();
    print_(evening_line(*store_, day_.folder));
  }

  void rest(int days) {
    if (!ready()) return;
    for (int i = 0; i < days * kRounds; ++i) {
      if (i % kRounds == 0) clock_.advance(24h);
      store_->maintain();
    }
    print_(evening_line(*store_, day_.folder));
  }

 private:
  bool ready() {
    const bool ready = store_ && store_->health() == StoreHealth::ready;
    if (!ready) print_("trouble: the store is not ready");
    return ready;
  }
  bool serve_one() {
    domain::Application application = visit(clock_.now());
    const auto receipt = store_->submit(application, day_.identity);
    if (receipt) print_(fmt::format("stored {} {}", receipt->item.text(), receipt->number));
    return receipt.has_value();
  }
  bool close_the_day() {
    SyncLine line{engine_, *transport_, day_.identity.centre_key};
    DayCloser closer(gate_, clock_);
    for (int i = 0; i < kMostTries; ++i) {
      const auto closed = closer.close(line, nobody_.get_token());
      if (closed) {
        const bool agreed = closed->result == Reconciliation::Result::agreed;
        print_(fmt::format("closed {} {} {}", agreed ? "agreed" : "disputed", closed->here,
                           closed->there));
        return true;
      }
      clock_.advance(5min);
    }
    return false;
  }

  const TerminalDay& day_;
  const WorkingProcess::Print& print_;
  base::FakeClock clock_;
  std::unique_ptr<Store> store_;
  StoreGate gate_ = [this](const std::function<void(Store&)>& job) {
    job(*store_);
    return true;
  };
  std::unique_ptr<CentreTransport> transport_ =
      make_curl_transport({.centre_url = day_.centre_url,
                           .ca_certificate = day_.identity.ca_certificate,
                           .certificate = day_.identity.certificate,
                           .key = day_.identity.tls_key});
  SyncEngine engine_{gate_, *transport_, day_.identity.centre_key, clock_, {}, [] { return 0.5; }};
  std::stop_source nobody_;
};

}  // namespace

long resident_kilobytes_of(pid_t process) {
  std::ifstream status("/proc/" + std::to_string(process) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::stol(line.substr(6));
  }
  return -1;
}

void work_through(const TerminalDay& day, const WorkingProcess::Print& print) {
  Terminal(day, print).work();
}

void rest_for(const TerminalDay& day, int days, const WorkingProcess::Print& print) {
  Terminal(day, print).rest(days);
}

}  // namespace linli::tests
