#pragma once
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"

namespace linli::crypto {

/// SHA-256 (FIPS 180-4).
using Digest = std::array<std::uint8_t, 32>;

Digest sha256(ByteView data);

/// SHA-256 of what comes piece by piece.
class DigestStream {
 public:
  DigestStream();
  ~DigestStream();
  DigestStream(DigestStream&&) noexcept;
  DigestStream& operator=(DigestStream&&) noexcept;

  void add(ByteView piece);
  /// Of everything so far; more may be added afterwards.
  Digest digest() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string to_hex(ByteView data);                       // lower case
std::optional<Bytes> from_hex(std::string_view text);    // empty for an odd length or other characters
std::optional<Digest> digest_from_hex(std::string_view text);

std::string to_base64url(ByteView data);                 // RFC 4648 section 5, without padding
std::optional<Bytes> from_base64url(std::string_view text);

std::string to_base64(ByteView data);                    // RFC 4648 section 4, with padding
std::optional<Bytes> from_base64(std::string_view text);

/// From the kernel through OpenSSL's generator; aborts if there is none.
Bytes random_bytes(std::size_t count);

}  // namespace linli::crypto
