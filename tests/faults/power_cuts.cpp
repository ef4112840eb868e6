#include "tests/faults/power_cuts.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <random>
#include <sstream>

#include "kiosk/base/descriptor.h"
#include "tests/faults/books.h"
#include "tests/support/working_process.h"

namespace linli::tests {
namespace {

using namespace offline_cache;

constexpr int kCutsOfAStore = 10;
constexpr std::size_t kMostFindings = 10;

/// What was printed of an item.
struct Printed {
  std::string receipt_number;
  bool accepted = false;
};
using AllPrinted = std::map<base::Uuid, Printed>;

/// In a process of its own. A line is printed after the store's word.
void write_for_ever(const std::filesystem::path& folder, const WorkingProcess::Print& print) {
  const base::FakeClock clock(hall().clock.now());
  const auto opened = Store::open(options_in(folder), clock);
  if (!opened) return;
  Store& store = **opened;
  for (int i = 0;; ++i) {
    auto application = hall().application();
    const auto receipt = store.submit(application, hall().terminal);
    if (!receipt) return;
    print(fmt::format("stored {} {}", receipt->item.text(), receipt->number));
    const auto item = i % 3 == 2 ? store.lease(std::chrono::minutes{1}) : std::nullopt;
    if (!item) continue;
    const auto& link = item->commit.link;
    if (!store.acknowledge(protocol::accept(link, hash_of(link), clock.now(), hall().centre))) {
      return;
    }
    print(fmt::format("accepted {}", link.item.text()));
  }
}

void note(const std::string& line, AllPrinted& printed) {
  std::istringstream words(line);
  std::string word;
  std::string id;
  words >> word >> id;
  Printed& item = printed[*base::Uuid::parse(id)];
  if (word == "stored") words >> item.receipt_number;
  if (word == "accepted") item.accepted = true;
}

std::vector<std::string> missed(const std::filesystem::path& folder, const AllPrinted& printed) {
  const base::FakeClock clock(hall().clock.now());
  auto opened = Store::open(options_in(folder), clock);
  if (!opened) return {fmt::format("it does not open: {}", static_cast<int>(opened.error()))};
  Store& store = **opened;
  std::vector<std::string> broken;
  if (store.health() != StoreHealth::ready) {
    broken.push_back(fmt::format("it is not ready: {}", static_cast<int>(store.health())));
  }
  for (const auto& [id, item] : printed) {
    const auto found = store.find(id);
    // What was accepted may have been stored before a cut that kept its receipt from being printed.
    const bool same =
        !found || item.receipt_number.empty() || found->receipt_number == item.receipt_number;
    if (!found || !same) {
      broken.emplace_back("an item with a receipt is lost");
    } else if (item.accepted && found->state != ItemState::accepted) {
      broken.emplace_back("an acceptance is lost");
    }
  }
  if (!store.audit_intact()) broken.emplace_back("the audit trail is broken");
  opened->reset();
  std::ranges::copy(flaws_inside(folder), std::back_inserter(broken));
  return broken;
}

void empty(const std::filesystem::path& folder) {
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::filesystem::remove(entry.path());
  }
  const base::Descriptor names(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (::fsync(names.get()) != 0) throw std::runtime_error("a folder can't be synced");
}

/// One cut, at a moment of chance. What is broken after it.
std::vector<std::string> cut_once(CutDisk& disk, std::mt19937& random, AllPrinted& printed) {
  const auto work = [&](const auto& print) { write_for_ever(disk.folder(), print); };
  WorkingProcess writer(work);
  for (auto lines = 1 + random() % 6; lines > 0; --lines) {
    const auto line = writer.next_line();
    if (!line) return {"nothing can be handed in"};
    note(*line, printed);
  }
  for (auto i = random() % 500; i > 0; --i) sched_yield();
  for (const auto& line : writer.stop()) note(line, printed);
  disk.power_off();
  writer.kill();
  if (!disk.power_on()) return {"the disk is not there again"};
  return missed(disk.folder(), printed);
}

}  // namespace

PowerCuts cut_power(CutDisk& disk, int cuts, unsigned seed) {
  static_cast<void>(hall());  // the same keys in every process
  PowerCuts result;
  std::mt19937 random(seed);
  AllPrinted printed;
  while (result.cuts < cuts && result.broken.size() < kMostFindings) {
    if (result.cuts % kCutsOfAStore == 0) {
      empty(disk.folder());
      printed.clear();
    }
    const auto accepted = [](const auto& entry) { return entry.second.accepted; };
    const std::size_t stored_before = printed.size();
    const auto accepted_before = std::ranges::count_if(printed, accepted);
    for (const auto& broken : cut_once(disk, random, printed)) {
      result.broken.push_back(fmt::format("cut {}: {}", result.cuts, broken));
    }
    result.stored += printed.size() - stored_before;
    result.accepted +=
        static_cast<std::size_t>(std::ranges::count_if(printed, accepted) - accepted_before);
    ++result.cuts;
  }
  return result;
}

}  // namespace linli::tests
