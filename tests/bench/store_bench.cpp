#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

#include "kiosk/base/descriptor.h"
#include "kiosk/database/query.h"
#include "offline_cache/store/sealing.h"
#include "offline_cache/store/store.h"
#include "tests/bench/measure.h"
#include "tests/offline_cache/store/hall.h"
#include "tests/support/temporary_folder.h"

namespace linli::bench {
namespace {

constexpr int kItems = 200;
constexpr int kSyncs = 400;
constexpr int kTogether = 16;
constexpr std::size_t kItemBytes = 2048;

/// 2 KB appended and forced to the disk: the least that durable can cost here.
double fdatasyncs_a_second(const std::filesystem::path& folder) {
  const base::Descriptor file(
      ::open((folder / "raw").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
  const std::array<char, kItemBytes> block{};
  const auto times = time_rounds(kSyncs, [&] {
    if (::write(file.get(), block.data(), block.size()) != ssize_t{block.size()} ||
        ::fdatasync(file.get()) != 0) {
      std::abort();
    }
  });
  return 1000 / median(times);
}

/// A row of 2 KB in an encrypted database of the same settings, nothing else.
double bare_inserts_a_second(const std::filesystem::path& folder) {
  auto database =
      database::Database::open(folder / "bare.db", {.key = Bytes(32, 7), .exclusive = true});
  if (!database || !database->execute("CREATE TABLE item (id INTEGER PRIMARY KEY, content BLOB)")) {
    std::abort();
  }
  const Bytes content(kItemBytes, 42);
  const auto times = time_rounds(kSyncs, [&] {
    if (!database::query::run(*database, "INSERT INTO item (content) VALUES (?)",
                              ByteView(content))) {
      std::abort();
    }
  });
  return 1000 / median(times);
}

double sealings_a_second(const tests::Hall& hall) {
  const auto times = time_rounds(kItems, [&] {
    auto application = hall.application();
    const auto content = offline_cache::take_content(application);
    const offline_cache::ItemPlace place{
        {"0417", {}, 1, application.item, {}, {}}, "LS-0417-2611-0001", hall.clock.interval()};
    const auto sealer = crypto::Sealer::make(hall.terminal.sealing_certificates);
    const auto drop = [](const auto&, ByteView) { return Expected<void, database::Error>(); };
    if (!sealer || !offline_cache::seal_item(content, place, *sealer, drop)) std::abort();
  });
  return 1000 / median(times);
}

}  // namespace

void measure_store() {
  const tests::TemporaryFolder folder;
  const tests::Hall hall;
  const auto store =
      offline_cache::Store::open({.directory = folder.path() / "terminal"}, hall.clock);
  if (!store) std::abort();
  const double raw = fdatasyncs_a_second(folder.path());
  const double bare = bare_inserts_a_second(folder.path());
  report("raw fdatasync of 2 KB", fmt::format("{:.0f} a second", raw));
  report("bare encrypted insert of 2 KB",
         fmt::format("{:.0f} a second, {:.2f} of raw", bare, bare / raw));
  report("applications sealed", fmt::format("{:.0f} a second", sealings_a_second(hall)));

  const auto alone = time_rounds(kItems, [&] {
    auto application = hall.application();
    if (!(*store)->submit(application, hall.terminal)) std::abort();
  });
  const double rate = 1000 / median(alone);
  report("applications stored one by one (sealed, chained, mark written)",
         fmt::format("{:.0f} a second, p99 {:.1f} ms, {:.2f} of the bare insert", rate,
                     quantile(alone, 0.99), rate / bare));

  const auto together = time_rounds(kItems / kTogether, [&] {
    std::vector<domain::Application> applications;
    for (int i = 0; i < kTogether; ++i) applications.push_back(hall.application());
    for (const auto& answer : (*store)->submit_all(applications, hall.terminal)) {
      if (!answer) std::abort();
    }
  });
  const double grouped = kTogether * 1000 / median(together);
  report("applications stored 16 at a time",
         fmt::format("{:.0f} a second, {:.2f} of one by one", grouped, grouped / rate));
}

}  // namespace linli::bench
