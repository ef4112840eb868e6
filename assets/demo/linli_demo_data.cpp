/// linli-demo-data ASSETS OUT: invented residents, cards and place names, the same on every run.
#include <fmt/format.h>

#include <filesystem>
#include <stdexcept>

#include "assets/demo/place_names.h"
#include "assets/demo/residents.h"
#include "kiosk/base/file.h"

namespace {

using namespace linli;
namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = 1 << 20;

template <class Json>
Json parse(const fs::path& file) {
  const auto content = base::read_file(file, kMostBytes);
  if (!content) throw std::runtime_error(file.string() + ": " + content.error().message());
  return Json::parse(*content);
}

void write(const fs::path& file, const std::string& content) {
  if (const auto error = base::write_file_durably(file, content)) {
    throw std::runtime_error(file.string() + ": " + error.message());
  }
  // Everybody may read it, as any other asset.
  fs::permissions(file, fs::perms::group_read | fs::perms::others_read, fs::perm_options::add);
}

void make_all(const fs::path& assets, const fs::path& out) {
  const auto region = catalogue::load_region(assets, "demo");
  if (!region) throw std::runtime_error(region.error().front().where + region.error().front().what);
  const auto places = demo::invent_place_names(
      parse<nlohmann::json>(assets / "demo/words/places.json"), region->division.zh);
  const auto households = demo::invent_households(
      parse<nlohmann::json>(assets / "demo/words/people.json"), places.at("names"));
  using Ordered = nlohmann::ordered_json;
  fs::create_directories(out);
  write(out / "place_names.json", demo::place_names_text(places));
  write(out / "residents.json",
        demo::residents_text(parse<Ordered>(assets / "demo/residents.json"), households, *region));
  write(out / "cards.json",
        demo::cards_text(parse<Ordered>(assets / "demo/cards.json"), households));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "linli-demo-data: usage: linli-demo-data ASSETS OUT\n");
    return 2;
  }
  try {
    make_all(argv[1], argv[2]);
  } catch (const std::exception& error) {
    fmt::print(stderr, "linli-demo-data: {}\n", error.what());
    return 1;
  }
  return 0;
}
