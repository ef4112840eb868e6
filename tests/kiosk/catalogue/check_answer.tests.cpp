#include <catch2/catch_test_macros.hpp>

#include "kiosk/catalogue/check_answer.h"

using namespace linli;
using catalogue::AnswerProblem;
using catalogue::check_answer;
using catalogue::Field;
using catalogue::FieldKind;

namespace {

Field field_of(FieldKind kind) {
  Field field;
  field.id = "field";
  field.kind = kind;
  return field;
}

Field choice_field(FieldKind kind) {
  Field field = field_of(kind);
  field.options = {{"a", {}}, {"b", {}}};
  return field;
}

std::optional<AnswerProblem> check(const Field& field, const domain::Answer& answer) {
  return check_answer(field, &answer, {});
}

domain::HouseholdMember member(const char* number) {
  return {"", *domain::IdentityNumber::parse(number), domain::Relation::child, false};
}

/// Valid numbers that differ in their order of the day.
std::string number_with_order(int order) {
  std::string digits = "11010120000101" + std::string(order < 10 ? "00" : "0");
  digits += std::to_string(order);
  return digits + domain::identity_check_character(digits);
}

}  // namespace

TEST_CASE("a required field without an answer is missing, an optional one is not") {
  for (const FieldKind kind :
       {FieldKind::one_choice, FieldKind::several_choices, FieldKind::money, FieldKind::phone,
        FieldKind::household, FieldKind::consent, FieldKind::signature}) {
    const Field field = choice_field(kind);
    CHECK(check_answer(field, nullptr, {}) == AnswerProblem::missing);
    CHECK_FALSE(check_answer(field, nullptr, {.required = false}));
  }
}

TEST_CASE("an answer of another type counts as none") {
  CHECK(check(field_of(FieldKind::money), domain::Consent{true}) == AnswerProblem::missing);
}

TEST_CASE("a choice must be one of the options") {
  const Field one = choice_field(FieldKind::one_choice);
  CHECK_FALSE(check(one, domain::Choice{"a"}));
  CHECK(check(one, domain::Choice{"c"}) == AnswerProblem::not_one_of_the_options);
  const Field several = choice_field(FieldKind::several_choices);
  CHECK_FALSE(check(several, domain::Choices{{"a", "b"}}));
  CHECK(check(several, domain::Choices{{"a", "a"}}) == AnswerProblem::not_one_of_the_options);
  CHECK(check(several, domain::Choices{}) == AnswerProblem::missing);
}

TEST_CASE("an amount must lie within its limits") {
  Field field = field_of(FieldKind::money);
  CHECK_FALSE(check(field, domain::Money{0}));
  CHECK(check(field, domain::Money{-1}) == AnswerProblem::too_small);
  CHECK_FALSE(check(field, domain::Money{1'000'000'000}));
  field.most = {100};
  CHECK_FALSE(check(field, domain::Money{100}));
  CHECK(check(field, domain::Money{101}) == AnswerProblem::too_large);
}

TEST_CASE("mobile numbers and fixed lines are phone numbers, other digits are not") {
  const Field field = field_of(FieldKind::phone);
  for (const char* good :
       {"13841855526", "2821234", "28212345", "04182821234", "041828212345", "0102821234"}) {
    INFO(good);
    CHECK_FALSE(check(field, domain::Digits{good}));
  }
  for (const char* bad : {"1", "1384185552", "23841855526", "138418555261", "0282123", "282123",
                          "1384185552X", "0418282123456"}) {
    INFO(bad);
    CHECK(check(field, domain::Digits{bad}) == AnswerProblem::not_a_phone_number);
  }
}

TEST_CASE("a household holds nobody twice and at most 20 people") {
  const Field field = field_of(FieldKind::household);
  domain::Household people;
  for (int i = 1; i <= 20; ++i) people.push_back(member(number_with_order(i).c_str()));
  CHECK_FALSE(check(field, people));
  people.push_back(people.front());
  CHECK(check(field, people) == AnswerProblem::too_many_members);
  people.resize(2, people.front());
  CHECK_FALSE(check(field, people));
  people[1] = people[0];
  CHECK(check(field, people) == AnswerProblem::duplicate_member);
}

TEST_CASE("a consent must be given") {
  CHECK_FALSE(check(field_of(FieldKind::consent), domain::Consent{true}));
  CHECK(check(field_of(FieldKind::consent), domain::Consent{}) == AnswerProblem::not_agreed);
}

TEST_CASE("a dot is no signature, a line is") {
  const Field field = field_of(FieldKind::signature);
  CHECK(check(field, domain::Signature{}) == AnswerProblem::no_signature);
  CHECK(check(field, domain::Signature{{{0.5F, 0.5F}}}) == AnswerProblem::no_signature);
  CHECK(check(field, domain::Signature{{{0.5F, 0.5F}, {0.51F, 0.5F}}}) ==
        AnswerProblem::no_signature);
  CHECK_FALSE(check(field, domain::Signature{{{0.5F, 0.5F}}, {{0.1F, 0.5F}, {0.3F, 0.5F}}}));
}
