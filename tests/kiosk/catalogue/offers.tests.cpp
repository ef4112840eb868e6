#include "kiosk/catalogue/offers.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/kiosk/catalogue/spoilt_assets.h"

using namespace linli;
using namespace linli::tests;
using namespace std::chrono_literals;
using catalogue::Circumstances;
using domain::BenefitKind;

namespace {

constexpr domain::Day kToday = 2026y / 11 / 22;

/// The services that are shipped.
const catalogue::Catalogue& shipped() {
  static const catalogue::Catalogue kCatalogue = *catalogue::load_catalogue(LINLI_ASSETS, "demo");
  return kCatalogue;
}

Circumstances somebody(int age, std::vector<BenefitKind> benefits = {}) {
  return {.today = kToday,
          .birth_date = (kToday.year() - std::chrono::years(age)) / 1 / 1,
          .benefits = std::move(benefits)};
}

/// Why a service is offered; empty: it is not.
std::string why(const Circumstances& circumstances, const char* service) {
  for (const auto& offer : catalogue::offers(shipped(), circumstances)) {
    if (offer.service->id == service) return offer.because.zh;
  }
  return {};
}

}  // namespace

TEST_CASE("the allowance of an age is offered with its amount to those who do not get it") {
  CHECK(why(somebody(79), "old_age_allowance").empty());
  CHECK(why(somebody(80), "old_age_allowance").find("每月 50.00 元") != std::string::npos);
  CHECK(why(somebody(92), "old_age_allowance").find("每月 100.00 元") != std::string::npos);
  CHECK(why(somebody(101), "old_age_allowance").find("每月 500.00 元") != std::string::npos);
  CHECK(why(somebody(92, {BenefitKind::old_age_allowance}), "old_age_allowance").empty());
}

TEST_CASE("nothing is offered that depends on what nobody knows") {
  Circumstances unknown = somebody(85);
  unknown.benefits.reset();
  CHECK(why(unknown, "old_age_allowance").empty());
  CHECK(why(unknown, "elder_care_subsidy").empty());
  CHECK(why(somebody(50, {BenefitKind::urban_subsistence_allowance}), "disability_living_subsidy")
            .empty());
}

TEST_CASE("what a grade of disability opens is offered by the grade and the benefits") {
  Circumstances severe = somebody(50, {BenefitKind::urban_subsistence_allowance});
  severe.disability_grade = 2;
  CHECK_FALSE(why(severe, "disability_nursing_subsidy").empty());
  CHECK_FALSE(why(severe, "disability_living_subsidy").empty());
  Circumstances mild = somebody(50);
  mild.disability_grade = 4;
  CHECK(why(mild, "disability_nursing_subsidy").empty());
  CHECK(why(mild, "disability_living_subsidy").empty());
}

TEST_CASE("hardship and age together open care and a safer home, and a child is offered nothing") {
  const auto poor = somebody(65, {BenefitKind::low_income_family});
  CHECK_FALSE(why(poor, "elder_care_subsidy").empty());
  CHECK_FALSE(why(poor, "home_adaptation").empty());
  CHECK(why(somebody(65), "elder_care_subsidy").empty());
  CHECK(catalogue::offers(shipped(), somebody(10)).empty());
}

TEST_CASE("an offer may not depend on an answer, and its reason only on known parameters") {
  SpoiltAssets assets;
  const char* const file = "catalogue/temporary_relief.json";
  assets.replace(
      "\"urgent_if\"",
      R"("offered_if": [{"if": "monthly_income < 1", "because": {"zh": "{a}", "en": "b"}}],
  "urgent_if")",
      file);
  CHECK(has(assets.faults(), "/offered_if/0/if", "is no rule"));
  CHECK(has(assets.faults(), "/offered_if/0/because", "unknown number"));
}

TEST_CASE("a reason whose figure the region does not know offers nothing") {
  SpoiltAssets assets;
  assets.replace(
      "\"urgent_if\"",
      R"("offered_if": [{"if": "applicant.age > 1", "because": {"zh": "{senior_card_age}", "en": "{senior_card_age}"}}],
  "urgent_if")",
      "catalogue/temporary_relief.json");
  const auto known = catalogue::load_catalogue(assets.folder().path(), "demo");
  REQUIRE(known);
  CHECK(catalogue::offers(*known, somebody(30)).size() == 1);
  const auto unknown = catalogue::load_catalogue(assets.folder().path(), "panzhihua");
  REQUIRE(unknown);
  CHECK(catalogue::offers(*unknown, somebody(30)).empty());
}
