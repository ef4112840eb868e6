#include <catch2/catch_test_macros.hpp>

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

// This program is linked with kiosk/app/wiping_allocator.cpp, as the kiosk is.

namespace {

/// Where memory was, after it was freed: addresses are kept as volatile numbers,
/// since reading there is just what a program must not do and a memory reader can.
const char* at(std::uintptr_t where) { return reinterpret_cast<const char*>(where); }

/// Eight bytes in a row: single ones also come by chance, in what the allocator
/// notes in free memory.
bool holds_secret(const char* where, std::size_t size) {
  const volatile char* bytes = where;
  int in_a_row = 0;
  for (std::size_t i = 0; i < size; ++i) {
    in_a_row = bytes[i] == 'S' ? in_a_row + 1 : 0;
    if (in_a_row == 8) return true;
  }
  return false;
}

constexpr std::size_t kSizes[] = {24, 40, 200, 1000, 5000, 60'000};

}  // namespace

TEST_CASE("what is freed is wiped") {
  for (const std::size_t size : kSizes) {
    INFO(size);
    char* memory = static_cast<char*>(std::malloc(size));
    std::memset(memory, 'S', size);
    const volatile std::uintptr_t where = reinterpret_cast<std::uintptr_t>(memory);
    std::free(memory);
    CHECK_FALSE(holds_secret(at(where), size));
  }
}

TEST_CASE("what grows leaves nothing where it was") {
  for (const std::size_t size : kSizes) {
    INFO(size);
    char* memory = static_cast<char*>(std::malloc(size));
    std::memset(memory, 'S', size);
    const volatile std::uintptr_t where = reinterpret_cast<std::uintptr_t>(memory);
    char* grown = static_cast<char*>(std::realloc(memory, size * 3));
    REQUIRE(reinterpret_cast<std::uintptr_t>(grown) != where);
    CHECK(grown[0] == 'S');
    CHECK(grown[size - 1] == 'S');
    CHECK_FALSE(holds_secret(at(where), size));
    std::free(grown);
  }
}

TEST_CASE("strings and vectors of C++ are wiped as well") {
  auto text = std::make_unique<std::string>(500, 'S');
  const volatile std::uintptr_t where = reinterpret_cast<std::uintptr_t>(text->data());
  text.reset();
  CHECK_FALSE(holds_secret(at(where), 500));
}

TEST_CASE("aligned memory is aligned and can be freed") {
  void* memory = nullptr;
  REQUIRE(posix_memalign(&memory, 4096, 100) == 0);
  CHECK(reinterpret_cast<std::uintptr_t>(memory) % 4096 == 0);
  std::free(memory);
  CHECK(posix_memalign(&memory, 3, 100) == EINVAL);
}
