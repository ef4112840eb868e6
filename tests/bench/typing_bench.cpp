#include <fmt/format.h>

#include <cstdlib>
#include <random>

#include "kiosk/flow/text_entry.h"
#include "tests/bench/measure.h"
#include "tests/support/places.h"

namespace linli::bench {
namespace {

using flow::TypingMode;
namespace action = flow::text_action;

constexpr int kRounds = 20;
constexpr int kMostStrokes = 20;
constexpr int kPoints = 30;

std::string quantiles(const std::vector<double>& times) {
  return fmt::format("median {:.2f} ms, p99 {:.2f} ms, worst {:.2f} ms", median(times),
                     quantile(times, 0.99), quantile(times, 1));
}

/// A key and the candidates after it, as the screen asks for them.
void measure_keys(typing::Engines& engines, TypingMode mode, const char* what,
                  std::initializer_list<std::string_view> words) {
  std::vector<double> times;
  for (int round = 0; round < kRounds; ++round) {
    for (const std::string_view word : words) {
      flow::TextEntry entry(engines, 100);
      entry.act(action::SetTypingMode{mode});
      for (const char key : word) {
        const auto one = time_rounds(1, [&] {
          entry.act(action::TypeKey{key});
          entry.view();
        });
        times.push_back(one.front());
      }
    }
  }
  report(fmt::format("key to candidates, {}", what), quantiles(times), "at most 30 ms");
}

/// Characters of one to twenty strokes in random places, asked about after each.
void measure_strokes(typing::Engines& engines) {
  std::mt19937 random(1);
  const auto place = [&] { return static_cast<float>(random() % 1000) / 1000; };
  std::vector<double> times;
  for (int round = 0; round < kRounds; ++round) {
    flow::TextEntry entry(engines, 100);
    for (int stroke = 0; stroke < kMostStrokes; ++stroke) {
      const typing::Point from{place(), place()};
      const typing::Point to{place(), place()};
      entry.act(action::BeginWriting{0, from});
      for (int i = 1; i <= kPoints; ++i) {
        const float part = static_cast<float>(i) / kPoints;
        entry.act(action::ContinueWriting{
            {from.x + part * (to.x - from.x), from.y + part * (to.y - from.y)}});
      }
      times.push_back(time_rounds(1, [&] {
                        entry.act(action::EndWriting{});
                        entry.view();
                      }).front());
    }
  }
  report("end of a stroke to candidates, characters of 1 to 20 strokes", quantiles(times),
         "at most 60 ms");
}

}  // namespace

void measure_typing() {
  typing::Engines engines;
  const auto loading = time_rounds(1, [&] { engines = typing::load_engines(tests::assets()); });
  if (!engines.problems.empty()) std::abort();
  report("loading what typing needs", fmt::format("{:.0f} ms", loading.front()));
  measure_strokes(engines);
  measure_keys(engines, TypingMode::pinyin, "pinyin",
               {"dibao", "muqinshiyuezhuyuanshoushu", "shehuijiuzhu", "d", "cjz", "lan"});
  measure_keys(engines, TypingMode::pinyin, "nine keys",
               {"34226", "687463744983948498266874873", "946924"});
  measure_keys(engines, TypingMode::strokes, "strokes", {"hhsh", "zhzphzn", "hhshpnhhsz"});
}

}  // namespace linli::bench
