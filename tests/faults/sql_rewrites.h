#pragma once
#include <string>
#include <utility>
#include <vector>

namespace linli::tests {

/// Texts and what stands in their place.
using Rewrites = std::vector<std::pair<std::string, std::string>>;

/// While it lives, SQL that is executed has these texts replaced: how a store
/// would do that asks SQLite for less. Only one at a time.
class SqlRewrites {
 public:
  explicit SqlRewrites(Rewrites rewrites);
  ~SqlRewrites();
  SqlRewrites(const SqlRewrites&) = delete;
  SqlRewrites& operator=(const SqlRewrites&) = delete;
};

}  // namespace linli::tests
