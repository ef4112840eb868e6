#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cstdlib>
#include <filesystem>

#include "tests/ui/layout_rules.h"
#include "tests/ui/service_situations.h"
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

/// Where pictures go, and which: without a wish the Chinese ones, beside the build.
bool wants_picture(Language language) {
  return language == Language::chinese || std::getenv("LINLI_PICTURES") != nullptr;
}

/// What is wrong with a page, each fault with its picture's name in front.
std::string faults_of_one(Stage& stage, const std::string& situation, const flow::View& view,
                          const Shape& shape, bool picture) {
  stage.show(view);
  const std::string name = situation + (view.language == Language::english ? "-en-" : "-zh-") +
                           shape.name + (view.mode == DisplayMode::large ? "-large" : "");
  std::string faults;
  for (const auto& fault : faults_of(stage.tree(), view, static_cast<float>(shape.width),
                                     static_cast<float>(shape.height))) {
    faults += name + ": " + fault + "\n";
  }
  if (picture && !stage.window().save_picture(pictures_folder() / (name + ".png"))) {
    faults += name + ": no picture could be written\n";
  }
  return faults;
}

std::string faults_in(const std::vector<Situation>& situations, const Shape& shape,
                      DisplayMode mode, Language language, bool pictures) {
  Stage stage(shape.width, shape.height);
  std::string faults;
  for (const auto& situation : situations) {
    flow::View view = situation.view(mode);
    view.language = language;
    faults += faults_of_one(stage, situation.name, view, shape, pictures);
  }
  return faults;
}

void check_all(const Shape& shape, DisplayMode mode) {
  const auto language = GENERATE(Language::chinese, Language::english);
  const std::string faults =
      faults_in(all_situations(), shape, mode, language, wants_picture(language));
  INFO(faults);
  CHECK(faults.empty());
}

}  // namespace

TEST_CASE("every portrait screen obeys the rules of the design") {
  check_all({"portrait", 1080, 1920}, DisplayMode::standard);
}

TEST_CASE("every portrait screen in the large mode obeys the rules of the design") {
  check_all({"portrait", 1080, 1920}, DisplayMode::large);
}

TEST_CASE("every landscape screen obeys the rules of the design") {
  check_all({"landscape", 1920, 1080}, DisplayMode::standard);
}

TEST_CASE("every landscape screen in the large mode obeys the rules of the design") {
  check_all({"landscape", 1920, 1080}, DisplayMode::large);
}

TEST_CASE("smaller windows obey them as well") {
  const auto shape = GENERATE(Shape{"small", 768, 1366}, Shape{"wide", 1366, 768});
  const auto mode = GENERATE(DisplayMode::standard, DisplayMode::large);
  const std::string faults = faults_in(all_situations(), shape, mode, Language::chinese, false);
  INFO(faults);
  CHECK(faults.empty());
}

TEST_CASE("every page of every shipped service has room in both modes and orientations") {
  const auto shape = GENERATE(Shape{"portrait", 1080, 1920}, Shape{"landscape", 1920, 1080});
  const auto mode = GENERATE(DisplayMode::standard, DisplayMode::large);
  const auto language = GENERATE(Language::chinese, Language::english);
  const bool pictures = std::getenv("LINLI_PICTURES") != nullptr;
  Stage stage(shape.width, shape.height);
  std::string faults;
  for_each_shipped_page(mode, [&](std::string name, flow::View view) {
    view.language = language;
    std::ranges::replace(name, '/', '-');
    faults += faults_of_one(stage, name, view, shape, pictures);
  });
  INFO(faults);
  CHECK(faults.empty());
}

}  // namespace linli::tests
