#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <filesystem>
#include <string>

#include "kiosk/catalogue/service.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

using namespace linli;
using catalogue::CatalogueError;
using catalogue::load_catalogue;
using Faults = std::vector<CatalogueError>;

namespace {

/// The project's own assets, copied so that one file can be spoilt.
class Assets {
 public:
  Assets() {
    for (const char* part : {"catalogue", "regions", "calendar"}) {
      std::filesystem::copy(std::filesystem::path(LINLI_ASSETS) / part, folder_ / part);
    }
  }
  void replace(const std::string& from, const std::string& to, const char* file = kService) {
    std::string content = tests::read_whole(folder_ / file);
    const std::size_t at = content.find(from);
    REQUIRE(at != std::string::npos);
    content.replace(at, from.size(), to);
    tests::write_whole(folder_ / file, content);
  }
  Faults faults() const {
    const auto loaded = load_catalogue(folder_.path(), "demo");
    return loaded ? Faults{} : loaded.error();
  }
  const tests::TemporaryFolder& folder() const { return folder_; }
  static constexpr const char* kService = "catalogue/temporary_relief.json";
  static constexpr const char* kCalendar = "calendar/2026.json";
  static constexpr const char* kRegion = "regions/demo.json";

 private:
  tests::TemporaryFolder folder_;
};

bool has(const Faults& faults, const std::string& where_ends, const std::string& what_has) {
  return std::ranges::any_of(faults, [&](const CatalogueError& fault) {
    return fault.where.ends_with(where_ends) && fault.what.find(what_has) != std::string::npos;
  });
}

}  // namespace

TEST_CASE("the project's own services and region load without a fault") {
  const auto loaded = load_catalogue(LINLI_ASSETS, "demo");
  if (!loaded) {
    for (const auto& fault : loaded.error()) UNSCOPED_INFO(fault.where << " " << fault.what);
  }
  REQUIRE(loaded);
  const catalogue::Service* relief = loaded->find("temporary_relief");
  REQUIRE(relief);
  CHECK(relief->receipt_prefix == "LS");
  CHECK(relief->steps.size() == 5);
  CHECK(relief->steps[2].fields[1].most == domain::Money{100'000'000});
  CHECK(loaded->region.decision_working_days == 20);
  CHECK(loaded->region.invented);
  CHECK(loaded->region.hotlines[0].number == "12345");
  CHECK(loaded->find("nothing") == nullptr);
}

TEST_CASE("an unknown member is reported with its pointer") {
  Assets assets;
  assets.replace("\"question\":", "\"qestion\":");
  const Faults faults = assets.faults();
  CHECK(has(faults, "temporary_relief.json#/steps/0/qestion", "not known"));
  CHECK(has(faults, "temporary_relief.json#/steps/0/question", "missing"));
  CHECK(faults.size() == 2);
}

TEST_CASE("a missing translation is reported") {
  Assets assets;
  assets.replace(", \"en\": \"Temporary relief\"", "");
  CHECK(has(assets.faults(), "#/name/en", "missing"));
}

TEST_CASE("ids used twice are reported") {
  Assets assets;
  assets.replace("\"id\": \"signature\"", "\"id\": \"phone\"");
  assets.replace("\"id\": \"alone\"", "\"id\": \"family\"");
  assets.replace("\"id\": \"help\"", "\"id\": \"hardship\"");
  const Faults faults = assets.faults();
  CHECK(has(faults, "#/steps/4/fields/1/id", "twice"));
  CHECK(has(faults, "#/steps/0/fields/1/options/1/id", "twice"));
  CHECK(has(faults, "#/steps/3/id", "twice"));
}

TEST_CASE("a bad kind, amount, number and prefix are reported together") {
  Assets assets;
  assets.replace("\"kind\": \"phone\"", "\"kind\": \"telephone\"");
  assets.replace("\"1000000.00\"", "\"many\"");
  assets.replace("\"version\": 1", "\"version\": 0");
  assets.replace("\"LS\"", "\"lsx\"");
  const Faults faults = assets.faults();
  CHECK(has(faults, "#/steps/0/fields/0/kind", "one_choice"));
  CHECK(has(faults, "#/steps/2/fields/1/most", "two decimals"));
  CHECK(has(faults, "#/version", "whole number"));
  CHECK(has(faults, "#/receipt_prefix", "capital"));
}

TEST_CASE("a name twice in one object is reported, which JSON parsers pass over") {
  Assets assets;
  assets.replace("\"version\": 1,", "\"version\": 1, \"version\": 2,");
  CHECK(has(assets.faults(), "temporary_relief.json", "\"version\" twice"));
}

TEST_CASE("a text with an unknown placeholder is reported") {
  Assets assets;
  assets.replace("{home_visit_days} 个", "{visit_days} 个");
  CHECK(has(assets.faults(), "#/what_next/0", "unknown number"));
}

TEST_CASE("options on a field without options are unknown") {
  Assets assets;
  assets.replace("\"kind\": \"phone\",", "\"kind\": \"phone\", \"options\": [],");
  CHECK(has(assets.faults(), "#/steps/0/fields/0/options", "not known"));
}

TEST_CASE("a number of a region without its source is reported") {
  Assets assets;
  assets.replace("\"home_visit_days\": \"invented demo data\"", "\"x\": \"y\"", Assets::kRegion);
  const Faults faults = assets.faults();
  CHECK(has(faults, "demo.json#/sources/home_visit_days", "missing"));
  CHECK(has(faults, "demo.json#/sources/x", "not known"));
}

TEST_CASE("files that are no JSON, too large, misnamed or absent are reported, never a crash") {
  Assets assets;
  const auto& folder = assets.folder();
  tests::write_whole(folder / "catalogue/half.json", "{\"id\": ");
  tests::write_whole(folder / "catalogue/large.json", std::string(300 * 1024, ' '));
  tests::write_whole(folder / "catalogue/list.json", "[1, 2]");
  tests::write_whole(folder / "catalogue/latin.json", "{\"id\": \"\xE9\"}");
  std::filesystem::rename(folder / Assets::kService, folder / "catalogue/other.json");
  std::filesystem::remove(folder / Assets::kRegion);
  const Faults faults = assets.faults();
  CHECK(has(faults, "half.json", "no JSON"));
  CHECK(has(faults, "large.json", "can't be read"));
  CHECK(has(faults, "list.json", "no object"));
  CHECK(has(faults, "latin.json", "no JSON"));
  CHECK(has(faults, "other.json#/id", "name of its file"));
  CHECK(has(faults, "demo.json", "can't be read"));
}

TEST_CASE("a region's name never leads out of its folder") {
  const auto loaded = load_catalogue(LINLI_ASSETS, "../catalogue/temporary_relief");
  REQUIRE_FALSE(loaded);
  CHECK(has(loaded.error(), "regions", "name of the region"));
}

TEST_CASE("an empty folder of services is reported") {
  const tests::TemporaryFolder folder;
  const auto loaded = load_catalogue(folder.path(), "demo");
  REQUIRE_FALSE(loaded);
  CHECK(has(loaded.error(), "catalogue", "can't be read"));
}

TEST_CASE("the working days of 2026 are those that the State Council announced") {
  using namespace std::chrono_literals;
  const auto loaded = load_catalogue(LINLI_ASSETS, "demo");
  REQUIRE(loaded);
  const auto& calendar = loaded->calendar;
  for (const auto day : {2026y / 1 / 4, 2026y / 2 / 14, 2026y / 2 / 28, 2026y / 5 / 9,
                         2026y / 9 / 20, 2026y / 10 / 10}) {
    CHECK(calendar.is_working_day(day) == true);
  }
  CHECK(calendar.is_working_day(2026y / 2 / 23) == false);
  CHECK(calendar.is_working_day(2026y / 2 / 24) == true);
  CHECK(calendar.after(2026y / 9 / 18, 20) == 2026y / 10 / 22);
}

TEST_CASE("a calendar that no year could have is told with its place") {
  struct Fault {
    const char* from;
    const char* to;
    const char* where;
    const char* what;
  };
  const auto& fault = GENERATE(values<Fault>({
      {"\"to\": \"2026-01-03\"", "\"to\": \"2026-01-32\"", "/holidays/0/to", "must be a date"},
      {"\"to\": \"2026-01-03\"", "\"to\": \"2025-12-31\"", "/holidays/0/to", "first day"},
      {"\"to\": \"2026-01-03\"", "\"to\": \"2026-01-30\"", "/holidays/0/to", "15 days"},
      {"\"from\": \"2026-01-01\"", "\"from\": \"2025-12-31\"", "/holidays/0", "another year"},
      {"\"from\": \"2026-05-01\"", "\"from\": \"2026-04-06\"", "/holidays/3/to", "15 days"},
      {"\"from\": \"2026-10-01\"", "\"from\": \"2026-09-27\"", "/holidays/6", "another holiday"},
      {"\"2026-01-04\"", "\"2026-01-05\"", "/make_up_days/0", "Saturday or Sunday"},
      {"\"2026-01-04\"", "\"2026-01-03\"", "/make_up_days/0", "no holiday"},
      {"\"2026-01-04\"", "20260104", "/make_up_days/0", "must be a date"},
      {"\"year\": 2026", "\"year\": 2025", "/year", "name of its file"},
      {"\"source\"", "\"sauce\"", "/sauce", "not known here"},
  }));
  CAPTURE(fault.from, fault.to);
  Assets assets;
  assets.replace(fault.from, fault.to, Assets::kCalendar);
  CHECK(has(assets.faults(), fault.where, fault.what));
}
