/// linli-bench: figures of this machine, now. Never fails on a number; quote
/// medians and ratios, since machines are shared and noisy.
#include <fmt/format.h>

#include <cstring>
#include <functional>
#include <utility>

#include "tests/bench/measure.h"

namespace linli::bench {

void report(const std::string& what, const std::string& figure, const std::string& aim) {
  fmt::print("{}: {}{}\n", what, figure, aim.empty() ? "" : " (" + aim + ")");
  std::fflush(stdout);
}

}  // namespace linli::bench

int main(int argc, char** argv) {
  using namespace linli::bench;
  const std::pair<const char*, void (*)()> parts[] = {
      {"kiosk", measure_kiosk},   {"frames", measure_frames}, {"card", measure_card},
      {"store", measure_store},   {"queue", measure_queue},   {"upload", measure_upload},
      {"typing", measure_typing}, {"places", measure_places}};
  bool known = argc == 1;
  for (const auto& [name, measure] : parts) {
    if (argc > 1 && std::strcmp(argv[1], name) != 0) continue;
    known = true;
    measure();
  }
  if (known && argc <= 2) return 0;
  const bool help = argc == 2 && std::strcmp(argv[1], "--help") == 0;
  fmt::print(help ? stdout : stderr,
             "usage: linli-bench [kiosk|frames|card|store|queue|upload|typing|places]\n"
             "Without an argument: everything.\n");
  return help ? 0 : 2;
}
