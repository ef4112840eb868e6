/// The regions that are delivered, against what the documents of those places say.
#include <catch2/catch_test_macros.hpp>

#include "kiosk/catalogue/region_values.h"
#include "tests/kiosk/catalogue/spoilt_assets.h"

using namespace linli;
using namespace std::chrono_literals;
using catalogue::Region;

namespace {

constexpr auto kDay = 2026y / 11 / 22;

Region region(const std::string& name) {
  auto loaded = catalogue::load_region(LINLI_ASSETS, name);
  if (!loaded) {
    for (const auto& fault : loaded.error()) UNSCOPED_INFO(fault.where << " " << fault.what);
  }
  REQUIRE(loaded);
  return *std::move(loaded);
}

std::ptrdiff_t known(const Region& region) {
  return std::ranges::count_if(region.parameters,
                               [](const auto& parameter) { return !parameter.values.empty(); });
}

}  // namespace

TEST_CASE("every file of a region loads without a fault and lists all parameters") {
  int files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(LINLI_ASSETS) / "regions")) {
    const std::string name = entry.path().stem().string();
    if (name == "parameters" || name == "divisions") continue;
    INFO(name);
    CHECK(region(name).parameters.size() == region("demo").parameters.size());
    ++files;
  }
  CHECK(files == 6);
}

TEST_CASE("every known figure of a real place names its document and passage") {
  for (const char* name : {"fuxin", "haining", "linyi", "panzhihua", "fuchuan"}) {
    INFO(name);
    const Region place = region(name);
    CHECK_FALSE(place.invented);
    for (const auto& parameter : place.parameters) {
      for (const auto& value : parameter.values) {
        CHECK_FALSE(value.source.document.empty());
        CHECK_FALSE(value.source.passage.empty());
      }
    }
  }
}

TEST_CASE("the demo region knows every parameter today and says that it is invented") {
  const Region demo = region("demo");
  CHECK(demo.invented);
  CHECK(demo.hotlines.size() == 2);
  for (const auto& parameter : demo.parameters) {
    INFO(parameter.name);
    CHECK(parameter.on(kDay));
  }
  CHECK(demo.value("decision_working_days", kDay) == 20);
  CHECK(demo.value("marriage_booking_release_time", kDay) == 8 * 60 + 30);
}

TEST_CASE("every parameter can stand in a condition") {
  const Region demo = region("demo");
  const expression::ExpressionCompiler compiler(catalogue::region_names(demo), {});
  const auto values = catalogue::region_values(demo, kDay);
  for (const auto& parameter : demo.parameters) {
    INFO(parameter.name);
    const auto expression = compiler.compile("region." + parameter.name + " >= 0");
    REQUIRE(expression);
    CHECK(expression::is_true(*expression->evaluate(values)));
  }
}

TEST_CASE("Fuxin: 624 yuan a month in town, 5,000 a year in the country, 1.5 and 1.3 times") {
  const Region fuxin = region("fuxin");
  CHECK(fuxin.value("urban_subsistence_standard", kDay) == 62'400);
  CHECK(fuxin.value("rural_subsistence_standard", kDay) == 500'000);
  CHECK(fuxin.value("low_income_ratio", kDay) == 150);
  CHECK(fuxin.value("extreme_poverty_ratio", kDay) == 130);
  CHECK(fuxin.value("extreme_poverty_minor_age", kDay) == 18);
  CHECK(fuxin.hotlines.at(0).number == "12345");
  CHECK(known(fuxin) == 6);
}

TEST_CASE("Haining: 10,000 yuan a year by 2022, a year of phasing out, nowhere to ask") {
  const Region haining = region("haining");
  CHECK(haining.value("rural_subsistence_standard", 2022y / 12 / 31) == 1'000'000);
  CHECK_FALSE(haining.value("rural_subsistence_standard", 2022y / 12 / 30));
  CHECK(haining.value("urban_subsistence_standard", kDay) == 1'000'000 / 12);
  CHECK(haining.value("subsistence_phase_out_months", kDay) == 12);
  CHECK(haining.value("extreme_poverty_ratio", kDay) == 130);
  CHECK(haining.offices.empty());  // its document names one for comments on a draft alone
  CHECK(haining.hotlines.empty());
  CHECK(known(haining) == 4);
}

TEST_CASE("Linyi: 1.3 times the subsistence standard, no standard in yuan, hotline 12345") {
  const Region linyi = region("linyi");
  CHECK(linyi.value("extreme_poverty_ratio", kDay) == 130);
  CHECK_FALSE(linyi.value("urban_subsistence_standard", kDay));
  CHECK(linyi.hotlines.at(0).number == "12345");
  CHECK(linyi.authority.zh.empty());
  CHECK(known(linyi) == 1);
}

TEST_CASE("Panzhihua: the plan gives no figure, and none is made up") {
  const Region panzhihua = region("panzhihua");
  CHECK(known(panzhihua) == 0);
  CHECK(panzhihua.place().zh == "攀枝花市");
}

TEST_CASE("Fuchuan: the county report's standards of 2020") {
  const Region fuchuan = region("fuchuan");
  CHECK(fuchuan.value("urban_subsistence_standard", kDay) == 75'000);
  CHECK(fuchuan.value("rural_subsistence_standard", kDay) == 520'000);
  CHECK(fuchuan.value("extreme_poverty_urban_standard", kDay) == 97'500);
  CHECK(fuchuan.value("extreme_poverty_rural_standard", kDay) == 678'000);
  CHECK_FALSE(fuchuan.value("extreme_poverty_rural_standard", 2020y / 3 / 31));
  CHECK(fuchuan.value("deep_poverty_supplement", kDay) == 2'000);
  CHECK(fuchuan.value("orphan_living_allowance", kDay) == 90'000);
  CHECK(fuchuan.value("disability_living_subsidy", kDay) == 8'000);
  CHECK(fuchuan.value("disability_nursing_subsidy", kDay) == 8'000);
  CHECK(known(fuchuan) == 8);
}
