#include "tests/kiosk/flow/hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

using catalogue::Language;

TEST_CASE("large-font mode shows one field a page and asks for the same things") {
  Hall hall;
  hall.open_form();
  hall.press(action::SetMode{DisplayMode::large});
  std::vector<std::string> seen;
  for (int i = 0; i < 20 && hall.shows<FormView>(); ++i) {
    const auto form = hall.screen<FormView>();
    REQUIRE(form.fields.size() == 1);
    seen.push_back(form.fields[0].field->id);
    hall.answer_step(form.step->id);
    hall.press(action::Next{});
  }
  CHECK(seen == std::vector<std::string>{"phone", "living", "members", "causes", "monthly_income",
                                         "recent_spending", "urgency", "needs", "amount_needed",
                                         "authorisation", "signature"});
  CHECK(hall.shows<ReviewView>());
}

TEST_CASE("switching the mode midway keeps place and answers") {
  Hall hall;
  hall.open_form();
  hall.fill_in_until("hardship");
  hall.press(action::ActivateField{"monthly_income"});
  hall.type("120");
  hall.press(action::SetMode{DisplayMode::large});
  CHECK(hall.screen<FormView>().fields[0].field->id == "monthly_income");
  CHECK(hall.screen<FormView>().fields[0].typed == "120");
  hall.type("0");
  hall.press(action::SetMode{DisplayMode::standard});
  CHECK(hall.step() == "hardship");
  CHECK(hall.screen<FormView>().fields[1].typed == "1200");
  CHECK(hall.screen<FormView>().fields[1].active);
}

TEST_CASE("a field that was skipped by switching is asked for at the end of its step") {
  Hall hall;
  hall.open_form();
  hall.press(action::ChooseOption{"living", "alone"});
  hall.press(action::SetMode{DisplayMode::large});
  CHECK(hall.screen<FormView>().fields[0].field->id == "living");
  hall.press(action::Next{});
  CHECK(hall.screen<FormView>().fields[0].field->id == "phone");
  CHECK(hall.screen<FormView>().fields[0].problem == catalogue::AnswerProblem::missing);
}

TEST_CASE("back in large-font mode goes field by field across steps") {
  Hall hall;
  hall.open_form();
  hall.fill_in_until("household");
  hall.press(action::SetMode{DisplayMode::large});
  hall.press(action::Back{});
  CHECK(hall.screen<FormView>().fields[0].field->id == "living");
  hall.press(action::Back{});
  CHECK(hall.screen<FormView>().fields[0].field->id == "phone");
  hall.press(action::Back{});
  CHECK(hall.shows<HomeView>());
}

TEST_CASE("language and mode switch on every screen and are reset for the next person") {
  Hall hall;
  hall.press(action::SetLanguage{Language::english});
  hall.press(action::SetMode{DisplayMode::large});
  hall.identify();
  CHECK(hall.visit.view().language == Language::english);
  CHECK(hall.visit.view().mode == DisplayMode::large);
  hall.press(action::CallHelp{});
  hall.press(action::SetLanguage{Language::chinese});
  CHECK(hall.visit.view().language == Language::chinese);
  hall.press(action::SetLanguage{Language::english});
  hall.press(action::Leave{});
  CHECK(hall.at_rest());
}

TEST_CASE("at home a mode that somebody left behind is reset without a warning") {
  Hall hall;
  hall.press(action::SetMode{DisplayMode::large});
  hall.press(action::SetLanguage{Language::english});
  hall.wait(59s);
  CHECK(hall.visit.view().mode == DisplayMode::large);
  CHECK_FALSE(hall.visit.view().overlay);
  hall.wait(1s);
  CHECK(hall.at_rest());
}
