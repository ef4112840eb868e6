#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

#include "kiosk/base/descriptor.h"
#include "offline_cache/store/store.h"
#include "tests/bench/measure.h"
#include "tests/offline_cache/store/hall.h"
#include "tests/support/temporary_folder.h"

namespace linli::bench {
namespace {

constexpr int kItems = 200;
constexpr int kSyncs = 400;

/// 2 KB appended and forced to the disk: the least that durable can cost here.
double fdatasyncs_a_second(const std::filesystem::path& folder) {
  const base::Descriptor file(
      ::open((folder / "raw").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
  const std::array<char, 2048> block{};
  const auto times = time_rounds(kSyncs, [&] {
    if (::write(file.get(), block.data(), block.size()) != ssize_t{block.size()} ||
        ::fdatasync(file.get()) != 0) {
      std::abort();
    }
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
  const auto times = time_rounds(kItems, [&] {
    auto application = hall.application();
    if (!(*store)->submit(application, hall.terminal)) std::abort();
  });
  const double rate = 1000 / median(times);
  report("applications stored (sealed, chained, mark written)",
         fmt::format("{:.0f} a second, p99 {:.1f} ms; raw fdatasync of 2 KB {:.0f} a second, ratio {:.2f}",
                     rate, quantile(times, 0.99), raw, rate / raw));
}

}  // namespace linli::bench
