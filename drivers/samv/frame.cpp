#include "drivers/samv/frame.h"

#include <string.h>

#include <algorithm>
#include <cassert>
#include <functional>
#include <numeric>

namespace linli::drivers::samv {
namespace {

constexpr std::array<std::uint8_t, 5> kPreamble{0xAA, 0xAA, 0xAA, 0x96, 0x69};
constexpr std::size_t kSyncSize = 3;  // AA 96 69, the end of the preamble
constexpr std::size_t kHeadSize = kSyncSize + 2;
constexpr std::size_t kShortestLength = 3;  // CMD Para CHK

std::uint8_t checksum(ByteView bytes) {
  return std::accumulate(bytes.begin(), bytes.end(), std::uint8_t{0}, std::bit_xor<>());
}

}  // namespace

Bytes encode_frame(ByteView payload) {
  const std::size_t length = payload.size() + 1;
  assert(length <= kLongestLength);
  Bytes frame(kPreamble.begin(), kPreamble.end());
  frame.push_back(static_cast<std::uint8_t>(length >> 8));
  frame.push_back(static_cast<std::uint8_t>(length & 0xFF));
  frame.insert(frame.end(), payload.begin(), payload.end());
  frame.push_back(checksum(ByteView(frame).subspan(kPreamble.size())));
  return frame;
}

void FrameParser::push(ByteView bytes) {
  if (bytes.size() > buffer_.size()) bytes = bytes.last(buffer_.size());
  if (size_ + bytes.size() > buffer_.size()) drop(size_ + bytes.size() - buffer_.size());
  std::ranges::copy(bytes, buffer_.begin() + static_cast<std::ptrdiff_t>(size_));
  size_ += bytes.size();
}

std::optional<Bytes> FrameParser::next() {
  Bytes payload;
  if (search(payload) == Search::found) return payload;
  return std::nullopt;
}

std::optional<Bytes> FrameParser::flush() {
  Bytes payload;
  Search result = search(payload);
  while (result == Search::unfinished) {
    drop(kSyncSize);
    result = search(payload);
  }
  if (result == Search::found) return payload;
  clear();
  return std::nullopt;
}

FrameParser::Search FrameParser::search(Bytes& payload) {
  const auto sync = ByteView(kPreamble).last(kSyncSize);
  while (true) {
    const ByteView held(buffer_.data(), size_);
    const auto start = std::ranges::search(held, sync).begin();
    if (start == held.end()) {
      drop(size_ - std::min(size_, kSyncSize - 1));  // these may begin a preamble
      return Search::nothing;
    }
    drop(static_cast<std::size_t>(start - held.begin()));
    if (size_ < kHeadSize) return Search::unfinished;
    const auto length = static_cast<std::size_t>(buffer_[kSyncSize] << 8 | buffer_[kSyncSize + 1]);
    if (length >= kShortestLength && length <= kLongestLength) {
      if (size_ < kHeadSize + length) return Search::unfinished;
      // The XOR of all that is summed and its checksum is zero.
      if (checksum(ByteView(buffer_).subspan(kSyncSize, 2 + length)) == 0) {
        const auto* first = buffer_.data() + kHeadSize;
        payload.assign(first, first + length - 1);
        drop(kHeadSize + length);
        return Search::found;
      }
    }
    drop(kSyncSize);
  }
}

void FrameParser::drop(std::size_t count) {
  std::copy(buffer_.data() + count, buffer_.data() + size_, buffer_.data());
  size_ -= count;
  ::explicit_bzero(buffer_.data() + size_, count);
}

void FrameParser::clear() { drop(size_); }

}  // namespace linli::drivers::samv
