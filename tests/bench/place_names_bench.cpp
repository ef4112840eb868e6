#include <fmt/format.h>

#include <cstdlib>

#include "kiosk/place_names/place_names.h"
#include "tests/bench/measure.h"
#include "tests/support/places.h"

namespace linli::bench {
namespace {

constexpr int kRounds = 200;
constexpr int kOfPage = 5;

}  // namespace

/// The words of which most names have a part come first: they find thousands.
void measure_places() {
  auto names = place_names::PlaceNames::open(tests::assets() / "demo/place_names.sqlite");
  if (!names) std::abort();
  for (const char* word : {"l", "路", "x", "jx", "jxl", "qingquan", "锦绣", "王家村", "qqq"}) {
    std::int64_t total = 0;
    const auto times = time_rounds(kRounds, [&] {
      const auto found = names->find(word, 0, kOfPage);
      if (!found) std::abort();
      total = found->total;
    });
    report(fmt::format("place names: a page of the {} for \"{}\"", total, word),
           fmt::format("median {:.2f} ms, worst {:.2f} ms", median(times), quantile(times, 1)),
           "at most 50 ms");
  }
}

}  // namespace linli::bench
