#include <catch2/catch_test_macros.hpp>

#include "tests/kiosk/catalogue/spoilt_assets.h"

using namespace linli;
using catalogue::load_catalogue;
using tests::Faults;
using tests::has;

namespace {

constexpr const char* kService = "catalogue/temporary_relief.json";
constexpr const char* kRegion = "regions/demo.json";

struct Assets : tests::SpoiltAssets {
  void replace(const std::string& from, const std::string& to) {
    tests::SpoiltAssets::replace(from, to, kService);
  }
};

}  // namespace

TEST_CASE("the project's own services and region load without a fault") {
  const auto loaded = load_catalogue(LINLI_ASSETS, "demo");
  if (!loaded) {
    for (const auto& fault : loaded.error()) UNSCOPED_INFO(describe(fault));
  }
  REQUIRE(loaded);
  for (const auto& fault : loaded->service_faults) UNSCOPED_INFO(describe(fault));
  CHECK(loaded->service_faults.empty());
  const catalogue::Service* relief = loaded->find("temporary_relief");
  REQUIRE(relief);
  CHECK(relief->receipt_prefix == "LS");
  CHECK(relief->steps.size() == 6);
  CHECK(loaded->region.place().zh == "锦绣社区服务中心");
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
  CHECK(has(assets.faults(), "#/what_next/0", "regions/parameters.json"));
}

TEST_CASE("options on a field without options are unknown") {
  Assets assets;
  assets.replace("\"kind\": \"phone\",", "\"kind\": \"phone\", \"options\": [],");
  CHECK(has(assets.faults(), "#/steps/0/fields/0/options", "not known"));
}

TEST_CASE("a text may name every parameter of the region") {
  Assets assets;
  assets.replace("{home_visit_days} 个", "{temporary_relief_limit} 元 {publicity_days} 个");
  CHECK(assets.faults().empty());
}

TEST_CASE("a broken region is the only fault that is reported of it") {
  Assets assets;
  tests::write_whole(assets.folder() / kRegion, "{");
  CHECK(assets.faults().size() == 1);
  tests::write_whole(assets.folder() / "regions/parameters.json", "[");
  CHECK(assets.faults().size() == 2);
}

TEST_CASE("files that are no JSON, too large, misnamed or absent are reported, never a crash") {
  Assets assets;
  const auto& folder = assets.folder();
  tests::write_whole(folder / "catalogue/half.json", "{\"id\": ");
  tests::write_whole(folder / "catalogue/large.json", std::string(300 * 1024, ' '));
  tests::write_whole(folder / "catalogue/list.json", "[1, 2]");
  tests::write_whole(folder / "catalogue/latin.json", "{\"id\": \"\xE9\"}");
  std::filesystem::rename(folder / kService, folder / "catalogue/other.json");
  const Faults faults = assets.faults();
  CHECK(has(faults, "half.json", "no JSON"));
  CHECK(has(faults, "large.json", "can't be read"));
  CHECK(has(faults, "list.json", "no object"));
  CHECK(has(faults, "latin.json", "no JSON"));
  CHECK(has(faults, "other.json#/id", "name of its file"));
  std::filesystem::remove(folder / kRegion);
  CHECK(has(assets.faults(), "demo.json", "no such region"));
}

TEST_CASE("a broken service is left out with its line, the others are offered") {
  Assets assets;
  assets.replace("\"question\":", "\"qestion\":");
  const auto loaded = load_catalogue(assets.folder().path(), "demo");
  REQUIRE(loaded);
  CHECK(loaded->find("temporary_relief") == nullptr);
  CHECK(loaded->find("whole_form") != nullptr);
  REQUIRE(loaded->service_faults.size() == 2);
  CHECK(loaded->service_faults[0].line == 17);  // of the step that misses it
  CHECK(loaded->service_faults[1].line == 20);  // of the word that is not known
}

TEST_CASE("a service that is switched off is not offered, and nothing is wrong") {
  Assets assets;
  assets.replace("\"version\": 1,", "\"version\": 1, \"enabled\": false,");
  const auto loaded = load_catalogue(assets.folder().path(), "demo");
  REQUIRE(loaded);
  CHECK(loaded->find("temporary_relief") == nullptr);
  CHECK(loaded->service_faults.empty());
}

TEST_CASE("without one service that works there is no catalogue") {
  Assets assets;
  assets.replace("\"question\":", "\"qestion\":");
  std::filesystem::remove(assets.folder() / "catalogue/whole_form.json");
  const auto loaded = load_catalogue(assets.folder().path(), "demo");
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().size() == 2);
}

TEST_CASE("an empty folder of services is reported") {
  const tests::TemporaryFolder folder;
  const auto loaded = load_catalogue(folder.path(), "demo");
  REQUIRE_FALSE(loaded);
  CHECK(has(loaded.error(), "catalogue", "can't be read"));
}

TEST_CASE("an order names a day and a place that are asked, and a rule over them") {
  Assets assets;
  assets.replace("\"urgent_if\"",
                 R"("order": {"day": "phone", "place": "nowhere", "open_if": "today < nowhere"},
  "urgent_if")");
  const Faults faults = assets.faults();
  CHECK(has(faults, "/order/day", "kind date"));
  CHECK(has(faults, "/order/place", "kind text"));
  CHECK(has(faults, "/order/open_if", "is no rule"));
  CHECK(has(faults, "/order/open_if", "; write a field of this file"));
}

TEST_CASE("who signs is a household, a person, or a list of them that steps before ask for") {
  const auto faults_with = [](const std::string& people) {
    Assets assets;
    assets.replace("\"kind\": \"phone\",", "\"kind\": \"person\",");
    assets.replace("\"kind\": \"signature\",",
                   R"("kind": "authorisations", "agreement": "authorisation",
          "ward": {"zh": "替谁签？", "en": "For whom?"}, "people": )" +
                       people + ",");
    return assets.faults();
  };
  for (const char* people : {R"("members")", R"("phone")", R"(["phone", "members"])"}) {
    INFO(people);
    for (const auto& fault : faults_with(people)) UNSCOPED_INFO(describe(fault));
    CHECK(faults_with(people).empty());
  }
  CHECK(has(faults_with(R"(["members", "members"])"), "/people/1", "twice"));
  CHECK(has(faults_with(R"(["members", 3])"), "/people/1", "must be an id"));
  CHECK(has(faults_with(R"(["members", "living"])"), "/people", "households and persons"));
  CHECK(has(faults_with(R"("authorisation")"), "/people", "households and persons"));
  CHECK_FALSE(faults_with("[]").empty());
  CHECK_FALSE(faults_with("7").empty());
}
