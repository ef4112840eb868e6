#pragma once
#include <cstddef>

namespace linli::crypto {

/// Overwrites memory with zeros; the compiler can't leave it out.
void wipe(void* memory, std::size_t size);

/// Overwrites the content of a string, vector or array of plain values. What
/// the container held before it grew or was copied is the caller's concern.
template <class Buffer>
void wipe(Buffer& buffer) {
  wipe(buffer.data(), buffer.size() * sizeof(*buffer.data()));
}

/// Holds a string, vector or array that is overwritten at the end of its scope.
template <class Buffer>
struct Wiped {
  Buffer value;
  ~Wiped() { wipe(value); }
};
template <class Buffer>
Wiped(Buffer) -> Wiped<Buffer>;

}  // namespace linli::crypto
