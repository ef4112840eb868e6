#pragma once
#include <memory>
#include <string>
#include <vector>

#include "kiosk/typing/composer.h"
#include "kiosk/typing/handwriting.h"

namespace linli::typing {

/// What turns strokes and keys into characters, loaded once and shared by all
/// texts; of one thread. What could not be loaded is null, and what needs it is
/// not offered.
struct Engines {
  std::unique_ptr<Handwriting> handwriting;
  std::unique_ptr<Composer> composer;
  std::vector<std::string> problems;  // why something is null; names files, nobody's data
};

/// `assets` is share/linli; reads its folder typing.
Engines load_engines(const std::filesystem::path& assets);

}  // namespace linli::typing
