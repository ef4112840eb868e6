#include "kiosk/flow/application_form.h"
#include "tests/kiosk/flow/hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

using Way = MemberEntryView::Way;
using Page = MemberEntryView::Page;

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

domain::Household household(const Hall& hall) {
  const domain::Answer* answer = hall.screen<FormView>().fields[0].answer;
  return answer == nullptr ? domain::Household{} : std::get<domain::Household>(*answer);
}
std::size_t members(const Hall& hall) { return household(hall).size(); }

/// At the page of the name.
void type_member(Hall& hall, int day = 3) {
  hall.press(action::AddMember{"members"});
  hall.press(action::ChooseMemberWay{Way::number});
  hall.type(number_of(day).c_str());
}

}  // namespace

TEST_CASE("a household member is added by card with a relation") {
  Hall hall;
  open_household(hall);
  hall.press(action::AddMember{"members"});
  CHECK(entry(hall).page == Page::way);
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
  hall.press(action::Back{});
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
  CHECK(entry(hall).page == Page::way);
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

TEST_CASE("whoever was typed by number is added with the name that is written, however rare") {
  Hall hall;
  open_household(hall);
  type_member(hall);
  CHECK(entry(hall).page == Page::name);
  hall.write_code("738b");
  hall.write_code("20bb7");
  CHECK(entry(hall).keyboard->text == "王𠮷");
  hall.press(action::Next{});
  CHECK(entry(hall).page == Page::relation);
  CHECK(entry(hall).masked_name == domain::mask_name("王𠮷"));
  hall.press(action::ChooseRelation{domain::Relation::child});
  hall.press(action::ConfirmMember{});
  REQUIRE(members(hall) == 1);
  CHECK(household(hall)[0].name == "王𠮷");
  CHECK(household(hall)[0].number.text() == number_of(3));
  CHECK_FALSE(household(hall)[0].read_from_card);
}

TEST_CASE("an empty or impossible name is said, and nobody is added with it") {
  Hall hall;
  open_household(hall);
  type_member(hall);
  hall.press(action::Next{});
  CHECK(entry(hall).name_problem == catalogue::AnswerProblem::missing);
  hall.press(action::UseKeyboard{text_action::SetTypingMode{TypingMode::digits}});
  CHECK_FALSE(entry(hall).name_problem);
  hall.press(action::UseKeyboard{text_action::TypeKey{'3'}});
  hall.press(action::Next{});
  CHECK(entry(hall).name_problem == catalogue::AnswerProblem::not_a_name);
  hall.press(action::ChooseRelation{domain::Relation::child});
  hall.press(action::ConfirmMember{});
  CHECK(entry(hall).page == Page::name);
  CHECK_FALSE(entry(hall).complete);
  CHECK(members(hall) == 0);
}

TEST_CASE("spaces and dots alone are no name") {
  Hall hall;
  open_household(hall);
  type_member(hall);
  hall.write_code("b7");
  hall.press(action::UseKeyboard{text_action::SetTypingMode{TypingMode::latin}});
  hall.press(action::UseKeyboard{text_action::TypeKey{' '}});
  hall.press(action::Next{});
  CHECK(entry(hall).name_problem == catalogue::AnswerProblem::missing);
}

TEST_CASE("what is still composed when somebody goes on is part of the name") {
  Hall hall;
  open_household(hall);
  type_member(hall);
  hall.press(action::UseKeyboard{text_action::SetTypingMode{TypingMode::strokes}});
  for (const char stroke : {'h', 'h', 's', 'h'}) {
    hall.press(action::UseKeyboard{text_action::TypeKey{stroke}});
  }
  hall.press(action::Next{});
  CHECK(entry(hall).masked_name == domain::mask_name("王"));
}

TEST_CASE("a name has no more characters than a card has room for") {
  Hall hall;
  open_household(hall);
  type_member(hall);
  for (int i = 0; i < 51; ++i) hall.write_code("738b");
  CHECK(entry(hall).keyboard->full);
  hall.press(action::Next{});
  CHECK(entry(hall).page == Page::relation);
}

TEST_CASE("back leads from the relation to the name and on to the number, and nothing is lost") {
  Hall hall;
  open_household(hall);
  type_member(hall);
  hall.write_code("738b");
  hall.press(action::Next{});
  hall.press(action::Back{});
  CHECK(entry(hall).keyboard->text == "王");
  hall.press(action::Back{});
  CHECK(entry(hall).page == Page::number);
  CHECK(entry(hall).typed == number_of(3));
  hall.press(action::Next{});
  CHECK(entry(hall).keyboard->text == "王");
  hall.press(action::Back{});
  hall.type("C");
  hall.press(action::Next{});
  CHECK(entry(hall).page == Page::number);
  hall.press(action::Back{});
  CHECK(entry(hall).page == Page::way);
}

TEST_CASE("nothing that was typed is left after the entry was cancelled") {
  Hall hall;
  open_household(hall);
  type_member(hall);
  hall.write_code("738b");
  hall.press(action::UseKeyboard{text_action::SetTypingMode{TypingMode::pinyin}});
  hall.press(action::UseKeyboard{text_action::TypeKey{'l'}});
  hall.press(action::CancelMember{});
  CHECK(members(hall) == 0);
  hall.press(action::AddMember{"members"});
  hall.press(action::ChooseMemberWay{Way::number});
  CHECK(entry(hall).typed.empty());
  hall.type(number_of(4).c_str());
  CHECK(entry(hall).keyboard->text.empty());
  CHECK(entry(hall).keyboard->composed.empty());
  CHECK(entry(hall).masked_name.empty());
}

TEST_CASE("where there is no keyboard, whoever was typed stays without a name") {
  Hall hall;
  const auto& service = *hall.catalogue.find("temporary_relief");
  ApplicationForm form({service,
                        hall.catalogue.region,
                        catalogue::circumstances_of(card_of(), std::chrono::year{2026} / 11 / 22),
                        card_of().number,
                        DisplayMode::standard,
                        {}});
  form.resume({service.id,
               service.version,
               "household",
               {{"phone", domain::Digits{"13841855526"}}, {"living", domain::Choice{"family"}}}});
  REQUIRE(form.view().step->id == "household");
  form.on(action::AddMember{"members"});
  form.on(action::ChooseMemberWay{Way::number});
  for (const char key : number_of(3)) form.on(action::PressKey{key});
  CHECK(form.view().member_entry->page == Page::relation);
  form.on(action::ChooseRelation{domain::Relation::child});
  form.on(action::ConfirmMember{});
  const auto& people = std::get<domain::Household>(form.answers().all().at("members"));
  REQUIRE(people.size() == 1);
  CHECK(people[0].name.empty());
}

TEST_CASE("a draft with somebody whose name nobody wrote is taken up as it is") {
  Hall hall;
  const auto& service = *hall.catalogue.find("temporary_relief");
  ApplicationForm form({service,
                        hall.catalogue.region,
                        catalogue::circumstances_of(card_of(), std::chrono::year{2026} / 11 / 22),
                        card_of().number,
                        DisplayMode::standard,
                        {}});
  const domain::Household unnamed{{"", card_of(3).number, domain::Relation::child, false}};
  form.resume({service.id,
               service.version,
               "hardship",
               {{"phone", domain::Digits{"13841855526"}},
                {"living", domain::Choice{"family"}},
                {"members", unnamed}}});
  CHECK(form.view().step->id == "hardship");
  CHECK(form.view().ask_again.empty());
}

TEST_CASE("a name that was written for one number is not another one's") {
  Hall hall;
  open_household(hall);
  type_member(hall);
  hall.write_code("738b");
  hall.press(action::Back{});
  hall.type("C");
  hall.type(number_of(4).c_str());
  CHECK(entry(hall).page == MemberEntryView::Page::name);
  CHECK(entry(hall).keyboard->text.empty());
}

TEST_CASE("whoever can't write the name goes on without") {
  Hall hall;
  open_household(hall);
  type_member(hall);
  hall.write_code("738b");
  hall.press(action::NameLater{});
  CHECK(entry(hall).page == MemberEntryView::Page::relation);
  CHECK(entry(hall).masked_name.empty());
  hall.press(action::ChooseRelation{domain::Relation::child});
  hall.press(action::ConfirmMember{});
  CHECK(members(hall) == 1);
}
