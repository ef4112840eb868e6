#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <random>
#include <string>

#include "kiosk/database/query.h"
#include "offline_cache/store/store.h"
#include "tests/bench/measure.h"
#include "tests/offline_cache/store/hall.h"
#include "tests/support/temporary_folder.h"

namespace linli::bench {
namespace {

using offline_cache::Store;
using namespace std::chrono_literals;

constexpr int kQueued = 100'000;
constexpr int kRounds = 20;

constexpr std::uint64_t kFirstCopy = 1001;  // its sequence; those before are for what is stored

/// The first item once more, at a place of its own in a chain of copies.
constexpr std::string_view kCopy = R"sql(
  INSERT INTO outbox_item (id, terminal, incarnation, sequence, previous, content, chain_hash,
    receipt_number, service, created_earliest, created_latest, sealed_manifest)
  SELECT ?1, terminal, incarnation, ?2, ?3, content, ?4, 'LS-0417-2611-' || (10000 + ?2), service,
    created_earliest, created_latest, sealed_manifest FROM outbox_item WHERE id = ?5)sql";

constexpr std::string_view kCopiedParts =
    "INSERT INTO outbox_part (item, number, size, sha256, field, content_type, sealed)"
    " SELECT i.id, 1, p.size, p.sha256, p.field, p.content_type, p.sealed"
    " FROM outbox_item i, (SELECT * FROM outbox_part LIMIT 1) p WHERE i.sequence > 1000";

bool copy_items(database::Database& database, protocol::ChainLink link) {
  const base::Uuid copied = link.item;
  link.previous = {};
  for (link.sequence = kFirstCopy; link.sequence < kFirstCopy + kQueued; ++link.sequence) {
    link.item = base::make_uuid_v7({});
    const crypto::Digest hash = protocol::hash_of(link);
    if (!database::query::run(database, kCopy, link.item, static_cast<std::int64_t>(link.sequence),
                              ByteView(link.previous), ByteView(hash), copied)) {
      return false;
    }
    link.previous = hash;
  }
  return true;
}

/// Behind the store's back: it would seal and sync each of them.
void fill(const std::filesystem::path& folder, const protocol::ChainLink& first) {
  auto database =
      database::Database::open(folder / "store.db", {.key = *offline_cache::store_key(folder, {})});
  if (!database || !database->execute("BEGIN") || !copy_items(*database, first) ||
      !database->execute(std::string(kCopiedParts).c_str()) || !database->execute("COMMIT")) {
    std::abort();
  }
}

void measure(const std::string& what, const std::function<void()>& question) {
  const auto times = time_rounds(kRounds, question);
  report(fmt::format("{}, {} queued", what, kQueued),
         fmt::format("median {:.2f} ms, worst {:.2f} ms", median(times), quantile(times, 1)),
         "at most 50 ms");
}

long status_kilobytes(const std::string& name) {
  std::ifstream status("/proc/self/status");
  std::string line;
  while (std::getline(status, line)) {
    if (line.starts_with(name)) return std::strtol(line.c_str() + name.size() + 1, nullptr, 10);
  }
  return 0;
}

/// A photograph that comes from a camera's file, in effect: nobody holds it whole.
class Photograph final : public offline_cache::AttachmentSource {
 public:
  explicit Photograph(std::uint64_t size) : size_(size) {}
  std::uint64_t size() const override { return size_; }
  bool read(std::uint64_t, std::span<std::uint8_t> into) override {
    for (auto& byte : into) byte = static_cast<std::uint8_t>(noise_());  // packing saves nothing
    return true;
  }

 private:
  std::uint64_t size_;
  std::minstd_rand noise_;
};

void measure_photograph(Store& store, const tests::Hall& hall, std::uint64_t megabytes) {
  std::ofstream("/proc/self/clear_refs") << "5";  // the peak begins anew
  const long before = status_kilobytes("VmRSS");
  const auto times = time_rounds(1, [&] {
    auto application = hall.application();
    std::vector<offline_cache::Attachment> photograph;
    photograph.push_back(
        {"photo", "image/jpeg", std::make_unique<Photograph>(megabytes * 1'000'000)});
    if (!store.submit(application, hall.terminal, std::move(photograph))) std::abort();
  });
  report(fmt::format("an item with {} MB of photographs", megabytes),
         fmt::format("stored in {:.0f} ms, memory at most {:.1f} MB more", times.front(),
                     static_cast<double>(status_kilobytes("VmHWM") - before) / 1000));
}

void measure_backup(Store& store, const std::filesystem::path& folder) {
  if (!store.begin_backup(folder / "copy.db", *offline_cache::store_key(folder, {}))) std::abort();
  std::optional<bool> done = false;
  std::vector<double> steps;
  while (done == false) {
    steps.push_back(time_rounds(1, [&] { done = store.continue_backup(); }).front());
  }
  const double last = steps.back();
  steps.pop_back();
  report("backup, a step",
         fmt::format("median {:.2f} ms, p99 {:.2f} ms; the last one, with its sync, {:.0f} ms",
                     median(steps), quantile(steps, 0.99), last));
}

}  // namespace

void measure_queue() {
  const tests::TemporaryFolder folder;
  const tests::Hall hall;
  {
    const auto store = Store::open({.directory = folder / "photographs"}, hall.clock);
    if (!store) std::abort();
    for (const std::uint64_t megabytes : {5U, 50U, 100U})
      measure_photograph(**store, hall, megabytes);
  }
  const offline_cache::StoreOptions options{.directory = folder.path(), .checks_at_open = false};
  auto store = Store::open(options, hall.clock);
  if (!store) std::abort();
  const auto submit = [&] {
    auto application = hall.application();
    return (*store)->submit(application, hall.terminal).value();
  };
  const auto receipt = submit();
  const auto first = (*store)->chain_link(receipt.item).value();
  store->reset();
  fill(folder.path(), first);
  const auto opening = time_rounds(1, [&] { store = Store::open(options, hall.clock); });
  report(fmt::format("opening, {} queued", kQueued), fmt::format("{:.0f} ms", opening.front()));

  Store& full = **store;
  measure("a slice of the check", [&] { full.check_some(); });
  measure("counts", [&] { full.counts(); });
  measure("day overview", [&] { full.day_overview(); });
  measure("a page of the queue", [&] { full.queue({.after = kQueued / 2, .most = 200}); });
  measure("finding by id", [&] { full.find(receipt.item); });
  measure("finding by receipt number", [&] { full.find_named(receipt.number); });
  measure("next due", [&] { full.next_due(); });
  measure("leasing and releasing", [&] {
    if (const auto item = full.lease(1min)) full.release(item->commit.link.item, {}, "");
  });
  measure("storing", submit);
  measure("maintenance", [&] { full.maintain(); });
  measure_backup(full, folder.path());
}

}  // namespace linli::bench
