#pragma once
#include <string>

namespace linli::catalogue {

/// A fault of a file that people wrote.
struct CatalogueError {
  std::string where;  // file, and the JSON pointer within it
  std::string what;   // what is wrong and what to do
};

}  // namespace linli::catalogue
