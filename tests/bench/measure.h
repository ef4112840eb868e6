#pragma once
#include <algorithm>
#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace linli::bench {

inline double milliseconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
      .count();
}

/// How long `work` took, each of `rounds` times; milliseconds.
inline std::vector<double> time_rounds(int rounds, const std::function<void()>& work) {
  std::vector<double> times;
  for (int i = 0; i < rounds; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    times.push_back(milliseconds_since(begin));
  }
  return times;
}

/// The value below which the share `q` of the sample lies; the sample is not empty.
inline double quantile(std::vector<double> sample, double q) {
  std::sort(sample.begin(), sample.end());
  const auto last = static_cast<double>(sample.size() - 1);
  return sample[static_cast<std::size_t>(q * last + 0.5)];
}
inline double median(const std::vector<double>& sample) { return quantile(sample, 0.5); }

/// One line of the report: what, the figure, and what it is held against.
void report(const std::string& what, const std::string& figure, const std::string& aim = {});

/// The parts of the bench, each in its file.
void measure_kiosk();   // start, memory, idling, presses: the real program, offscreen
void measure_frames();  // drawing, in this process
void measure_card();    // reading a card beside the wire's own time
void measure_store();   // durable operations beside raw fdatasync
void measure_queue();   // questions to a store with a long queue, large items, backup
void measure_upload();  // the queue to a real centre on loopback
void measure_typing();  // candidates of keys and strokes, loading
void measure_places();  // searching 10,000 place names

}  // namespace linli::bench
