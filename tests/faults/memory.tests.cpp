/// Every allocation of SQLite fails once: no promise is broken. Each run is a
/// process of its own, whose end in any way is a kill like any other.
#include <sqlcipher/sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "tests/faults/crashes.h"

using namespace linli;
using namespace linli::tests;

namespace {

sqlite3_mem_methods the_methods;
long the_count = 0;
long the_failing = -1;

bool fails_now() { return the_count++ == the_failing; }
void* allocate(int size) { return fails_now() ? nullptr : the_methods.xMalloc(size); }
void* allocate_again(void* old, int size) {
  return fails_now() ? nullptr : the_methods.xRealloc(old, size);
}

/// From here on SQLite allocates through the functions above.
bool count_allocations() {
  sqlite3_shutdown();
  if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &the_methods) != SQLITE_OK) return false;
  sqlite3_mem_methods counting = the_methods;
  counting.xMalloc = allocate;
  counting.xRealloc = allocate_again;
  return sqlite3_config(SQLITE_CONFIG_MALLOC, &counting) == SQLITE_OK &&
         sqlite3_initialize() == SQLITE_OK;
}

enum Verdict { kept = 0, broken = 1, not_counted = 2 };

/// In a process of its own, with the allocation of this number failing.
int verdict_in_child(const Path& path, const Beginning& beginning, long failing, int pipe) {
  if (!count_allocations()) return not_counted;
  World world(beginning.image, beginning.books, beginning.now);
  the_count = 0;
  the_failing = failing;
  path.act(world);
  world.close();
  the_failing = -1;
  if (::write(pipe, &the_count, sizeof the_count) != sizeof the_count) return not_counted;
  const auto findings = broken_promises(world.path(), world.books, kEnd, beginning.now);
  for (const auto& finding : findings) ::dprintf(STDERR_FILENO, "%s\n", finding.c_str());
  return findings.empty() ? kept : broken;
}

struct Child {
  int status = 0;
  long allocations = 0;
};

Child run_with(const Path& path, const Beginning& beginning, long failing) {
  int ends[2];
  if (pipe(ends) != 0) throw std::runtime_error("no pipe");
  const pid_t child = fork();
  if (child == 0) _exit(verdict_in_child(path, beginning, failing, ends[1]));
  ::close(ends[1]);
  Child result;
  if (::read(ends[0], &result.allocations, sizeof result.allocations) < 0) result.allocations = 0;
  ::close(ends[0]);
  waitpid(child, &result.status, 0);
  return result;
}

/// How many allocations there are when none fails.
long allocations_of(const Path& path, const Beginning& beginning) {
  const Child child = run_with(path, beginning, -1);
  REQUIRE(WIFEXITED(child.status));
  REQUIRE(WEXITSTATUS(child.status) == kept);
  return child.allocations;
}

/// SQLCipher 4.6 damages its own heap when it sets up a cipher and memory fails
/// it, so allocations fail after the opening, and this path has none there.
constexpr std::string_view kLeftOut = "opening after a kill";
constexpr long kRuns = 60;  // spread over all allocations of a path

}  // namespace

TEST_CASE("no promise is broken by an allocation of SQLite that fails") {
  const Path& path =
      paths()[static_cast<std::size_t>(GENERATE(range(0, static_cast<int>(paths().size()))))];
  if (path.name == kLeftOut) return;
  DYNAMIC_SECTION(path.name) {
    const Beginning beginning = beginning_of(path);
    const Path opening{.name = "opening", .act = [](World& world) { world.open(); }};
    const long opened = allocations_of(opening, beginning);
    const long all = allocations_of(path, beginning);
    REQUIRE(opened > 0);
    REQUIRE(all > opened);
    for (long run = 0; run < kRuns; ++run) {
      const long failing = opened + (all - opened) * run / kRuns;
      INFO("allocation " << failing << " of " << all);
      const int status = run_with(path, beginning, failing).status;
      CHECK(WIFEXITED(status));
      CHECK(WEXITSTATUS(status) == kept);
    }
    SUCCEED(path.name << ": " << all - opened << " allocations after the opening");
  }
}
