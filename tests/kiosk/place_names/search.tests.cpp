#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "kiosk/place_names/place_names.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

namespace linli::tests {
namespace {

using reference::PlaceName;

PlaceName place(const char* name, const char* pinyin, const char* division = "海州区") {
  return {name, "路", division, pinyin, "含义", "来历", {}, {}};
}

reference::PlaceNameList invented() {
  PlaceName renamed = place("青石路", "Qīngshí Lù");
  renamed.former = {{"锦绣路", "Jǐnxiù Lù", "1950–1980年"}, {"前进街", "", ""}};
  PlaceName gone = place("锦绣路口村", "Jǐnxiù Lùkǒu Cūn");
  gone.state = reference::PlaceState::historic;
  return {"测试",
          {gone, renamed, place("老锦绣路", "Lǎo Jǐnxiù Lù"), place("锦绣路", "Jǐnxiù Lù"),
           place("朝阳路", "Zhāoyáng Lù"), place("𬒈石巷", "Quèshí Xiàng"), place("朝外", "")}};
}

class Searched {
 public:
  explicit Searched(const reference::PlaceNameList& list = invented()) {
    REQUIRE(place_names::write_file(list, file()));
    auto opened = place_names::PlaceNames::open(file());
    REQUIRE(opened);
    names_.emplace(*std::move(opened));
  }
  reference::FoundPlaces find(const std::string& text, int first = 0, int count = 100) {
    auto found = names_->find(text, first, count);
    REQUIRE(found);
    return *std::move(found);
  }
  std::vector<std::string> names(const std::string& text) {
    std::vector<std::string> all;
    for (const auto& one : find(text).places) all.push_back(one.place.name);
    return all;
  }
  std::filesystem::path file() const { return folder_ / "place-names.sqlite"; }
  std::string source() { return names_->source().value_or("none"); }

 private:
  TemporaryFolder folder_;
  std::optional<place_names::PlaceNames> names_;
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("whole names come before former ones, those before beginnings and parts") {
  Searched searched;
  const Names wanted{"锦绣路", "青石路", "锦绣路口村", "老锦绣路"};
  CHECK(searched.names("锦绣路") == wanted);
  CHECK(searched.names("jinxiulu") == wanted);
  CHECK(searched.names("JXL") == wanted);
}

TEST_CASE("a former name finds the present one and says so") {
  Searched searched;
  const auto found = searched.find("锦绣路").places;
  CHECK(found[0].by_former_name.empty());
  CHECK(found[1].by_former_name == "锦绣路");
  CHECK(found[1].place.former.size() == 2);
  CHECK(found[1].place.former.front().years == "1950–1980年");
  CHECK(searched.find("qianjin").places.front().by_former_name == "前进街");
}

TEST_CASE("a place is found once, by its best name") {
  Searched searched;
  const auto found = searched.find("路");
  std::set<std::string> once;
  for (const auto& one : found.places) once.insert(one.place.name);
  CHECK(once.size() == found.places.size());
  CHECK(found.total == static_cast<std::int64_t>(found.places.size()));
}

TEST_CASE("the list's pinyin wins, and the usual reading serves where it has none") {
  Searched searched;
  CHECK(searched.names("zhaoyang") == Names{"朝阳路"});
  CHECK(searched.names("chaoyang").empty());
  CHECK(searched.names("chaowai") == Names{"朝外"});
}

TEST_CASE("rare characters are found, and states are kept") {
  Searched searched;
  CHECK(searched.names("𬒈") == Names{"𬒈石巷"});
  CHECK(searched.find("路口").places.front().place.state == reference::PlaceState::historic);
}

TEST_CASE("pages follow each other without gaps") {
  Searched searched;
  Names all;
  for (int first = 0; first < 6; first += 2) {
    const auto page = searched.find("l", first, 2);
    CHECK(page.total == static_cast<std::int64_t>(searched.names("l").size()));
    for (const auto& one : page.places) all.push_back(one.place.name);
  }
  auto wanted = searched.names("l");
  wanted.resize(all.size());
  CHECK(all == wanted);
}

TEST_CASE("what no name has, and what only a query language reads, finds nothing") {
  Searched searched;
  for (const char* text :
       {"", "qqq", "*", "\"", "锦绣路*\" OR \"", "NEAR(a b)", "'; DROP TABLE place"}) {
    INFO(text);
    CHECK(searched.find(text).places.empty());
  }
  CHECK(searched.names("锦绣路").size() == 4);
}

TEST_CASE("a file is replaced whole, and stands alone") {
  Searched searched;
  CHECK(searched.source() == "测试");
  REQUIRE(place_names::write_file({"新的", {place("新路", "Xīn Lù")}}, searched.file()));
  auto opened = place_names::PlaceNames::open(searched.file());
  REQUIRE(opened);
  CHECK(opened->find("新路", 0, 9)->total == 1);
  CHECK(opened->source() == "新的");
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(searched.file().parent_path())) {
    files += entry.is_regular_file() ? 1 : 0;
  }
  CHECK(files == 1);
}

TEST_CASE("it can be read where nothing can be written") {
  Searched searched;
  namespace fs = std::filesystem;
  fs::permissions(searched.file(), fs::perms::owner_read);
  auto opened = place_names::PlaceNames::open(searched.file());
  REQUIRE(opened);
  CHECK(opened->find("锦绣路", 0, 9)->total == 4);
}

TEST_CASE("a file that is missing, damaged or of another form is refused") {
  const TemporaryFolder folder;
  CHECK_FALSE(place_names::PlaceNames::open(folder / "none.sqlite"));
  CHECK_FALSE(std::filesystem::exists(folder / "none.sqlite"));
  write_whole(folder / "damaged.sqlite", std::string(4096, 'x'));
  CHECK_FALSE(place_names::PlaceNames::open(folder / "damaged.sqlite"));
  write_whole(folder / "empty.sqlite", "");
  CHECK_FALSE(place_names::PlaceNames::open(folder / "empty.sqlite"));
}

TEST_CASE("a folder that is not there is told, and nothing is left behind") {
  const TemporaryFolder folder;
  CHECK_FALSE(place_names::write_file(invented(), folder / "none" / "names.sqlite"));
  CHECK(std::filesystem::is_empty(folder.path()));
}

}  // namespace linli::tests
