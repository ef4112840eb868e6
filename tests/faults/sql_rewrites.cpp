#include "tests/faults/sql_rewrites.h"

#include <dlfcn.h>
#include <sqlcipher/sqlite3.h>

namespace linli::tests {
namespace {
Rewrites the_rewrites;
}  // namespace

SqlRewrites::SqlRewrites(Rewrites rewrites) { the_rewrites = std::move(rewrites); }
SqlRewrites::~SqlRewrites() { the_rewrites.clear(); }

static std::string rewritten(std::string sql) {
  for (const auto& [from, to] : the_rewrites) {
    const auto at = sql.find(from);
    if (at != std::string::npos) sql.replace(at, from.size(), to);
  }
  return sql;
}

}  // namespace linli::tests

extern "C" int sqlite3_exec(sqlite3* database, const char* sql,
                            int (*callback)(void*, int, char**, char**), void* context,
                            char** error) {
  static auto* const next =
      reinterpret_cast<decltype(&sqlite3_exec)>(dlsym(RTLD_NEXT, "sqlite3_exec"));
  return next(database, linli::tests::rewritten(sql).c_str(), callback, context, error);
}
