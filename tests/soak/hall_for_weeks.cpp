#include "tests/soak/hall_for_weeks.h"

#include <sched.h>

#include <csignal>
#include <sstream>

#include "centre/ledger/sqlite_ledger.h"
#include "offline_cache/sync/enrol.h"
#include "tests/support/files.h"

namespace linli::tests {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kMostItems = 100'000;

std::string centre_program() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path() / "linli-centre";
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

HallForWeeks::HallForWeeks(unsigned seed)
    : random_(seed), morning_(*base::parse_rfc3339("2026-11-22T08:30:00+08:00")) {
  std::filesystem::create_directory(folder_ / "terminal");
  start_centre();
  const auto code = tests::run(
      {centre_program(), "enrolment-code", "--data", centre_folder(), "--terminal", "0417"},
      folder_ / "log");
  auto enrolled = offline_cache::enrol(
      {folder_ / "terminal", centre_url_, read_whole(centre_folder() / "keys/ca.pem"), "0417"},
      first_line(code.output), {});
  if (!enrolled) throw std::runtime_error("the terminal can't be enrolled");
  identity_ = std::move(*enrolled);
}

void HallForWeeks::start_centre() {
  const std::string address = centre_url_.empty() ? "127.0.0.1:0" : centre_url_.substr(8);
  centre_.emplace(std::vector<std::string>{centre_program(), "serve", "--data", centre_folder(),
                                           "--listen", address},
                  folder_ / "log");
  const auto listening = centre_->wait_for_line("listening on ", 60s);
  if (!listening) throw std::runtime_error("the centre does not start");
  centre_url_ = *listening;
}

void HallForWeeks::stop_centre() {
  centre_->stop(random(2) == 0 ? SIGTERM : SIGKILL);
  centre_.reset();
}

std::filesystem::path HallForWeeks::store_folder() const {
  return has_real_disk() ? disk_.folder() : folder_ / "terminal";
}

TerminalDay HallForWeeks::the_day(int items, int done) const {
  return {store_folder(), centre_url_,
          *identity_,     morning_ + std::chrono::milliseconds(8h) * done / items,
          items - done,   items};
}

std::optional<Evening> HallForWeeks::next_day(int items) {
  cut_at_ = random(2) == 0 ? random(items) : -1;
  outage_from_ = random(3) == 0 ? random(items) : -1;
  outage_to_ = outage_from_ + 1 + random(items);
  std::optional<Evening> evening;
  for (int done = 0; !evening && trouble_.empty();) {
    const TerminalDay day = the_day(items, done);
    WorkingProcess terminal([&](const auto& print) { work_through(day, print); });
    outage_to_ = std::min(outage_to_, items);  // before the evening it is over
    evening = run(terminal, done);
  }
  morning_ += 24h;
  return evening;
}

std::optional<Evening> HallForWeeks::rest(int days) {
  const TerminalDay day = the_day(1, 0);
  WorkingProcess terminal([&](const auto& print) { rest_for(day, days, print); });
  int done = -1;
  cut_at_ = outage_from_ = -1;
  auto evening = run(terminal, done);
  morning_ += 24h * (days + 1);
  return evening;
}

std::optional<Evening> HallForWeeks::run(WorkingProcess& terminal, int& done) {
  Evening evening;
  // Its time may have come while the power was cut.
  if (!centre_ && done >= outage_to_) start_centre();
  while (const auto line = terminal.next_line()) {
    note(*line, evening);
    if (!trouble_.empty()) return std::nullopt;
    if (line->starts_with("evening")) return evening;
    if (!line->starts_with("stored")) continue;
    ++done;
    if (done == outage_from_) {
      stop_centre();
      ++outages_;
    }
    if (!centre_ && done >= outage_to_) start_centre();
    if (cut_at_ >= 0 && done > cut_at_) {
      cut_power(terminal, done);
      return std::nullopt;
    }
  }
  trouble_ = "the terminal ended";
  return std::nullopt;
}

void HallForWeeks::note(const std::string& line, Evening& evening) {
  std::istringstream words(line);
  std::string word;
  std::string id;
  std::string number;
  words >> word;
  if (word == "stored" && words >> id >> number) {
    given_twice_ = given_twice_ || !receipts_.insert(number).second;
  } else if (word == "closed") {
    words >> evening.result >> evening.here >> evening.there;
  } else if (word == "evening") {
    words >> evening.waiting >> evening.open_books >> evening.memory >> evening.descriptors >>
        evening.bytes;
    evening.centre_memory = resident_kilobytes_of(centre_->pid());
  } else {
    trouble_ = line;
  }
}

/// Somewhere in what it does next.
void HallForWeeks::cut_power(WorkingProcess& terminal, int& done) {
  cut_at_ = -1;
  ++power_cuts_;
  for (int i = random(300); i > 0; --i) sched_yield();
  Evening ignored;
  for (const auto& line : terminal.stop()) {
    note(line, ignored);
    done += line.starts_with("stored") ? 1 : 0;
  }
  if (has_real_disk()) disk_.power_off();
  terminal.kill();
  if (has_real_disk() && !disk_.power_on()) trouble_ = "the disk is not there again";
}

std::map<std::string, int> HallForWeeks::at_the_centre() {
  centre_->stop(SIGTERM);
  centre_.reset();
  std::map<std::string, int> numbers;
  const auto ledger = centre::SqliteLedger::open(centre_folder() / "ledger.db");
  const auto items = ledger.value()->items(kMostItems);
  for (const auto& item : items.value()) ++numbers[item.receipt_number];
  return numbers;
}

}  // namespace linli::tests
