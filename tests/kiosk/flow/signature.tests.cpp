#include <limits>

#include "tests/kiosk/flow/hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

namespace {

void open_signature(Hall& hall) {
  hall.open_form();
  hall.fill_in_until("authorisation");
}

const domain::Signature* signature(const Hall& hall) {
  const domain::Answer* answer = hall.screen<FormView>().fields[1].answer;
  return answer == nullptr ? nullptr : &std::get<domain::Signature>(*answer);
}

}  // namespace

TEST_CASE("strokes are kept within the field and can be cleared") {
  Hall hall;
  open_signature(hall);
  hall.press(action::BeginStroke{"signature", {-1.0F, 2.0F}});
  REQUIRE(signature(hall));
  CHECK(signature(hall)->at(0).at(0).x == 0.0F);
  CHECK(signature(hall)->at(0).at(0).y == 1.0F);
  hall.press(action::ContinueStroke{"signature", {std::numeric_limits<float>::quiet_NaN(), 0}});
  CHECK(signature(hall)->at(0).size() == 1);
  hall.press(action::ClearSignature{"signature"});
  CHECK(signature(hall) == nullptr);
  hall.press(action::ContinueStroke{"signature", {0.5F, 0.5F}});
  CHECK(signature(hall) == nullptr);
}

TEST_CASE("a signature has at most 5000 points") {
  Hall hall;
  open_signature(hall);
  hall.press(action::BeginStroke{"signature", {0, 0}});
  for (int i = 0; i < 6000; ++i) hall.press(action::ContinueStroke{"signature", {0.5F, 0.5F}});
  CHECK(signature(hall)->at(0).size() == 5000);
  hall.press(action::BeginStroke{"signature", {0, 0}});
  CHECK(signature(hall)->size() == 1);
}

TEST_CASE("without a visible signature and the consent nothing goes on") {
  Hall hall;
  open_signature(hall);
  hall.press(action::BeginStroke{"signature", {0.5F, 0.5F}});
  hall.press(action::Next{});
  const auto form = hall.screen<FormView>();
  CHECK(form.fields[0].problem == catalogue::AnswerProblem::missing);
  CHECK(form.fields[1].problem == catalogue::AnswerProblem::no_signature);
  hall.press(action::SetConsent{"authorisation", false});
  hall.press(action::Next{});
  CHECK(hall.screen<FormView>().fields[0].problem == catalogue::AnswerProblem::not_agreed);
}

TEST_CASE("actions for a field that is not on the page are passed over") {
  Hall hall;
  open_signature(hall);
  hall.press(action::ChooseOption{"living", "alone"});
  hall.press(action::BeginStroke{"authorisation", {0, 0}});
  hall.press(action::SetConsent{"signature", true});
  hall.press(action::ActivateField{"nothing"});
  hall.type("1");
  CHECK(hall.screen<FormView>().fields[0].answer == nullptr);
  CHECK(hall.screen<FormView>().fields[1].answer == nullptr);
}
