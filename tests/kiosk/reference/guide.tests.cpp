#include "kiosk/reference/guide.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

namespace linli::tests {
namespace {

using catalogue::Language;
using reference::GuideSection;
using Faults = std::vector<catalogue::CatalogueError>;

constexpr std::chrono::year_month_day kDay{std::chrono::year(2026), std::chrono::month(11),
                                           std::chrono::day(22)};

catalogue::Region region(const char* name) {
  auto loaded = catalogue::load_region(LINLI_ASSETS, name);
  REQUIRE(loaded);
  return *std::move(loaded);
}

reference::PolicyGuide project_guide() {
  auto loaded = reference::load_guide(LINLI_ASSETS, region("demo").parameters);
  REQUIRE(loaded);
  return *std::move(loaded);
}

/// The project's guide with one place of one file replaced.
Faults faults_with(const std::string& from, const std::string& to) {
  const TemporaryFolder folder;
  std::filesystem::copy(std::filesystem::path(LINLI_ASSETS) / "guide", folder / "guide");
  const auto file = folder / "guide/senior_card.json";
  std::string content = read_whole(file);
  const auto at = content.find(from);
  REQUIRE(at != std::string::npos);
  write_whole(file, content.replace(at, from.size(), to));
  const auto loaded = reference::load_guide(folder.path(), region("demo").parameters);
  return loaded ? Faults{} : loaded.error();
}

bool has(const Faults& faults, const std::string& where, const std::string& what) {
  return std::ranges::any_of(faults, [&](const auto& fault) {
    return fault.where.ends_with(where) && fault.what.find(what) != std::string::npos;
  });
}

std::string first(const std::vector<const reference::Article*>& found) {
  return found.empty() ? "" : found.front()->id;
}

}  // namespace

TEST_CASE("every group of the guide has matters, and every matter says where it stands") {
  const auto guide = project_guide();
  for (const auto& row : catalogue::kServiceGroups) CHECK_FALSE(guide.in(row.group).empty());
  for (const auto& article : guide.articles) {
    INFO(article.id);
    CHECK_FALSE(article.lines(GuideSection::what).empty());
    CHECK_FALSE(article.sources.empty());
  }
}

TEST_CASE("matters are found by word, pinyin and first letters") {
  const auto guide = project_guide();
  CHECK(first(guide.find("低保")) == "subsistence_allowance");
  CHECK(first(guide.find("gaolingjintie")) == "old_age_allowance");
  CHECK(first(guide.find("gljt")) == "old_age_allowance");
  CHECK(first(guide.find("老年证")) == "senior_card");
  CHECK(guide.find("qqqq").empty());
  CHECK(guide.find("").empty());
}

TEST_CASE("a title is better than a key word, a whole word than a part") {
  const auto guide = project_guide();
  const auto found = guide.find("临时救助");
  REQUIRE_FALSE(found.empty());
  CHECK(found.front()->id == "temporary_relief");
}

TEST_CASE("figures are the region's of the day, and a line with an unknown one is left out") {
  const auto guide = project_guide();
  const auto* article = guide.with_id("subsistence_allowance");
  const auto amount = [&](const char* place) {
    return reference::lines_of(*article, GuideSection::amount, region(place), kDay,
                               Language::chinese);
  };
  CHECK(amount("demo").front() == "城市标准每人每月 624.00 元");
  for (const auto& line : amount("panzhihua")) CHECK(line.find("标准") == std::string::npos);
}

TEST_CASE("what is taken along fits a code that old phones read, and ends with the hotline") {
  const auto demo = region("demo");
  for (const auto& article : project_guide().articles) {
    for (const auto language : {Language::chinese, Language::english}) {
      const auto text = reference::take_along_text(article, demo, kDay, language);
      INFO(text);
      CHECK(text.size() <= reference::kMostCodeBytes);
      CHECK(text.starts_with(article.title.in(language)));
      CHECK(text.ends_with(article.hotline));
    }
  }
}

TEST_CASE("a region without hotlines promises none") {
  const auto guide = project_guide();
  catalogue::Region empty;
  CHECK(reference::hotline_of(guide.articles.front(), empty) == nullptr);
  CHECK(reference::take_along_text(guide.articles.front(), empty, kDay, Language::chinese)
            .find("123") == std::string::npos);
}

TEST_CASE("faults of a file name the place and what to do") {
  CHECK(has(faults_with("{senior_card_age}", "{senior_card_aeg}"), "/who/0", "senior_card_aeg"));
  CHECK(has(faults_with("{senior_card_age}", "senior_card_age}"), "/who/0", "\"}\""));
  CHECK(has(faults_with("\"elderly\"", "\"elders\""), "/group", "use one of: relief"));
  CHECK(has(faults_with("\"senior_card\"", "\"other\""), "/id", "name of its file"));
  CHECK(has(faults_with("\"hotline\"", "\"hotlien\""), "/hotlien", "not known"));
  CHECK(has(faults_with("\"hotline\"", "\"hotlien\""), "/hotline", "missing"));
  CHECK(has(faults_with("\"en\": \"ID card\"", "\"em\": \"ID card\""), "/bring/0/en", "missing"));
  CHECK(has(faults_with("\"老年证\"", "\"，\""), "/keywords/0", "1 to 40"));
  std::string long_text;
  for (int i = 0; i < 130; ++i) long_text += "字";
  CHECK(has(faults_with("老人享受优待用的证，当场做", long_text), "/what", "shorten it"));
}

TEST_CASE("an unknown section is written so, and a missing one is a fault") {
  CHECK(faults_with("\"amount\": \"unknown\"", "\"amount\": \"unknown\" ").empty());
  CHECK(has(faults_with("\"amount\": \"unknown\"", "\"amount\": []"), "/amount", "or \"unknown\""));
}

TEST_CASE("a folder without articles is a fault") {
  const TemporaryFolder folder;
  CHECK_FALSE(reference::load_guide(folder.path(), {}));
  std::filesystem::create_directory(folder / "guide");
  CHECK_FALSE(reference::load_guide(folder.path(), {}));
}

TEST_CASE("what can be applied for is a service of the catalogue") {
  for (const auto& article : project_guide().articles) {
    if (article.service.empty()) continue;
    const auto file =
        std::filesystem::path(LINLI_ASSETS) / "catalogue" / (article.service + ".json");
    CHECK(std::filesystem::exists(file));
  }
}

TEST_CASE("every service that is shipped can be begun from an article") {
  std::set<std::string> told;
  for (const auto& article : project_guide().articles) told.insert(article.service);
  const auto shipped = catalogue::load_catalogue(LINLI_ASSETS, "demo");
  REQUIRE(shipped);
  for (const auto& service : shipped->services) {
    INFO(service.id);
    CHECK(told.contains(service.id));
  }
}

TEST_CASE("support in extreme poverty is told with the region's age and standards") {
  const auto guide = project_guide();
  const auto* article = guide.with_id("extreme_poverty");
  REQUIRE(article != nullptr);
  const auto said = [&](GuideSection section, const char* place) {
    std::string all;
    for (const auto& line :
         reference::lines_of(*article, section, region(place), kDay, Language::chinese)) {
      all += line;
    }
    return all;
  };
  CHECK(said(GuideSection::who, "demo").find("满 60 岁") != std::string::npos);
  CHECK(said(GuideSection::who, "fuxin").find("60") == std::string::npos);
  CHECK(said(GuideSection::amount, "fuchuan").find("每月 975.00 元") != std::string::npos);
  CHECK(said(GuideSection::amount, "demo").find("560.00") != std::string::npos);
  CHECK(said(GuideSection::amount, "panzhihua").empty());
}

}  // namespace linli::tests
