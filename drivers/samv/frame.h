#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "kiosk/base/bytes.h"

/// The frames of SAM-V modules (GA 467), the same in both directions:
///
///     AA AA AA 96 69 | LenH LenL | payload | CHK
///
/// Len counts the payload and CHK. CHK is the XOR of everything from LenH to the
/// end of the payload. A command's payload is CMD Para data, an answer's is
/// SW1 SW2 SW3 data.
namespace linli::drivers::samv {

/// The largest frame in use: an answer with text, photo and two fingerprints.
inline constexpr std::size_t kLongestLength = 0x090A;

/// A whole frame around a payload of at most kLongestLength - 1 bytes.
Bytes encode_frame(ByteView payload);

/// Finds the frames in what a line delivers. The line may lose and insert bytes,
/// so a frame is trusted only with its right checksum, a length only then, and
/// the last three bytes of the preamble are enough (seen: AA 00 AA AA 96 69).
/// What it holds is bounded, and wiped as soon as it is not needed.
class FrameParser {
 public:
  FrameParser() = default;
  ~FrameParser() { clear(); }
  FrameParser(const FrameParser&) = delete;
  FrameParser& operator=(const FrameParser&) = delete;

  /// Takes what came. Of more than fits, the oldest is forgotten.
  void push(ByteView bytes);

  /// The payload of the next whole frame.
  std::optional<Bytes> next();

  /// The same when the line has gone quiet: a frame that has begun will not be
  /// completed, so it is looked for behind that beginning too. Forgets the rest.
  std::optional<Bytes> flush();

  void clear();

 private:
  enum class Search { found, unfinished, nothing };
  Search search(Bytes& payload);
  void drop(std::size_t count);

  std::array<std::uint8_t, 2 * kLongestLength> buffer_;
  std::size_t size_ = 0;
};

}  // namespace linli::drivers::samv
