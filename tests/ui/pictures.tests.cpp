#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cstdlib>
#include <filesystem>

#include "tests/ui/layout_rules.h"
#include "tests/ui/situations.h"
#include "tests/ui/stage.h"

namespace linli::tests {
namespace {

using catalogue::Language;
using flow::DisplayMode;

struct Shape {
  const char* name;
  int width;
  int height;
};

std::filesystem::path pictures_folder() {
  const char* wanted = std::getenv("LINLI_PICTURES");
  const std::filesystem::path folder = wanted != nullptr ? wanted : LINLI_PICTURES_DEFAULT;
  std::filesystem::create_directories(folder);
  return folder;
}

/// The faults of all situations, each with its picture's name in front.
std::vector<std::string> faults_in(const Shape& shape, DisplayMode mode, Language language,
                                   bool with_pictures) {
  Stage stage(shape.width, shape.height);
  std::vector<std::string> faults;
  const auto folder = pictures_folder();
  for (const auto& situation : all_situations()) {
    flow::View view = situation.view(mode);
    view.language = language;
    stage.show(view);
    const std::string name = situation.name + (language == Language::english ? "-en-" : "-zh-") + shape.name +
                             (mode == DisplayMode::large ? "-large" : "");
    for (const auto& fault : faults_of(stage.tree(), view, static_cast<float>(shape.width),
                                       static_cast<float>(shape.height))) {
      faults.push_back(name + ": " + fault);
    }
    if (with_pictures && !stage.window().save_picture(folder / (name + ".png"))) {
      faults.push_back(name + ": no picture could be written");
    }
  }
  return faults;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string all;
  for (const auto& line : lines) all += line + "\n";
  return all;
}

}  // namespace

TEST_CASE("every screen obeys the rules of the design in every state, mode, shape and language") {
  const auto shape = GENERATE(Shape{"portrait", 1080, 1920}, Shape{"landscape", 1920, 1080});
  const auto mode = GENERATE(DisplayMode::standard, DisplayMode::large);
  const auto language = GENERATE(Language::chinese, Language::english);
  const auto faults = faults_in(shape, mode, language, true);
  INFO(joined(faults));
  CHECK(faults.empty());
}

TEST_CASE("smaller and longer windows obey them as well") {
  const auto shape = GENERATE(Shape{"small", 768, 1366}, Shape{"wide", 1366, 768});
  const auto mode = GENERATE(DisplayMode::standard, DisplayMode::large);
  const auto faults = faults_in(shape, mode, Language::chinese, false);
  INFO(joined(faults));
  CHECK(faults.empty());
}

}  // namespace linli::tests
