/// Replaces malloc and its family in the program it is linked into: memory is
/// wiped when it is freed, whoever allocated it — the flows, the C++ library,
/// OpenSSL, libcurl, SDL. What a session leaves behind is then only what is
/// still allocated and what lies on stacks (see scrub_stack.h).
///
/// glibc gives the original functions under these names for just this purpose.
#include <malloc.h>
#include <string.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>

extern "C" {

void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
void __libc_free(void* memory);

void* malloc(std::size_t size) { return __libc_malloc(size); }

void* calloc(std::size_t count, std::size_t size) { return __libc_calloc(count, size); }

void free(void* memory) {
  if (!memory) return;
  const int saved = errno;  // free() keeps errno (POSIX.1-2024)
  explicit_bzero(memory, malloc_usable_size(memory));
  __libc_free(memory);
  errno = saved;
}

void* realloc(void* memory, std::size_t size) {
  if (!memory) return malloc(size);
  if (size == 0) {
    free(memory);
    return nullptr;
  }
  // Never glibc's realloc: it would leave the old block behind unwiped.
  const std::size_t old_size = malloc_usable_size(memory);
  if (size <= old_size && size >= old_size / 2) return memory;
  void* moved = malloc(size);
  if (!moved) return nullptr;
  memcpy(moved, memory, old_size < size ? old_size : size);
  free(memory);
  return moved;
}

void* memalign(std::size_t alignment, std::size_t size) { return __libc_memalign(alignment, size); }

void* aligned_alloc(std::size_t alignment, std::size_t size) {
  return __libc_memalign(alignment, size);
}

int posix_memalign(void** memory, std::size_t alignment, std::size_t size) {
  if (alignment < sizeof(void*) || (alignment & (alignment - 1)) != 0) return EINVAL;
  void* found = __libc_memalign(alignment, size);
  if (!found) return ENOMEM;
  *memory = found;
  return 0;
}

}  // extern "C"
