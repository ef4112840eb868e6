#include "kiosk/crypto/digest.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <limits>

#include "kiosk/crypto/openssl_handles.h"

namespace linli::crypto {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kBase64Url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string encode64(ByteView data, std::string_view alphabet) {
  std::string out;
  out.reserve((data.size() + 2) / 3 * 4);
  std::uint32_t bits = 0;
  int count = 0;
  for (const std::uint8_t byte : data) {
    bits = bits << 8 | byte;
    for (count += 8; count >= 6; count -= 6) out += alphabet[bits >> (count - 6) & 63];
  }
  if (count > 0) out += alphabet[bits << (6 - count) & 63];
  return out;
}

/// Without padding. Only the one canonical form is accepted: a last character
/// with spare bits set would let two texts mean the same bytes.
std::optional<Bytes> decode64(std::string_view text, std::string_view alphabet) {
  if (text.size() % 4 == 1) return std::nullopt;
  Bytes out;
  out.reserve(text.size() / 4 * 3 + 2);
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const auto value = alphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out.push_back(static_cast<std::uint8_t>(bits >> count));
    }
  }
  if ((bits & ((1u << count) - 1)) != 0) return std::nullopt;
  return out;
}

}  // namespace

Digest sha256(ByteView data) {
  Digest digest{};
  must(EVP_Digest(data.data(), data.size(), digest.data(), nullptr, EVP_sha256(), nullptr) == 1);
  return digest;
}

struct DigestStream::State {
  DigestContextHandle context{EVP_MD_CTX_new()};
};

DigestStream::DigestStream() : state_(std::make_unique<State>()) {
  must(state_->context != nullptr &&
       EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr) == 1);
}
DigestStream::~DigestStream() = default;
DigestStream::DigestStream(DigestStream&&) noexcept = default;
DigestStream& DigestStream::operator=(DigestStream&&) noexcept = default;

void DigestStream::add(ByteView piece) {
  must(EVP_DigestUpdate(state_->context.get(), piece.data(), piece.size()) == 1);
}

Digest DigestStream::digest() const {
  const DigestContextHandle copy(EVP_MD_CTX_new());
  Digest digest{};
  must(copy != nullptr && EVP_MD_CTX_copy_ex(copy.get(), state_->context.get()) == 1 &&
       EVP_DigestFinal_ex(copy.get(), digest.data(), nullptr) == 1);
  return digest;
}

std::string to_hex(ByteView data) {
  std::string out;
  out.reserve(data.size() * 2);
  for (const std::uint8_t byte : data) {
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
  }
  return out;
}

std::optional<Bytes> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  Bytes out(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c =
        text[i] >= 'A' && text[i] <= 'F' ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
    const auto value = kHex.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    out[i / 2] = static_cast<std::uint8_t>(unsigned{out[i / 2]} << 4 | value);
  }
  return out;
}

std::optional<Digest> digest_from_hex(std::string_view text) {
  const auto bytes = from_hex(text);
  Digest digest{};
  if (!bytes || bytes->size() != digest.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), digest.begin());
  return digest;
}

std::string to_base64url(ByteView data) { return encode64(data, kBase64Url); }

std::optional<Bytes> from_base64url(std::string_view text) { return decode64(text, kBase64Url); }

std::string to_base64(ByteView data) {
  std::string out = encode64(data, kBase64);
  while (out.size() % 4 != 0) out += '=';
  return out;
}

std::optional<Bytes> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
  return decode64(text, kBase64);
}

Bytes random_bytes(std::size_t count) {
  must(count <= std::numeric_limits<int>::max());
  Bytes bytes(count);
  must(RAND_bytes(bytes.data(), static_cast<int>(count)) == 1);
  return bytes;
}

}  // namespace linli::crypto
