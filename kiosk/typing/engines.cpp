#include "kiosk/typing/engines.h"

#include <utility>

namespace linli::typing {
namespace {

template <class Engine>
void keep(Expected<std::unique_ptr<Engine>, std::string> loaded, std::unique_ptr<Engine>& place,
          std::vector<std::string>& problems) {
  if (loaded) {
    place = std::move(*loaded);
  } else {
    problems.push_back(loaded.error());
  }
}

}  // namespace

Engines load_engines(const std::filesystem::path& assets) {
  const auto directory = assets / "typing";
  Engines engines;
  keep(Handwriting::load({.characters = directory / "characters.txt"}), engines.handwriting,
       engines.problems);
  keep(Composer::load(directory), engines.composer, engines.problems);
  return engines;
}

}  // namespace linli::typing
