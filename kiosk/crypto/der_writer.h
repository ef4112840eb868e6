#pragma once
#include <initializer_list>

#include "kiosk/base/bytes.h"

/// Elements in DER (ITU-T X.690), for this directory's sources only.
namespace linli::crypto::der {

inline constexpr std::uint8_t kInteger = 0x02;
inline constexpr std::uint8_t kBits = 0x03;
inline constexpr std::uint8_t kOctets = 0x04;
inline constexpr std::uint8_t kObject = 0x06;
inline constexpr std::uint8_t kSequence = 0x30;
inline constexpr std::uint8_t kSet = 0x31;

/// A context-specific tag below 31, over other elements or over plain bytes.
constexpr std::uint8_t context(int number) { return static_cast<std::uint8_t>(0xa0 + number); }
constexpr std::uint8_t plain_context(int number) {
  return static_cast<std::uint8_t>(0x80 + number);
}

/// Bytes that the length of a content takes.
constexpr std::size_t length_size(std::size_t content) {
  std::size_t bytes = 1;
  if (content > 0x7f) {
    for (std::size_t rest = content; rest > 0; rest >>= 8) ++bytes;
  }
  return bytes;
}

/// Bytes of a whole element.
constexpr std::size_t element_size(std::size_t content) {
  return 1 + length_size(content) + content;
}

/// Tag and length; the content follows.
inline void add_header(Bytes& out, std::uint8_t tag, std::size_t content) {
  out.push_back(tag);
  const std::size_t bytes = length_size(content);
  if (bytes > 1) out.push_back(static_cast<std::uint8_t>(0x80 + bytes - 1));
  for (std::size_t left = bytes > 1 ? bytes - 1 : 1; left-- > 0;) {
    out.push_back(static_cast<std::uint8_t>(content >> (8 * left)));
  }
}

inline void add(Bytes& out, ByteView bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); }

/// An element whose content is those bytes, one after the other.
inline Bytes element(std::uint8_t tag, std::initializer_list<ByteView> contents) {
  std::size_t size = 0;
  for (const ByteView content : contents) size += content.size();
  Bytes out;
  out.reserve(element_size(size));
  add_header(out, tag, size);
  for (const ByteView content : contents) add(out, content);
  return out;
}

}  // namespace linli::crypto::der
