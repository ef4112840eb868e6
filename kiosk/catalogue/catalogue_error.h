#pragma once
#include <string>

namespace linli::catalogue {

/// A fault of a file that people wrote.
struct CatalogueError {
  std::string where;  // file, and the JSON pointer within it
  std::string what;   // what is wrong and what to do
  int line = 0;       // of the file, from 1; 0: of none
};

/// "…/relief.json#/steps/0/id (line 12): is used twice; every id must be its own".
std::string describe(const CatalogueError& error);

}  // namespace linli::catalogue
