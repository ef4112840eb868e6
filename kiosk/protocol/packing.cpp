#include "kiosk/protocol/packing.h"

#include <zlib.h>

#include "kiosk/crypto/wipe.h"

namespace linli::protocol {
namespace {

/// Photographs are packed already, and what is tiny gains nothing.
constexpr std::size_t kLeastSaved = 64;
constexpr std::size_t kLeastShare = 16;  // and at least a sixteenth
constexpr int kGzipWindow = 15 + 16;     // zlib.h: windowBits + 16 makes it gzip
constexpr int kMemory = 8;               // zlib's default

Bytef* in(ByteView bytes) { return const_cast<Bytef*>(bytes.data()); }

}  // namespace

std::optional<Bytes> pack(ByteView content) {
  const std::size_t saved = std::max(kLeastSaved, content.size() / kLeastShare);
  if (content.size() <= saved) return std::nullopt;
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipWindow, kMemory,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    return std::nullopt;
  }
  crypto::Wiped packed{Bytes(content.size() - saved)};
  stream.next_in = in(content);
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = packed.value.data();
  stream.avail_out = static_cast<uInt>(packed.value.size());
  const bool fits = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  const std::size_t size = stream.total_out;
  deflateEnd(&stream);
  if (!fits) return std::nullopt;
  packed.value.resize(size);
  return std::move(packed.value);
}

std::optional<Bytes> unpack(ByteView packed, std::size_t most) {
  z_stream stream{};
  if (inflateInit2(&stream, kGzipWindow) != Z_OK) return std::nullopt;
  crypto::Wiped content{Bytes(most)};
  stream.next_in = in(packed);
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = content.value.data();
  stream.avail_out = static_cast<uInt>(most);
  const bool whole = inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_in == 0;
  const std::size_t size = stream.total_out;
  inflateEnd(&stream);
  if (!whole) return std::nullopt;
  content.value.resize(size);
  return std::move(content.value);
}

}  // namespace linli::protocol
