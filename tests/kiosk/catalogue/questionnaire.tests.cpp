#include "kiosk/catalogue/questionnaire.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/test_assets.h"

using namespace linli;
using namespace std::chrono_literals;
using catalogue::AnswerProblem;
using catalogue::Circumstances;
using catalogue::PreAssessment;
using catalogue::Questionnaire;

namespace {

constexpr domain::Day kToday = 2026y / 11 / 22;

/// The service with every kind of field, and somebody of 76 at it.
struct Form {
  catalogue::Catalogue catalogue = *catalogue::load_catalogue(tests::test_assets(), "demo");
  const catalogue::Service& service = *catalogue.find("whole_form");
  Questionnaire questions{service, catalogue.region, {kToday, 1950y / 2 / 1}};
  domain::Answers answers;

  const catalogue::Field& field(const std::string& id) const {
    for (const auto& step : service.steps) {
      for (const auto& field : step.fields) {
        if (field.id == id) return field;
      }
    }
    FAIL("no such field");
    return service.steps[0].fields[0];
  }
  void answer(const std::string& id, domain::Answer value) {
    answers.insert_or_assign(id, std::move(value));
    questions.look_at(answers);
  }
  std::optional<AnswerProblem> problem(const std::string& id) const {
    const auto fault = questions.check(field(id));
    return fault ? std::optional(fault->problem) : std::nullopt;
  }
};

domain::HouseholdMember child_born(const std::string& day) {
  const std::string digits = "990101" + day + "001";
  return {"", *domain::IdentityNumber::parse(digits + domain::identity_check_character(digits)),
          domain::Relation::child, false};
}

domain::Row thing(const char* what, std::int64_t fen) {
  return {{"what", domain::Choice{what}}, {"worth", domain::Money{fen}}};
}

}  // namespace

TEST_CASE("a field is asked only where its rule holds, and unknown does not hold") {
  Form form;
  CHECK_FALSE(form.questions.asks(form.field("person")));
  form.answer("for_whom", domain::Choice{"other"});
  CHECK(form.questions.asks(form.field("person")));
  form.answer("for_whom", domain::Choice{"self"});
  CHECK_FALSE(form.questions.asks(form.field("person")));
}

TEST_CASE("a step is asked only where its rule holds") {
  Form form;
  CHECK_FALSE(form.questions.asks(form.service.steps[3]));
  form.answer("spending", domain::Money{1});
  CHECK(form.questions.asks(form.service.steps[3]));
}

TEST_CASE("what is no longer asked is not handed in") {
  Form form;
  form.answer("for_whom", domain::Choice{"other"});
  form.answer("person", domain::Household{child_born("20200101")});
  CHECK(form.questions.complete().contains("person"));
  form.answer("for_whom", domain::Choice{"self"});
  CHECK_FALSE(form.questions.complete().contains("person"));
}

TEST_CASE("the people of every field that is asked have to sign") {
  Form form;
  const catalogue::Field signers{.id = "signers",
                                 .kind = catalogue::FieldKind::authorisations,
                                 .people = {"person", "no_such_field"}};
  CHECK(form.questions.people_of(signers).empty());
  form.answer("for_whom", domain::Choice{"other"});
  form.answer("person", domain::Household{child_born("20200101")});
  REQUIRE(form.questions.people_of(signers).size() == 1);
  CHECK(form.questions.people_of(signers)[0].number == child_born("20200101").number);
  form.answer("for_whom", domain::Choice{"self"});
  CHECK(form.questions.people_of(signers).empty());
}

TEST_CASE("a check of the service says its own message, and nothing while its answer is unknown") {
  Form form;
  form.answer("for_whom", domain::Choice{"other"});
  CHECK(form.problem("person") == AnswerProblem::missing);
  form.answer("person", domain::Household{child_born("20000101")});
  const auto fault = form.questions.check(form.field("person"));
  REQUIRE(fault);
  CHECK(fault->problem == AnswerProblem::check_failed);
  REQUIRE(fault->message);
  CHECK(fault->message->zh == "要不满 18 周岁");
  form.answer("person", domain::Household{child_born("20200101")});
  CHECK_FALSE(form.problem("person"));
}

TEST_CASE("an answer can be required by another") {
  Form form;
  form.answer("spending", domain::Money{1});
  CHECK_FALSE(form.problem("id_of_owner"));
  form.answer("property", domain::Table{thing("house", 100)});
  CHECK(form.problem("id_of_owner") == AnswerProblem::missing);
}

TEST_CASE("a sum over a table is computed, and handed in with the answers") {
  Form form;
  form.answer("spending", domain::Money{1});
  form.answer("property", domain::Table{thing("house", 30'000'00), thing("car", 1'50)});
  const auto total = form.questions.computed(form.field("total"));
  REQUIRE(total);
  CHECK(std::get<domain::Money>(*total) == domain::Money{30'001'50});
  CHECK(std::get<domain::Money>(form.questions.complete().at("total")).fen == 30'001'50);
}

TEST_CASE("nobody in a household and nothing in a table count as none") {
  Form form;
  form.answer("spending", domain::Money{1});
  CHECK(std::get<domain::Money>(*form.questions.computed(form.field("total"))).fen == 0);
}

TEST_CASE("a day outside its limits is told") {
  Form form;
  form.answer("born", domain::Day(2026y / 11 / 23));
  CHECK(form.problem("born") == AnswerProblem::too_late);
  form.answer("born", domain::Day(1850y / 1 / 1));
  CHECK(form.problem("born") == AnswerProblem::too_early);
  form.answer("born", domain::Day(1950y / 2 / 1));
  CHECK_FALSE(form.problem("born"));
}

TEST_CASE("a row must be complete, and there are as many as the table may have") {
  Form form;
  form.answer("spending", domain::Money{1});
  form.answer("property", domain::Table{{{"what", domain::Choice{"house"}}}});
  CHECK(form.problem("property") == AnswerProblem::row_incomplete);
  form.answer("property", domain::Table(4, thing("car", 1)));
  CHECK(form.problem("property") == AnswerProblem::too_many_rows);
  domain::Row strange = thing("car", 1);
  strange.emplace("colour", domain::Words{"红"});
  form.answer("property", domain::Table{strange});
  CHECK(form.problem("property") == AnswerProblem::row_incomplete);
}

TEST_CASE("what is urgent follows from the answers and the region's figures") {
  Form form;
  CHECK_FALSE(form.questions.is_urgent());
  form.answer("alone_at_home", domain::Consent{true});
  form.answer("spending", domain::Money{9'999'999});
  CHECK(form.questions.is_urgent());
}

TEST_CASE("the first rule that holds says what the chances are, without one nobody can say") {
  Form form;
  CHECK_FALSE(form.questions.assess());
  form.answer("income", domain::Money{0});
  REQUIRE(form.questions.assess());
  CHECK(form.questions.assess()->answer == PreAssessment::Answer::likely);
  Questionnaire of_young(form.service, form.catalogue.region, {kToday, 1990y / 2 / 1});
  of_young.look_at({{"for_whom", domain::Choice{"self"}}, {"income", domain::Money{0}}});
  REQUIRE(of_young.assess());
  CHECK(of_young.assess()->answer == PreAssessment::Answer::unlikely);
}

TEST_CASE("texts with what nobody else would see are refused") {
  Form form;
  const auto refused = [&](const char* text) {
    form.answer("address", domain::Words{text});
    return form.problem("address") == AnswerProblem::strange_characters;
  };
  CHECK(refused("幸福路😀"));             // emoji
  CHECK(refused("幸福\xE2\x80\xAE路"));  // U+202E turns the direction
  CHECK(refused("שלום"));                // from right to left
  CHECK(refused("幸福\xEE\x80\x80路"));  // U+E000, private use
  CHECK(refused("幸福\t路"));
  CHECK(refused("\xC0\xAF"));  // no UTF-8
  CHECK_FALSE(refused("幸福路 18 号 3-402（东门）"));
}

TEST_CASE("names may be long and have rare characters and the middle dot") {
  Form form;
  const auto problem_of = [&](const char* name) {
    form.answer("name", domain::Words{name});
    return form.problem("name");
  };
  CHECK_FALSE(problem_of("𬌗𫖮𠀀"));
  CHECK_FALSE(problem_of("阿卜杜拉·买买提明·吐尔逊江尼亚孜"));
  CHECK(problem_of("王#芳") == AnswerProblem::not_a_name);
  CHECK(problem_of("王1") == AnswerProblem::not_a_name);
  CHECK(problem_of("一二三四五六七八九十一二三四五六七八九十一") == AnswerProblem::too_long);
}

TEST_CASE("a bank card ends with its check digit") {
  Form form;
  form.answer("bank_card", domain::Digits{"6222020200112233444"});
  const auto wrong = form.problem("bank_card");
  form.answer("bank_card", domain::Digits{"4111111111111111"});  // the card of every manual
  CHECK_FALSE(form.problem("bank_card"));
  form.answer("bank_card", domain::Digits{"4111111111111112"});
  CHECK(form.problem("bank_card") == AnswerProblem::not_a_bank_card);
  CHECK(wrong == AnswerProblem::not_a_bank_card);
}
