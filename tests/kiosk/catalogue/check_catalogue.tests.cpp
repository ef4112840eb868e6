#include "kiosk/catalogue/check_catalogue.h"

#include "tests/kiosk/catalogue/spoilt_assets.h"

using namespace linli;
using catalogue::check_catalogue;
using tests::Faults;
using tests::has;

namespace {

constexpr const char* kForm = "catalogue/whole_form.json";

struct Services : tests::SpoiltAssets {
  void replace(const std::string& from, const std::string& to) {
    tests::SpoiltAssets::replace(from, to, kForm);
  }
  Faults check() const {
    return check_catalogue(folder() / "catalogue", LINLI_ASSETS, "demo").faults;
  }
};

}  // namespace

TEST_CASE("nothing is wrong with the shipped services in any region") {
  for (const char* region : {"demo", "fuxin", "haining", "linyi", "panzhihua", "fuchuan"}) {
    const auto checked =
        check_catalogue(std::filesystem::path(LINLI_ASSETS) / "catalogue", LINLI_ASSETS, region);
    for (const auto& fault : checked.faults) UNSCOPED_INFO(describe(fault));
    CHECK(checked.faults.empty());
    CHECK(checked.files >= 25);
  }
}

TEST_CASE("nothing is wrong with the services of the tests") { CHECK(Services().check().empty()); }

TEST_CASE("a rule that is no expression, or asks a table, is told with its line") {
  Services services;
  services.replace("for_whom = 'other'", "for_whom == ");
  const Faults faults = services.check();
  REQUIRE(faults.size() == 1);
  CHECK(has(faults, "/steps/0/fields/1/shown_if", "no rule"));
  CHECK(faults[0].line > 100);
  Services with_table;
  with_table.replace("spending > 0", "(SELECT 1 FROM sqlite_master)");
  CHECK(has(with_table.check(), "/steps/3/shown_if", "no rule"));
}

TEST_CASE("a rule that names what does not exist, or is asked later, is told") {
  Services services;
  services.replace("spending > 0", "spnding > 0");
  CHECK(has(services.check(), "/steps/3/shown_if", "spnding"));
  Services later;
  later.replace("for_whom = 'other'", "rooms > 1");
  CHECK(has(later.check(), "/steps/0/fields/1/shown_if", "asked later"));
}

TEST_CASE(
    "what is known of an answer may name only what was asked before, and one choice has one") {
  const auto option = [](const char* id, const char* rule) {
    return std::pair("\"id\": \"" + std::string(id) + "\",",
                     "\"id\": \"" + std::string(id) + "\", \"known_if\": \"" + rule + "\",");
  };
  const auto faults_with = [&](const char* id, const char* rule) {
    Services services;
    const auto [from, to] = option(id, rule);
    services.replace(from, to);
    return services.check();
  };
  CHECK(faults_with("other", "applicant.age > 90").empty());
  CHECK(has(faults_with("other", "income > 0"), "/pre_assessment/questions/0/options/1/known_if",
            "asked later"));
  CHECK(has(faults_with("house", "applicant.age > 90"),
            "/steps/3/fields/0/columns/0/options/0/known_if", "column"));
  CHECK(has(faults_with("visit", "applicant.age > 90"), "known_if", "not known here"));
  CHECK(has(faults_with("other", "applicant.disability_grade = 5"),
            "/pre_assessment/questions/0/options/1/known_if", "never known"));
}

TEST_CASE("a field that repeats a question offers the same") {
  Services services;
  services.replace("\"id\": \"self\",", "\"id\": \"myself\",");
  CHECK(has(services.check(), "/steps/0/fields/0/id", "other options"));
}

TEST_CASE("brackets within brackets without end are told, and harm nobody") {
  Services services;
  services.replace("\"version\": 1",
                   "\"version\": " + std::string(100'000, '[') + std::string(100'000, ']'));
  CHECK(has(services.check(), "whole_form.json", "32 deep"));
}

TEST_CASE("a field and a step that no answers lead to are told") {
  Services services;
  services.replace("for_whom = 'other'", "for_whom = 'nobody'");
  CHECK(has(services.check(), "/steps/0/fields/1", "never asked"));
  Services step;
  step.replace("spending > 0", "spending < 0");
  CHECK(has(step.check(), "/steps/3", "never asked"));
}

TEST_CASE("a question before the application that no answers lead to is told") {
  Services services;
  services.replace("\"id\": \"income\",",
                   "\"id\": \"income\", \"shown_if\": \"for_whom = 'nobody'\",");
  const Faults faults = services.check();
  CHECK(has(faults, "#/pre_assessment/questions/1", "never asked"));
  CHECK(has(faults, "#/pre_assessment/rules/1", "never decides"));
  CHECK(faults.size() == 2);
}

TEST_CASE("a verdict that never holds, or stands behind one that always does, is told") {
  const std::string first = "for_whom = 'self' AND applicant.age < region.old_age_allowance_age";
  Services never;
  never.replace(first, "for_whom = 'self' AND for_whom = 'other'");
  const Faults faults = never.check();
  REQUIRE(faults.size() == 1);
  CHECK(has(faults, "#/pre_assessment/rules/0", "never decides"));
  Services always;
  always.replace(first, "today IS NOT NULL");
  CHECK(has(always.check(), "#/pre_assessment/rules/1", "a rule before it"));
}

TEST_CASE("a verdict that waits for a figure of another region is no fault") {
  Services services;
  const std::string first = "for_whom = 'self' AND applicant.age < region.old_age_allowance_age";
  services.replace(first, "for_whom = 'self' AND region.old_age_allowance_age IS NULL");
  CHECK(services.check().empty());
  Services other;
  other.replace("income <= region.urban_subsistence_standard",
                "income <= region.urban_subsistence_standard AND for_whom = 'self'");
  other.replace(first, "for_whom = 'self' AND region.old_age_allowance_age > 0");
  CHECK(other.check().empty());
}

TEST_CASE("an offer to nobody is told") {
  Services services;
  services.replace("\"what_next\"",
                   "\"offered_if\": [{\"if\": \"applicant.age >= 100\", \"because\": {\"zh\": "
                   "\"满百岁\", \"en\": \"From 100\"}}, {\"if\": \"applicant.age > 200\", "
                   "\"because\": {\"zh\": \"更老\", \"en\": \"Older\"}}], \"what_next\"");
  const Faults faults = services.check();
  REQUIRE(faults.size() == 1);
  CHECK(has(faults, "#/offered_if/1", "never offers"));
}

TEST_CASE("a deadline must have a unit, or be a parameter that counts days") {
  Services services;
  services.replace("\"unit\": \"days\"", "\"unit\": \"weeks\"");
  CHECK(has(services.check(), "/decided_within/unit", "working_days days"));
  Services without;
  without.replace("\"count\": 10,\n    \"unit\": \"days\"", "\"count\": 10");
  CHECK(has(without.check(), "/decided_within/unit", "missing"));
  Services money;
  money.replace("\"count\": 10,\n    \"unit\": \"days\"",
                "\"parameter\": \"urban_subsistence_standard\"");
  CHECK(has(money.check(), "/decided_within/parameter", "counts days"));
}

TEST_CASE("receipt letters of another service, and services that do not exist, are told") {
  Services services;
  services.replace("\"ZZ\"", "\"LS\"");
  services.replace("\"what_next\"", "\"follow_ups\": [\"no_service\"], \"what_next\"");
  const Faults faults = services.check();
  CHECK(has(faults, "#/receipt_prefix", "temporary_relief"));
  CHECK(has(faults, "#/follow_ups/0", "no service"));
}

TEST_CASE("what the schema refuses is refused when it is loaded, too") {
  struct Spoiling {
    const char* from;
    const char* to;
  };
  // Each is the same for both judges: something missing, unknown, out of bounds or of another kind.
  const Spoiling spoilings[] = {
      {"\"group\": \"elderly\"", "\"group\": \"old\""},
      {"\"version\": 1", "\"version\": \"1\""},
      {"\"ZZ\"", "\"Z\""},
      {"\"kind\": \"person\"", "\"kind\": \"people\""},
      {"\"most_characters\": 20", "\"most_characters\": 2000"},
      {"\"most_rows\": 3", "\"most_rows\": 300"},
      {"\"least\": 1", "\"least\": \"1\""},
      {"\"least\": \"0.00\"", "\"least\": 0"},
      {"\"shows\": \"money\"", "\"shows\": \"gold\""},
      {"\"then\": \"unlikely\"", "\"then\": \"never\""},
      {"\"text\": \"name\"", "\"text\": \"title\""},
      {"\"latest\": \"today\"", "\"lastest\": \"today\""},
      {"\"required\": false", "\"required\": \"no\""},
  };
  const Services whole;
  for (const Spoiling& spoiling : spoilings) {
    INFO(spoiling.to);
    Services services;
    services.replace(spoiling.from, spoiling.to);
    CHECK_FALSE(services.faults().empty());
    // The schema alone, in the eyes of the library.
    CHECK(catalogue::fits_schema(services.folder() / kForm, LINLI_ASSETS) == false);
    CHECK(catalogue::fits_schema(whole.folder() / kForm, LINLI_ASSETS));
  }
}
