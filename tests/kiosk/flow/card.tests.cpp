#include "tests/kiosk/flow/hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

using State = ReadCardView::State;

TEST_CASE("a card placed at home begins a visit") {
  Hall hall;
  hall.card(event::Found{});
  CHECK(hall.screen<ReadCardView>().state == State::reading);
  CHECK(hall.screen<ReadCardView>().purpose == CardPurpose::start);
  hall.card(event::Read{card_of()});
  const auto identity = hall.screen<IdentityView>();
  CHECK(identity.masked_name == "王*芳");
  CHECK(identity.masked_number.substr(0, 8) == "2109****");
  CHECK(hall.visit.view().header.masked_person == "王*芳 " + identity.masked_number);
}

TEST_CASE("an expired, not yet valid or contradictory card is refused and another can be tried") {
  using namespace std::chrono;
  Hall hall;
  const auto refused = [&](const domain::IdCard& card) {
    hall.place(card);
    CHECK(hall.screen<ReadCardView>().state == State::refused);
    CHECK_FALSE(hall.visit.view().session_open);
    return hall.screen<ReadCardView>().problem;
  };
  domain::IdCard card = card_of();
  card.valid_to = 2026y / 11 / 21;
  CHECK(refused(card) == CardProblem::expired);
  card.valid_to = 2026y / 11 / 22;
  card.valid_from = 2026y / 11 / 23;
  CHECK(refused(card) == CardProblem::not_yet_valid);
  card.valid_from = 2026y / 11 / 22;
  card.birth_date = 1950y / 12 / 27;
  CHECK(refused(card) == CardProblem::invalid_number);
  hall.press(action::Retry{});
  CHECK(hall.screen<ReadCardView>().state == State::waiting);
  hall.place(card_of());
  CHECK(hall.shows<IdentityView>());
}

TEST_CASE("a card is valid on its last day, which is the hall's day") {
  using namespace std::chrono;
  Hall hall;
  hall.clock.advance(14h + 18min);  // 23:59 in the hall, another day in UTC
  domain::IdCard card = card_of();
  card.valid_to = 2026y / 11 / 22;
  hall.place(card);
  CHECK(hall.shows<IdentityView>());
}

TEST_CASE("every failure of the reader is shown and can be tried again") {
  Hall hall;
  hall.choose_service();
  for (const auto error :
       {drivers::CardReadError::removed_too_early, drivers::CardReadError::not_readable,
        drivers::CardReadError::line_disturbed, drivers::CardReadError::reader_silent,
        drivers::CardReadError::unknown_card_type, drivers::CardReadError::invalid_content,
        drivers::CardReadError::reader_not_allowed}) {
    hall.card(event::Found{});
    hall.card(event::Failed{error});
    hall.card(event::Removed{});
    CHECK(hall.screen<ReadCardView>().error == error);
    hall.press(action::Retry{});
    CHECK(hall.screen<ReadCardView>().state == State::waiting);
  }
}

TEST_CASE("a card taken away while it is read is said to have left too early") {
  Hall hall;
  hall.card(event::Found{});
  hall.card(event::Removed{});
  CHECK(hall.screen<ReadCardView>().error == drivers::CardReadError::removed_too_early);
}

TEST_CASE("a reader that is not there is said, and its return too") {
  Hall hall;
  hall.card(event::HealthChanged{drivers::DeviceHealth::missing});
  CHECK(hall.screen<HomeView>().card_reader == drivers::DeviceHealth::missing);
  hall.press_tile(TileKind::benefits);
  CHECK(hall.screen<ReadCardView>().state == State::no_reader);
  hall.press(action::Retry{});
  CHECK(hall.screen<ReadCardView>().state == State::no_reader);
  hall.card(event::HealthChanged{drivers::DeviceHealth::working});
  CHECK(hall.screen<ReadCardView>().state == State::waiting);
}

TEST_CASE("another person's card never takes over a session") {
  Hall hall;
  hall.identify();
  const std::string person = hall.visit.view().header.masked_person;
  hall.place(card_of(3, "李四"));
  CHECK(hall.visit.view().header.masked_person == person);
  CHECK(hall.shows<HomeView>());
}

TEST_CASE("with the site's rule, taking the card away ends the session and keeps the draft") {
  VisitSettings settings;
  settings.ends_on_card_removal = true;
  Hall hall(settings);
  hall.open_form();
  hall.answer_step("applicant");
  hall.card(event::Removed{});
  CHECK(hall.at_rest());
  CHECK(hall.drafts.kept.size() == 1);
}

TEST_CASE("without the rule the card may leave") {
  Hall hall;
  hall.open_form();
  hall.card(event::Removed{});
  CHECK(hall.shows<FormView>());
}

TEST_CASE("with the rule, the card may leave for a household member's and on the receipt") {
  VisitSettings settings;
  settings.ends_on_card_removal = true;
  Hall hall(settings);
  hall.open_form();
  hall.fill_in_until("household");
  hall.press(action::AddMember{"members"});
  hall.press(action::ChooseMemberWay{MemberEntryView::Way::card});
  hall.card(event::Removed{});
  hall.place(card_of(3, "王小明"));
  hall.press(action::ChooseRelation{domain::Relation::child});
  hall.press(action::ConfirmMember{});
  hall.card(event::Removed{});  // the member's card
  CHECK(hall.shows<FormView>());
  hall.place(card_of());
  hall.open_review();
  hall.submit_and_store();
  hall.card(event::Removed{});
  CHECK(hall.shows<ReceiptView>());
}

TEST_CASE("with the rule, an application that is being stored is not dropped") {
  VisitSettings settings;
  settings.ends_on_card_removal = true;
  Hall hall(settings);
  hall.open_form();
  hall.open_review();
  hall.press(action::Submit{});
  hall.card(event::Removed{});
  CHECK(hall.shows<ReviewView>());
}
