#include "tests/kiosk/flow/hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

using Way = MemberEntryView::Way;

namespace {

void open_household(Hall& hall) {
  hall.open_form();
  hall.fill_in_until("household");
}

MemberEntryView entry(const Hall& hall) {
  const auto form = hall.screen<FormView>();
  REQUIRE(form.member_entry);
  return *form.member_entry;
}

std::size_t members(const Hall& hall) {
  const domain::Answer* answer = hall.screen<FormView>().fields[0].answer;
  return answer == nullptr ? 0 : std::get<domain::Household>(*answer).size();
}

}  // namespace

TEST_CASE("a household member is added by card with a relation") {
  Hall hall;
  open_household(hall);
  hall.press(action::AddMember{"members"});
  CHECK(entry(hall).way == Way::choose);
  hall.press(action::ChooseMemberWay{Way::card});
  hall.card(event::Found{});
  CHECK(entry(hall).card.state == ReadCardView::State::reading);
  hall.card(event::Read{card_of(3, "王小明")});
  CHECK(entry(hall).masked_name == "王*明");
  CHECK_FALSE(entry(hall).complete);
  hall.press(action::ConfirmMember{});
  CHECK(members(hall) == 0);
  hall.press(action::ChooseRelation{domain::Relation::child});
  CHECK(entry(hall).complete);
  hall.press(action::ConfirmMember{});
  CHECK(members(hall) == 1);
  CHECK_FALSE(hall.screen<FormView>().member_entry);
}

TEST_CASE("a typed number is checked when it is complete") {
  Hall hall;
  open_household(hall);
  hall.press(action::AddMember{"members"});
  hall.press(action::ChooseMemberWay{Way::number});
  hall.type("12345");
  CHECK(entry(hall).typed == "12345");
  CHECK_FALSE(entry(hall).problem);
  hall.type("6789012345678");
  CHECK(entry(hall).problem == domain::IdentityNumberError::wrong_birth_date);
  hall.type("C");
  hall.type(number_of(3).c_str());
  CHECK_FALSE(entry(hall).problem);
  CHECK(entry(hall).masked_number.size() == 18);
  hall.type("<");
  CHECK(entry(hall).masked_number.empty());
}

TEST_CASE("the applicant and a member already listed are refused as duplicates") {
  Hall hall;
  open_household(hall);
  hall.add_member(number_of(3));
  CHECK(members(hall) == 1);
  for (const int day : {3, 28}) {
    hall.add_member(number_of(day));
    CHECK(entry(hall).member_problem == catalogue::AnswerProblem::duplicate_member);
    CHECK_FALSE(entry(hall).complete);
    hall.press(action::CancelMember{});
  }
  hall.press(action::AddMember{"members"});
  hall.press(action::ChooseMemberWay{Way::card});
  hall.place(card_of());
  CHECK(entry(hall).member_problem == catalogue::AnswerProblem::duplicate_member);
  hall.press(action::Retry{});
  CHECK(entry(hall).card.state == ReadCardView::State::waiting);
  CHECK_FALSE(entry(hall).member_problem);
  CHECK(members(hall) == 1);
}

TEST_CASE("a household has at most 20 members, shown in pages") {
  Hall hall;
  open_household(hall);
  for (int day = 1; day <= 20; ++day) hall.add_member(number_of(day));
  CHECK(members(hall) == 20);
  auto form = hall.screen<FormView>();
  CHECK(form.list_pages == 5);
  CHECK(form.list_first == 16);  // where the new one is
  hall.press(action::AddMember{"members"});
  form = hall.screen<FormView>();
  CHECK_FALSE(form.member_entry);
  CHECK(form.fields[0].problem == catalogue::AnswerProblem::too_many_members);
  hall.press(action::TurnPage{0});
  hall.press(action::RemoveMember{"members", 0});
  hall.press(action::RemoveMember{"members", 19});
  hall.press(action::RemoveMember{"members", -1});
  CHECK(members(hall) == 19);
  hall.press(action::SetMode{DisplayMode::large});
  CHECK(hall.screen<FormView>().list_pages == 10);
}

TEST_CASE("the last page shrinks with the list") {
  Hall hall;
  open_household(hall);
  for (int day = 1; day <= 5; ++day) hall.add_member(number_of(day));
  CHECK(hall.screen<FormView>().list_page == 1);
  hall.press(action::RemoveMember{"members", 4});
  CHECK(hall.screen<FormView>().list_page == 0);
  CHECK(hall.screen<FormView>().list_count == 4);
}

TEST_CASE("back leads from the way to the choice, then closes the entry") {
  Hall hall;
  open_household(hall);
  hall.press(action::AddMember{"members"});
  hall.press(action::ChooseMemberWay{Way::number});
  hall.type("123");
  hall.press(action::Back{});
  CHECK(entry(hall).way == Way::choose);
  CHECK(entry(hall).typed.empty());
  hall.press(action::Back{});
  CHECK_FALSE(hall.screen<FormView>().member_entry);
  CHECK(hall.step() == "household");
}

TEST_CASE("somebody who lives alone goes on without a member") {
  Hall hall;
  open_household(hall);
  hall.press(action::Next{});
  CHECK(hall.step() == "hardship");
}

TEST_CASE("a reader that is missing is said when a member's card is asked for") {
  Hall hall;
  open_household(hall);
  hall.card(event::HealthChanged{drivers::DeviceHealth::missing});
  hall.press(action::AddMember{"members"});
  hall.press(action::ChooseMemberWay{Way::card});
  CHECK(entry(hall).card.state == ReadCardView::State::no_reader);
}
