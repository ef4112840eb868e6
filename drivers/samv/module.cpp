#include "drivers/samv/module.h"

#include <fmt/format.h>
#include <string.h>

#include <algorithm>
#include <array>

namespace linli::drivers::samv {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t kStatusBytes = 3;  // SW1 SW2 SW3
constexpr std::size_t kFrameBytes = 8;   // around the payload
constexpr int kBitsOnTheWire = 10;       // of a byte at 8N1

Trouble trouble_of(LineError error) {
  switch (error) {
    case LineError::stopped:
      return Trouble::stopped;
    case LineError::timed_out:
      return Trouble::silent;
    case LineError::absent:
    case LineError::not_allowed:
    case LineError::busy:
    case LineError::not_serial:
    case LineError::unplugged:
      return Trouble::unplugged;
  }
  return Trouble::unplugged;
}

steady_clock::duration wire_time(std::size_t bytes, int baud) {
  return std::chrono::microseconds(bytes * kBitsOnTheWire * 1'000'000 /
                                   static_cast<std::size_t>(baud));
}

/// The bytes of a read, wiped when they are no longer needed.
struct Chunk {
  std::array<std::uint8_t, 512> bytes;
  ~Chunk() { ::explicit_bzero(bytes.data(), bytes.size()); }
};

/// Empty for a payload that cannot be the answer to the command.
std::optional<Answer> answer_in(const Command& command, ByteView payload) {
  if (payload.size() < kStatusBytes) return std::nullopt;
  Answer answer{.status = status_of(payload[2]), .data = {}};
  const ByteView data = payload.subspan(kStatusBytes);
  if (answer.status == Status::done && command.answer_data != 0 &&
      data.size() != command.answer_data) {
    return std::nullopt;
  }
  answer.data.assign(data.begin(), data.end());
  return answer;
}

std::uint32_t little_endian(ByteView bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) value = value << 8 | bytes[i];
  return value;
}

}  // namespace

Expected<Answer, Trouble> Module::ask(const Command& command, const std::stop_token& stop) {
  Trouble trouble = Trouble::silent;
  for (int attempt = 0; attempt < command.attempts; ++attempt) {
    auto answer = ask_once(command, stop);
    const bool last = attempt + 1 == command.attempts;
    if (answer && (last || !is_line_trouble(answer->status))) return answer;
    trouble = answer ? Trouble::disturbed : answer.error();
    if (trouble == Trouble::unplugged || trouble == Trouble::stopped) break;
  }
  return unexpected(trouble);
}

Expected<Answer, Trouble> Module::ask_once(const Command& command, const std::stop_token& stop) {
  // A late answer to an earlier question is not the answer to this one.
  line_.discard_input();
  parser_.clear();
  const auto sent =
      line_.write(encode_frame(command.code), steady_clock::now() + command.timeout, stop);
  if (!sent) return unexpected(trouble_of(sent.error()));
  auto answer = receive(command, stop);
  parser_.clear();
  return answer;
}

Expected<Answer, Trouble> Module::receive(const Command& command, const std::stop_token& stop) {
  const auto bytes = command.code.size() + command.answer_data + 2 * kFrameBytes + kStatusBytes;
  const auto deadline = steady_clock::now() + command.timeout + wire_time(bytes, line_.baud());
  bool begun = false;
  while (true) {
    const auto patience = begun ? std::min(deadline, steady_clock::now() + kQuietLine) : deadline;
    Chunk chunk;
    const auto count = line_.read(chunk.bytes, patience, stop);
    const bool quiet = !count && count.error() == LineError::timed_out;
    if (!count && !quiet) return unexpected(trouble_of(count.error()));
    if (quiet && !begun) return unexpected(Trouble::silent);
    if (count) parser_.push(ByteView(chunk.bytes).first(*count));
    begun = true;
    const auto payload = quiet ? parser_.flush() : parser_.next();
    if (payload) {
      if (auto answer = answer_in(command, *payload)) return std::move(*answer);
    }
    if (quiet || steady_clock::now() >= deadline) return unexpected(Trouble::disturbed);
  }
}

std::optional<std::string> sam_id_text(ByteView data) {
  if (data.size() != command::kSamId.answer_data) return std::nullopt;
  const auto number = [&](std::size_t offset, std::size_t size) {
    return little_endian(data.subspan(offset, size));
  };
  return fmt::format("{:02}.{:02}-{:08}-{:09}-{:09}", number(0, 2), number(2, 2), number(4, 4),
                     number(8, 4), number(12, 4));
}

}  // namespace linli::drivers::samv
