#include "kiosk/catalogue/authorising.h"

#include <catch2/catch_test_macros.hpp>

#include "kiosk/catalogue/check_answer.h"

using namespace linli;
using namespace linli::catalogue;

namespace {

using std::chrono::day;
using std::chrono::year;

constexpr domain::Day kToday = year{2026} / 11 / 23;

domain::IdentityNumber number(const char* text) { return *domain::IdentityNumber::parse(text); }

/// Invented numbers of an unassigned division code.
const domain::IdentityNumber& applicant() {
  static const auto kNumber = number("990101194612280023");
  return kNumber;
}
domain::HouseholdMember daughter() {
  return {"李小红", number("990101197203150010"), domain::Relation::child, true};
}
domain::HouseholdMember grandchild() {  // eleven years old
  return {"", number("990101201506100028"), domain::Relation::grandchild, false};
}

domain::Signature signature() { return {{{0.1F, 0.5F}, {0.9F, 0.5F}}}; }

}  // namespace

TEST_CASE("the applicant signs first, then everybody of the household") {
  const auto people = signers_of(applicant(), {daughter(), grandchild()}, {}, kToday);
  REQUIRE(people.size() == 3);
  CHECK(people[0].number == applicant());
  CHECK_FALSE(people[0].relation);
  CHECK(people[1].name == "李小红");
  CHECK(people[2].relation == domain::Relation::grandchild);
}

TEST_CASE("somebody is an adult on the eighteenth birthday and not a day before") {
  const auto born = number("990101201506100028");
  CHECK_FALSE(is_adult(born, year{2033} / 6 / 9));
  CHECK(is_adult(born, year{2033} / 6 / 10));
}

TEST_CASE("a minor's guardian is the applicant unless another adult is chosen, and never nobody") {
  auto people = signers_of(applicant(), {daughter(), grandchild()}, {}, kToday);
  CHECK(people[2].guardian == applicant());
  people[2].guardian = next_guardian(people, 2, kToday);
  CHECK(people[2].guardian == daughter().number);
  people[2].guardian = next_guardian(people, 2, kToday);
  CHECK(people[2].guardian == applicant());
}

TEST_CASE("for an adult a guardian may sign, and after the last the adult again") {
  auto people = signers_of(applicant(), {daughter()}, {}, kToday);
  CHECK_FALSE(people[1].guardian);
  people[1].guardian = next_guardian(people, 1, kToday);
  CHECK(people[1].guardian == applicant());
  CHECK_FALSE(next_guardian(people, 1, kToday));
}

TEST_CASE("a signature stays while its signer may sign, and goes with a guardian who is gone") {
  auto people = signers_of(applicant(), {daughter(), grandchild()}, {}, kToday);
  people[0].signature = signature();
  people[2].guardian = daughter().number;
  people[2].signature = signature();
  const auto fewer = signers_of(applicant(), {grandchild()}, people, kToday);
  REQUIRE(fewer.size() == 2);
  CHECK_FALSE(fewer[0].signature.empty());
  CHECK(fewer[1].signature.empty());
  CHECK(fewer[1].guardian == applicant());
}

TEST_CASE("a minor without an adult in the household has no guardian here") {
  const auto people = signers_of(grandchild().number, {}, {}, kToday);
  CHECK_FALSE(people[0].guardian);
  CHECK_FALSE(next_guardian(people, 0, kToday));
}

TEST_CASE("the people of an authorisation are the applicant and just the household") {
  const auto people = signers_of(applicant(), {daughter()}, {}, kToday);
  CHECK(names_all(people, {daughter()}));
  CHECK_FALSE(names_all(people, {}));
  CHECK_FALSE(names_all(people, {grandchild()}));
  CHECK_FALSE(names_all(people, {daughter(), grandchild()}));
}

TEST_CASE("nobody signs twice, and whoever is named again stands as they were named first") {
  auto again = daughter();
  again.name = "李红";
  again.relation = domain::Relation::other;
  const domain::HouseholdMember applicant_again{"王", applicant(), domain::Relation::other, false};
  const domain::Household others{daughter(), grandchild(), again, applicant_again};
  const auto people = signers_of(applicant(), others, {}, kToday);
  REQUIRE(people.size() == 3);
  CHECK(people[1].name == "李小红");
  CHECK(people[1].relation == domain::Relation::child);
  CHECK(people[2].number == grandchild().number);
  CHECK(names_all(people, others));
  CHECK(names_all(people, {daughter(), grandchild()}));
  CHECK_FALSE(names_all(people, {again, grandchild()}));
}

TEST_CASE("an authorisation will do once everybody has signed or comes later") {
  const Field field{.id = "signatures", .kind = FieldKind::authorisations};
  auto people = signers_of(applicant(), {daughter()}, {}, kToday);
  people[0].signature = signature();
  domain::Answer answer = people;
  CHECK(check_answer(field, &answer, {}) == AnswerProblem::no_signature);
  people[1].later = true;
  answer = people;
  CHECK_FALSE(check_answer(field, &answer, {}));
  people[0].signature = {{{0.5F, 0.5F}}};  // a dot is no signature
  answer = people;
  CHECK(check_answer(field, &answer, {}) == AnswerProblem::no_signature);
}
