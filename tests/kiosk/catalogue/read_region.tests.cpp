/// What is wrong with a region's file, and where.
#include <catch2/catch_test_macros.hpp>

#include "tests/kiosk/catalogue/spoilt_assets.h"

using namespace linli;
using tests::has;

namespace {

/// Fuxin's file and the list of parameters, spoilt.
struct Regions : tests::SpoiltAssets {
  void replace(const std::string& from, const std::string& to) {
    tests::SpoiltAssets::replace(from, to, "regions/fuxin.json");
  }
  void replace_in_list(const std::string& from, const std::string& to) {
    tests::SpoiltAssets::replace(from, to, "regions/parameters.json");
  }
  tests::Faults faults() const {
    const auto loaded = catalogue::load_region(folder().path(), "fuxin");
    return loaded ? tests::Faults{} : loaded.error();
  }
};

/// 590.00 until the day that is given, then 624.00 from 2020-12-31 on.
void put_before(Regions& regions, const std::string& until) {
  regions.replace(R"({"value": "624.00")", R"({"value": "590.00", "from": "2019-01-01")" + until +
                                               R"(, "source": {"document": "d", "passage": "p"}},
      {"value": "624.00")");
}

}  // namespace

TEST_CASE("a parameter that is not on the list, and one that is left out, are reported") {
  Regions regions;
  regions.replace("\"publicity_days\"", "\"publicity_day\"");
  const auto faults = regions.faults();
  CHECK(has(faults, "fuxin.json#/parameters/publicity_day", "not known"));
  CHECK(has(faults, "fuxin.json#/parameters/publicity_days", "missing"));
  CHECK(faults.size() == 2);
}

TEST_CASE("anything but values and the word unknown is reported") {
  Regions regions;
  regions.replace("\"publicity_days\": \"unknown\"", "\"publicity_days\": \"?\"");
  regions.replace("\"home_visit_days\": \"unknown\"", "\"home_visit_days\": []");
  const auto faults = regions.faults();
  CHECK(has(faults, "#/parameters/publicity_days", "or \"unknown\""));
  CHECK(has(faults, "#/parameters/home_visit_days", "or \"unknown\""));
}

TEST_CASE("a figure without its source, or without the passage, is reported") {
  Regions regions;
  regions.replace("\"low_income_ratio\": [", R"("low_income_ratio": [
      {"value": 140, "from": "2019-01-01", "until": "2019-12-31"},
      {"value": 145, "from": "2020-01-01", "until": "2020-06-30", "source": {"document": "d"}},)");
  const auto faults = regions.faults();
  CHECK(has(faults, "#/parameters/low_income_ratio/0/source", "missing"));
  CHECK(has(faults, "#/parameters/low_income_ratio/1/source/passage", "missing"));
  CHECK(faults.size() == 2);
}

TEST_CASE("a hotline and the names of a place need their source too") {
  Regions regions;
  regions.replace("\"source\": {\"document\"", "\"sauce\": {\"document\"");
  regions.replace("\"source\": {\"document\"", "\"sauce\": {\"document\"");
  const auto faults = regions.faults();
  CHECK(has(faults, "fuxin.json#/source", "missing"));
  CHECK(has(faults, "#/hotlines/0/source", "missing"));
}

TEST_CASE("only an invented region may leave sources out") {
  Regions regions;
  regions.replace("\"source\": {", "\"invented\": true, \"source\": {");
  regions.replace("\"publicity_days\": \"unknown\"",
                  R"("publicity_days": [{"value": 7, "from": "2021-01-01"}])");
  CHECK(regions.faults().empty());
}

TEST_CASE("values that overlap are reported, values that follow each other are not") {
  Regions ends_before;
  put_before(ends_before, R"(, "until": "2020-12-30")");
  CHECK(ends_before.faults().empty());
  for (const char* until : {R"(, "until": "2020-12-31")", ""}) {
    INFO(until);
    Regions overlap;
    put_before(overlap, until);
    const auto faults = overlap.faults();
    CHECK(has(faults, "#/parameters/urban_subsistence_standard/1/from", "overlaps"));
    CHECK(faults.size() == 1);
  }
}

TEST_CASE("an end before the beginning is reported") {
  Regions regions;
  put_before(regions, R"(, "until": "2018-12-31")");
  const auto faults = regions.faults();
  CHECK(has(faults, "#/parameters/urban_subsistence_standard/0/until", "before from"));
  CHECK(faults.size() == 1);
}

TEST_CASE("a day that no calendar has is reported") {
  Regions regions;
  regions.replace("\"from\": \"2020-12-31\"", "\"from\": \"2020-02-30\"");
  CHECK(has(regions.faults(), "/urban_subsistence_standard/0/from", "must be a day"));
}

TEST_CASE("values in another notation than their unit's, or out of its bounds, are reported") {
  Regions regions;
  const std::string rest =
      R"(, "from": "2021-01-01", "source": {"document": "d", "passage": "p"}}])";
  const auto put = [&](const std::string& name, const std::string& value) {
    regions.replace("\"" + name + "\": \"unknown\"",
                    "\"" + name + "\": [{\"value\": " + value + rest);
  };
  regions.replace("\"624.00\"", "624");
  regions.replace("\"5000.00\"", "\"1000000.01\"");
  put("publicity_days", "\"7\"");
  put("decision_working_days", "0");
  put("home_visit_days", "366");
  put("marriage_booking_release_time", "\"24:00\"");
  const auto faults = regions.faults();
  CHECK(has(faults, "/urban_subsistence_standard/0/value", "yuan with two decimals"));
  CHECK(has(faults, "/rural_subsistence_standard/0/value", "0.00 to 1000000.00"));
  CHECK(has(faults, "/publicity_days/0/value", "whole number"));
  CHECK(has(faults, "/decision_working_days/0/value", "from 1 to 365"));
  CHECK(has(faults, "/home_visit_days/0/value", "from 1 to 365"));
  CHECK(has(faults, "/marriage_booking_release_time/0/value", "08:30"));
  CHECK(faults.size() == 6);
}

TEST_CASE("a time of day is read to the minute, and other forms are reported") {
  for (const char* bad : {"8:30", "08:60", "0830:", "08:3x", "08-30"}) {
    INFO(bad);
    Regions regions;
    regions.replace(
        "\"marriage_booking_release_time\": \"unknown\"",
        std::string(R"("marriage_booking_release_time": [{"value": ")") + bad +
            R"(", "from": "2021-01-01", "source": {"document": "d", "passage": "p"}}])");
    CHECK(has(regions.faults(), "/0/value", "time of day"));
  }
}

TEST_CASE("an office's number may hold digits and hyphens only") {
  Regions regions;
  regions.replace("\"offices\": \"unknown\"", R"("offices": [{"name": {"zh": "甲", "en": "A"},
      "address": "unknown", "phone": "ring me", "source": {"document": "d", "passage": "p"}}])");
  CHECK(has(regions.faults(), "#/offices/0/phone", "digits and hyphens"));
}

TEST_CASE("a unit that nothing counts in is reported with those there are") {
  Regions regions;
  regions.replace_in_list("\"fen_a_month\"", "\"yuan\"");
  const auto faults = regions.faults();
  CHECK(has(faults, "parameters.json#/parameters/0/unit", "fen_a_month"));
}

TEST_CASE("a parameter listed twice, or without its meaning, is reported") {
  Regions regions;
  regions.replace_in_list("rural_subsistence_standard", "urban_subsistence_standard");
  regions.replace_in_list("\"meaning\"", "\"meanings\"");
  const auto faults = regions.faults();
  CHECK(has(faults, "parameters.json#/parameters/1/name", "twice"));
  CHECK(has(faults, "parameters.json#/parameters/0/meaning", "missing"));
}

TEST_CASE("a region's name never leads out of its folder, and the list is no region") {
  for (const char* name : {"../catalogue/temporary_relief", "parameters", "", "nowhere", "Fuxin"}) {
    INFO(name);
    const auto loaded = catalogue::load_region(LINLI_ASSETS, name);
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().size() == 1);
    CHECK(has(loaded.error(), ".json", "there are: demo, fuchuan, fuxin"));
  }
}
