#include <catch2/catch_test_macros.hpp>

#include "kiosk/flow/application_form.h"
#include "tests/kiosk/flow/hall.h"

/// The household signs its authorisation, one after the other, on the last page of the form.
using namespace linli;
using namespace linli::flow;
using linli::tests::card_of;

namespace action = flow::action;

namespace {

domain::HouseholdMember grown_up() {
  return {"李小红", *domain::IdentityNumber::parse("990101197203150010"), domain::Relation::child,
          true};
}
domain::HouseholdMember child() {
  return {"", *domain::IdentityNumber::parse("990101201506100028"), domain::Relation::grandchild,
          false};
}

const catalogue::Catalogue& shipped() {
  static const auto kLoaded = catalogue::load_catalogue(LINLI_SOURCES "/assets", "demo");
  REQUIRE(kLoaded);
  return *kLoaded;
}

/// The temporary relief, as it would be for somebody else whose means are checked too.
catalogue::Service for_somebody_else() {
  catalogue::Service service = *shipped().find("temporary_relief");
  service.steps.front().fields.push_back({.id = "person", .kind = catalogue::FieldKind::person});
  for (catalogue::Step& step : service.steps) {
    for (catalogue::Field& field : step.fields) {
      if (field.kind == catalogue::FieldKind::authorisations) field.people = {"person", "members"};
    }
  }
  return service;
}

/// The form of the temporary relief, everything answered up to the signatures.
struct SigningForm {
  catalogue::Service service;
  ApplicationForm form;

  explicit SigningForm(DisplayMode mode = DisplayMode::standard,
                       domain::Household household = {grown_up(), child()})
      : SigningForm(*shipped().find("temporary_relief"), mode, answers(std::move(household))) {}

  /// For that person, who lives with those.
  SigningForm(domain::HouseholdMember person, domain::Household household)
      : SigningForm(
            for_somebody_else(), DisplayMode::standard,
            answers(std::move(household), {{"person", domain::Household{std::move(person)}}})) {}

  SigningForm(catalogue::Service of, DisplayMode mode, const domain::Answers& given)
      : service(std::move(of)),
        form({service,
              shipped().region,
              catalogue::circumstances_of(card_of(), std::chrono::year{2026} / 11 / 23),
              card_of().number,
              mode,
              {}}) {
    form.resume({service.id, service.version, "authorisation", given});
    REQUIRE(form.view().step->id == "authorisation");
  }

  static domain::Answers answers(domain::Household household, domain::Answers more = {}) {
    domain::Answers all{
        {"urgency", domain::Choice{"this_month"}},  {"phone", domain::Digits{"13841855526"}},
        {"address", domain::Words{"和平路1号"}},    {"living", domain::Choice{"family"}},
        {"members", std::move(household)},          {"causes", domain::Choices{{"illness"}}},
        {"monthly_income", domain::Money{120'050}}, {"recent_spending", domain::Money{3'600'000}},
        {"needs", domain::Choices{{"service"}}}};
    if (std::get<domain::Household>(all.at("members")).empty()) all.erase("members");
    all.merge(more);
    return all;
  }

  FieldView field() const { return form.view().fields.back(); }
  SigningView turn() const { return *field().signing; }
  void agree() { form.on(action::SetConsent{"authorisation", true}); }
  void sign() {
    form.on(action::BeginStroke{"signatures", {0.1F, 0.5F}});
    form.on(action::ContinueStroke{"signatures", {0.9F, 0.5F}});
  }
  void later() { form.on(action::SignLater{"signatures"}); }
  const domain::Authorisations& people() const {
    return std::get<domain::Authorisations>(form.answers().all().at("signatures"));
  }
};

using Outcome = ApplicationForm::Outcome;

}  // namespace

TEST_CASE("one after the other signs on the same page, the applicant first") {
  SigningForm page;
  page.agree();
  CHECK(page.turn().person == 0);
  CHECK(page.turn().people == 3);
  page.sign();
  CHECK(page.form.next() == Outcome::stays);
  CHECK(page.turn().signs->name == "李小红");
  page.later();
  CHECK(page.form.next() == Outcome::stays);
  CHECK(page.turn().minor);
  CHECK(page.turn().guardian->number == card_of().number);
  page.sign();
  CHECK(page.form.next() == Outcome::finished);
}

TEST_CASE("whoever has neither signed nor said later is asked until they have") {
  SigningForm page;
  page.agree();
  CHECK(page.form.next() == Outcome::stays);
  CHECK(page.turn().person == 0);
  CHECK(page.field().problem == catalogue::AnswerProblem::no_signature);
}

TEST_CASE("nobody's turn passes while the text is not agreed to") {
  SigningForm page;
  page.sign();
  CHECK(page.form.next() == Outcome::stays);
  CHECK(page.turn().person == 0);
  CHECK(page.form.view().fields.front().problem);
}

TEST_CASE("back leads to whoever signed before, then to the step before") {
  SigningForm page;
  page.agree();
  page.sign();
  page.form.next();
  page.form.back();
  CHECK(page.turn().person == 0);
  CHECK_FALSE(page.turn().signs->signature.empty());
  page.form.back();
  CHECK(page.form.view().step->id != "authorisation");
}

TEST_CASE("signing takes back later, and later takes back the signature") {
  SigningForm page;
  page.later();
  page.sign();
  CHECK_FALSE(page.people()[0].later);
  page.later();
  CHECK(page.people()[0].later);
  CHECK(page.people()[0].signature.empty());
}

TEST_CASE("another guardian has not signed for a child because the first one had") {
  SigningForm page;
  page.agree();
  for (int i = 0; i < 2; ++i) {
    page.later();
    page.form.next();
  }
  page.sign();
  page.form.on(action::ChangeGuardian{"signatures"});
  CHECK(page.turn().guardian->number == grown_up().number);
  CHECK(page.turn().signs->signature.empty());
}

TEST_CASE("who was removed from the household signs no more, and who stays need not sign again") {
  SigningForm page;
  page.agree();
  page.sign();
  page.form.go_to_step("household");
  page.form.on(action::RemoveMember{"members", 0});
  page.form.go_to_step("authorisation");
  REQUIRE(page.form.view().step->id == "authorisation");
  REQUIRE(page.people().size() == 2);
  CHECK_FALSE(page.people()[0].signature.empty());
  CHECK(page.people()[1].number == child().number);
}

TEST_CASE("a draft keeps the signatures that were given") {
  SigningForm page;
  page.agree();
  page.sign();
  const auto draft = page.form.draft();
  SigningForm again;
  again.form.resume(draft);
  CHECK_FALSE(again.people()[0].signature.empty());
}

TEST_CASE("in the large mode everybody signs on a page of their own as well") {
  SigningForm page(DisplayMode::large);
  page.agree();
  CHECK(page.form.next() == Outcome::stays);
  for (int i = 0; i < 3; ++i) {
    CHECK(page.turn().person == i);
    page.sign();
    CHECK(page.form.next() == (i < 2 ? Outcome::stays : Outcome::finished));
  }
}

TEST_CASE("a grown person for whom somebody else applies signs as well, or comes later") {
  SigningForm page(grown_up(), {});
  page.agree();
  REQUIRE(page.turn().people == 2);
  page.sign();
  page.form.next();
  CHECK(page.turn().signs->name == "李小红");
  CHECK(page.turn().may_sign);
  CHECK(page.turn().guardian == nullptr);
  CHECK(page.form.next() == Outcome::stays);
  CHECK(page.field().problem == catalogue::AnswerProblem::no_signature);
  page.later();
  CHECK(page.form.next() == Outcome::finished);
  CHECK(page.people()[1].later);
}

TEST_CASE("for whoever can't sign, the applicant signs as their guardian") {
  SigningForm page(grown_up(), {});
  page.agree();
  page.sign();
  page.form.next();
  page.form.on(action::ChangeGuardian{"signatures"});
  CHECK(page.turn().guardian->number == card_of().number);
  page.sign();
  CHECK(page.form.next() == Outcome::finished);
}

TEST_CASE("for a child for whom somebody else applies a guardian signs") {
  SigningForm page(child(), {grown_up()});
  page.agree();
  REQUIRE(page.turn().people == 3);
  page.sign();
  page.form.next();
  CHECK(page.turn().minor);
  CHECK(page.turn().guardian->number == card_of().number);
  page.sign();
  page.form.next();
  CHECK(page.turn().signs->number == grown_up().number);
}

TEST_CASE("whoever is applied for and lives in the household signs once") {
  SigningForm page(grown_up(), {child(), grown_up()});
  REQUIRE(page.people().size() == 3);
  CHECK(page.people()[1].number == grown_up().number);
  CHECK(page.people()[2].number == child().number);
  page.agree();
  for (int i = 0; i < 3; ++i) {
    page.later();
    CHECK(page.form.next() == (i < 2 ? Outcome::stays : Outcome::finished));
  }
}

TEST_CASE("a draft from before the person signed is asked for that one signature") {
  SigningForm before;
  before.agree();
  before.sign();
  auto given = before.form.draft().answers;
  given.insert_or_assign("person", domain::Household{child()});
  given.insert_or_assign("members", domain::Household{grown_up()});
  SigningForm page(for_somebody_else(), DisplayMode::standard, given);
  REQUIRE(page.people().size() == 3);
  CHECK_FALSE(page.people()[0].signature.empty());
  CHECK(page.people()[1].number == child().number);
  CHECK(page.people()[1].signature.empty());
}

TEST_CASE("in extreme poverty support the supported person signs, and the household after them") {
  const auto& steps = shipped().find("extreme_poverty_support")->steps;
  for (const auto& field : steps.back().fields) {
    if (field.kind != catalogue::FieldKind::authorisations) continue;
    CHECK(field.people == std::vector<std::string>{"poor_person", "members"});
    return;
  }
  FAIL("nobody signs");
}
