#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "kiosk/reference/place_name.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

namespace linli::tests {
namespace {

const std::string kList = R"({"source": "测试", "names": [
  {"name": "锦绣路", "kind": "路", "division": "海州区", "pinyin": "Jǐnxiù Lù",
   "meaning": "好看", "origin": "unknown",
   "former": [{"name": "前进街", "pinyin": "unknown", "years": "1950–1980年"}], "state": "in_use"}
]})";

Expected<reference::PlaceNameList, std::vector<catalogue::CatalogueError>> read(
    const std::string& content) {
  const TemporaryFolder folder;
  write_whole(folder / "list.json", content);
  return reference::read_place_names(folder / "list.json");
}

/// The fault of the list with one place replaced; "where: what".
std::string fault_with(const std::string& from, const std::string& to) {
  std::string content = kList;
  content.replace(content.find(from), from.size(), to);
  const auto list = read(content);
  if (list) return "";
  const auto& fault = list.error().front();
  return fault.where.substr(fault.where.find('#')) + ": " + fault.what;
}

}  // namespace

TEST_CASE("a list of place names is read as it stands") {
  const auto list = read(kList);
  REQUIRE(list);
  REQUIRE(list->names.size() == 1);
  const auto& place = list->names.front();
  CHECK(place.pinyin == "Jǐnxiù Lù");
  CHECK(place.meaning == "好看");
  CHECK(place.origin.empty());
  REQUIRE(place.former.size() == 1);
  CHECK(place.former.front().pinyin.empty());
  CHECK(place.former.front().years == "1950–1980年");
  CHECK(place.state == reference::PlaceState::in_use);
}

TEST_CASE("what is wrong with a list is said with its place") {
  CHECK(fault_with("Jǐnxiù Lù", "Jǐnxiù").starts_with("#/names/0/pinyin: must have one syllable"));
  CHECK(fault_with("in_use", "used").starts_with("#/names/0/state: is not known"));
  CHECK(fault_with("\"kind\"", "\"kid\"").starts_with("#/names/0/kind: is missing"));
  CHECK_FALSE(read("{}"));
  CHECK_FALSE(read("no JSON"));
}

TEST_CASE("a name that stands twice for a division is a fault") {
  const auto begin = kList.find("  {\"name\": \"锦");
  const auto entry = kList.substr(begin, kList.rfind("\n]") - begin);
  std::string twice = kList;
  CHECK_FALSE(read(twice.insert(begin, entry + ",\n")));
}

TEST_CASE("no more than a hundred faults are told") {
  std::string content = "{\"source\": \"x\", \"names\": [0";
  for (int i = 0; i < 500; ++i) content += ", 0";
  const auto list = read(content + "]}");
  REQUIRE_FALSE(list);
  CHECK(list.error().size() == 100);
}

}  // namespace linli::tests
