#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace linli::demo {

/// Numbers that look random and are the same in every run and with every library: the standard's
/// distributions and shuffles may differ between libraries. SplitMix64 (Steele, Lea and Flood
/// 2014).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  /// 0 … sides - 1; sides is at least 1.
  int roll(int sides) { return static_cast<int>(next() % static_cast<std::uint64_t>(sides)); }
  int between(int least, int most) { return least + roll(most - least + 1); }
  bool one_in(int sides) { return roll(sides) == 0; }

  /// Any of a list that is not empty (a std::vector, a JSON array).
  template <class List>
  const auto& pick(const List& list) {
    return list[static_cast<std::size_t>(roll(static_cast<int>(list.size())))];
  }

 private:
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31);
  }

  std::uint64_t state_;
};

}  // namespace linli::demo
