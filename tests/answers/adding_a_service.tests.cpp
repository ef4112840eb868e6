/// What docs/adding-a-service.md tells people to write works as it says.
#include <catch2/catch_test_macros.hpp>

#include <nlohmann/json.hpp>
#include <vector>

#include "kiosk/app/application_file.h"
#include "kiosk/app/room_check.h"
#include "kiosk/catalogue/check_catalogue.h"
#include "kiosk/catalogue/json_file.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

using namespace linli;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

const base::WallTime kNow = *base::parse_rfc3339("2026-11-22T09:41:00+08:00");
const fs::path kAssets = LINLI_ASSETS;

const std::string& document() {
  static const std::string text =
      tests::read_whole(kAssets.parent_path() / "docs/adding-a-service.md");
  return text;
}

/// The blocks of code in that language, in their order.
std::vector<std::string> blocks(const std::string& language) {
  std::vector<std::string> found;
  const std::string begin = "```" + language + "\n";
  for (std::size_t at = document().find(begin); at != std::string::npos;) {
    at += begin.size();
    const std::size_t end = document().find("```", at);
    found.push_back(document().substr(at, end - at));
    at = document().find(begin, end);
  }
  return found;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

/// The document's service, alone in its catalogue.
struct Assets {
  tests::TemporaryFolder folder;

  explicit Assets(const std::string& service) {
    for (const char* name : {"regions", "calendar"}) {
      fs::create_directory_symlink(kAssets / name, folder / name);
    }
    fs::create_directory(folder / "catalogue");
    tests::write_whole(file(), service);
  }
  fs::path file() const { return folder.path() / "catalogue" / "haircut_order.json"; }
  std::vector<std::string> faults() const {
    app::RoomCheck room;
    const auto checked =
        catalogue::check_catalogue(folder / "catalogue", kAssets, "demo",
                                   [&](const auto&... service) { room.check(service...); });
    std::vector<std::string> lines;
    for (const auto& fault : checked.faults) lines.push_back(describe(fault));
    return lines;
  }
};

std::string service() { return blocks("json").at(0); }
std::string answers() { return blocks("json").at(1); }

/// What linlictl prints for a file of answers.
std::vector<std::string> faults_in(const std::string& file) {
  const Assets assets(service());
  const auto loaded = catalogue::load_catalogue(assets.folder.path(), "demo");
  REQUIRE(loaded);
  tests::write_whole(assets.folder / "answers.json", file);
  std::vector<catalogue::CatalogueError> faults;
  catalogue::Place place("answers.json", faults);
  const json read = catalogue::parse_json_file(assets.folder / "answers.json", place);
  const auto taken =
      app::application_from(read, *loaded->find("haircut_order"), loaded->region, kNow);
  if (!taken) {
    for (const auto& fault : taken.error()) {
      place.at_pointer(fault.where.substr(1)).fault(fault.what);
    }
  }
  std::vector<std::string> lines;
  for (const auto& fault : faults) lines.push_back(describe(fault));
  return lines;
}

}  // namespace

TEST_CASE("nothing is wrong with the service of the document") {
  CHECK(Assets(service()).faults() == std::vector<std::string>{});
}

TEST_CASE("a fault in its service looks as the document says") {
  const Assets assets(replaced(service(), ", \"en\": \"Your phone number\"", ""));
  const auto faults = assets.faults();
  REQUIRE(faults.size() == 1);
  CHECK((faults[0] + "\n").ends_with("/" + blocks("text").at(0)));
}

TEST_CASE("a label that has no room in the large font is told with its line") {
  const std::string label = "\"zh\": \"您的电话\"";
  std::string longest = "\"zh\": \"";
  for (int i = 0; i < 30; ++i) longest += "电话";
  const Assets assets(replaced(service(), label, longest + "\""));
  const auto faults = assets.faults();
  REQUIRE_FALSE(faults.empty());
  CHECK(faults[0].find("#/steps/1/fields/1/label/zh (line 65): has no room in the large font") !=
        std::string::npos);
}

TEST_CASE("the answers of the document are taken, and a fault in them looks as it says") {
  CHECK(faults_in(answers()) == std::vector<std::string>{});
  const auto faults = faults_in(replaced(answers(), "13804180000", "12345"));
  REQUIRE(faults.size() == 1);
  CHECK(faults[0] + "\n" == blocks("text").at(1));
}

TEST_CASE("the document says of every kind of field what it needs") {
  const json schema = json::parse(tests::read_whole(kAssets / "catalogue/schema/service.json"));
  for (const json& kind : schema["definitions"]["field"]["properties"]["kind"]["enum"]) {
    INFO(kind);
    CHECK(document().find("| `" + kind.get<std::string>() + "` |") != std::string::npos);
  }
}
