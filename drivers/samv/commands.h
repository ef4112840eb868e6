#pragma once
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

#include "drivers/samv/citizen_card.h"

namespace linli::drivers::samv {

/// A command, how long the module may think before it has answered (the time on
/// the wire comes on top), how often to ask when the line disturbs or swallows
/// it, and the data of a good answer (some modules leave out a few zero bytes,
/// so only the commands that carry something fix it).
struct Command {
  std::array<std::uint8_t, 2> code;  // CMD Para
  std::chrono::milliseconds timeout;
  int attempts;
  std::size_t answer_data;  // bytes, 0 for any
};

namespace command {
using namespace std::chrono_literals;
inline constexpr Command kReset{{0x10, 0xFF}, 2000ms, 3, 0};
inline constexpr Command kStatus{{0x11, 0xFF}, 500ms, 3, 0};
inline constexpr Command kSamId{{0x12, 0xFF}, 500ms, 3, 16};
inline constexpr Command kFind{{0x20, 0x01}, 500ms, 3, 0};
inline constexpr Command kSelect{{0x20, 0x02}, 500ms, 3, 0};
inline constexpr Command kRead{{0x30, 0x01}, 3000ms, 2, kReadAnswerLength};
inline constexpr Command kNewestAddress{{0x30, 0x03}, 1500ms, 2, kNewestAddressLength};
inline constexpr Command kNewestAddressOfOldModules{{0x30, 0x02}, 1500ms, 2, kNewestAddressLength};
}  // namespace command

/// A line that has begun an answer and stays quiet this long will not complete it.
/// Longer than USB converters buffer (16 ms) and a byte at 9600 baud (1 ms).
inline constexpr std::chrono::milliseconds kQuietLine{100};

}  // namespace linli::drivers::samv
