#include <catch2/generators/catch_generators.hpp>

#include "tests/kiosk/flow/hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

using domain::OrderChange;
using domain::Stage;
using std::chrono::year;

namespace {

/// A hall that delivers meals as well.
struct MealHall : Hall {
  MealHall() {
    const auto shipped = catalogue::load_catalogue(LINLI_SOURCES "/assets", "demo");
    REQUIRE(shipped);
    catalogue.services.push_back(*shipped->find("meal_order"));
  }

  /// An order for that day, as it was handed in before.
  offline_cache::MatterState order(std::chrono::year_month_day on, Stage stage) {
    offline_cache::Matter matter{base::make_uuid_v7(clock.now()), "ZC-0417-2611-0003", "meal_order",
                                 1, clock.now()};
    matter.answers = {{"menu", domain::Choice{"mixed"}},
                      {"portions", domain::WholeNumber{2}},
                      {"order_day", on},
                      {"meal_time", domain::Choice{"lunch"}},
                      {"delivery", domain::Choice{"home"}},
                      {"address", domain::Words{"锦绣路 1 号"}},
                      {"phone", domain::Digits{"13841855526"}}};
    return {matter, {matter.receipt_number, "meal_order", clock.now(), stage, "", {}}};
  }

  void open_list(std::vector<offline_cache::MatterState> found) {
    identify();
    press_tile(TileKind::progress);
    press(action::LookByCard{});
    press(action::Agree{});
    matters.found(std::move(found));
  }
  void open_order(std::chrono::year_month_day on, Stage stage = Stage::received) {
    open_list({order(on, stage)});
    press(action::OpenMatter{0});
  }
  OrderView open() const { return screen<ProgressView>().order.value(); }
};

constexpr std::chrono::year_month_day kTomorrow = year(2026) / 11 / 23;
constexpr std::chrono::year_month_day kToday = year(2026) / 11 / 22;

}  // namespace

TEST_CASE("the card finds one's matters after its own consent, and the camera is closed") {
  MealHall hall;
  hall.identify();
  hall.press_tile(TileKind::progress);
  CHECK(hall.screen<ScanView>().by_card);
  hall.press(action::LookByCard{});
  CHECK_FALSE(hall.scan_desk.open);
  CHECK(hall.screen<IdentityView>().purpose == CardPurpose::matters);
  CHECK(hall.matters.asked == 0);
  hall.press(action::Agree{});
  CHECK(hall.screen<MattersView>().state == MattersView::State::loading);
  CHECK(hall.matters.asked == 1);
}

TEST_CASE("matters that can't be read are not said to be none, and can be asked for again") {
  MealHall hall;
  hall.identify();
  hall.press_tile(TileKind::progress);
  hall.press(action::LookByCard{});
  hall.press(action::Agree{});
  hall.matters.found(unexpected(offline_cache::MattersError::unreadable));
  CHECK(hall.screen<MattersView>().state == MattersView::State::failed);
  hall.press(action::Retry{});
  CHECK(hall.screen<MattersView>().state == MattersView::State::loading);
  hall.matters.found(std::vector<offline_cache::MatterState>{});
  CHECK(hall.screen<MattersView>().state == MattersView::State::shown);
  hall.press(action::Retry{});
  CHECK(hall.matters.asked == 2);
}

TEST_CASE("without a session the card is asked for first") {
  MealHall hall;
  hall.press_tile(TileKind::progress);
  hall.press(action::LookByCard{});
  CHECK(hall.screen<ReadCardView>().purpose == CardPurpose::matters);
  CHECK(hall.sessions_ended == 1);  // of whoever was before the camera
  hall.place(card_of());
  CHECK(hall.screen<IdentityView>().purpose == CardPurpose::matters);
}

TEST_CASE("matters are listed in pages, and what is no order has only its stage") {
  MealHall hall;
  auto relief = hall.order(kTomorrow, Stage::home_visit);
  relief.matter.service = "temporary_relief";
  relief.matter.answers.clear();
  hall.open_list({relief, relief, relief, relief, relief});
  CHECK(hall.screen<MattersView>().pages == 2);
  hall.press(action::TurnPage{1});
  CHECK(hall.screen<MattersView>().rows.size() == 1);
  hall.press(action::OpenMatter{1});
  CHECK(hall.shows<MattersView>());
  hall.press(action::OpenMatter{0});
  CHECK(hall.screen<ProgressView>().report.stage == Stage::home_visit);
  CHECK_FALSE(hall.screen<ProgressView>().order);
  hall.press(action::Back{});
  CHECK(hall.shows<MattersView>());
}

TEST_CASE("an order shows its day and address, and is open until the evening before") {
  MealHall hall;
  hall.open_order(kTomorrow);
  CHECK(hall.open().day == kTomorrow);
  CHECK(hall.open().place == "锦绣路 1 号");
  CHECK(hall.open().state == OrderView::State::open);
}

TEST_CASE(
    "on its day, on its way, and after its end an order can be neither changed nor cancelled") {
  MealHall hall;
  SECTION("on its day") {
    hall.open_order(kToday);
    CHECK(hall.open().state == OrderView::State::too_late);
  }
  SECTION("on its way") {
    hall.open_order(kTomorrow, Stage::waiting_to_send);
    CHECK(hall.open().state == OrderView::State::on_its_way);
  }
  SECTION("changed") {
    hall.open_order(kTomorrow, Stage::replaced);
    CHECK(hall.open().state == OrderView::State::changed);
  }
  SECTION("cancelled") {
    hall.open_order(kTomorrow, Stage::cancelled);
    CHECK(hall.open().state == OrderView::State::cancelled);
  }
  hall.press(action::AskToCancel{});
  hall.press(action::CancelOrder{});
  hall.press(action::ChangeOrder{});
  CHECK(hall.outbox.applications.empty());
  CHECK(hall.shows<ProgressView>());
}

TEST_CASE("an order is cancelled after a question, once, and stays so before the centre knows") {
  MealHall hall;
  hall.open_order(kTomorrow);
  hall.press(action::CancelOrder{});
  CHECK(hall.outbox.applications.empty());
  hall.press(action::AskToCancel{});
  CHECK(hall.open().asks);
  hall.press(action::KeepOrder{});
  CHECK_FALSE(hall.open().asks);
  hall.press(action::AskToCancel{});
  hall.press(action::CancelOrder{});
  hall.press(action::CancelOrder{});
  REQUIRE(hall.outbox.applications.size() == 1);
  const auto& sent = hall.outbox.applications[0];
  REQUIRE(sent.changes);
  CHECK(sent.changes->how == OrderChange::How::cancel);
  CHECK(sent.changes->receipt_number == "ZC-0417-2611-0003");
  CHECK(sent.answers.empty());
  hall.outbox.submitted(domain::Receipt{"ZC-0417-2611-0004", sent.item, "meal_order", {}, ""});
  CHECK(hall.open().state == OrderView::State::cancelled);
  REQUIRE(hall.matters.kept.size() == 1);
  CHECK(hall.matters.kept[0].ended == OrderChange::How::cancel);
}

TEST_CASE("a cancellation that could not be stored is tried again under the same id") {
  MealHall hall;
  hall.open_order(kTomorrow);
  hall.press(action::AskToCancel{});
  hall.press(action::CancelOrder{});
  hall.outbox.submitted(unexpected(offline_cache::SubmitError::store_failed));
  CHECK(hall.open().error);
  hall.press(action::CancelOrder{});
  REQUIRE(hall.outbox.applications.size() == 2);
  CHECK(hall.outbox.applications[0].item == hall.outbox.applications[1].item);
}

TEST_CASE("an order is changed by its own form, filled in, and both are kept") {
  MealHall hall;
  hall.drafts.kept[card_of().number.text()].service = "meal_order";  // of another order
  hall.open_order(kTomorrow);
  hall.press(action::ChangeOrder{});
  REQUIRE(hall.screen<FormView>().service->id == "meal_order");
  hall.press(action::ChooseOption{"menu", "soft"});
  for (int steps = 0; hall.shows<FormView>() && steps < 10; ++steps) hall.press(action::Next{});
  REQUIRE(hall.shows<ReviewView>());
  hall.press(action::Submit{});
  REQUIRE(hall.outbox.applications.size() == 1);
  const auto& sent = hall.outbox.applications[0];
  REQUIRE(sent.changes);
  CHECK(sent.changes->how == OrderChange::How::change);
  CHECK(std::get<domain::Choice>(sent.answers.at("menu")).option == "soft");
  CHECK(std::get<domain::WholeNumber>(sent.answers.at("portions")).value == 2);
  hall.outbox.submitted(domain::Receipt{"ZC-0417-2611-0004", sent.item, "meal_order", {}, ""});
  CHECK(hall.shows<ReceiptView>());
  CHECK(hall.drafts.kept.size() == 1);
  REQUIRE(hall.matters.kept.size() == 2);
  CHECK(hall.matters.kept[0].ended == OrderChange::How::change);
  CHECK(hall.matters.kept[1].receipt_number == "ZC-0417-2611-0004");
  CHECK_FALSE(hall.matters.kept[1].answers.empty());
}

TEST_CASE("an order left while it is being changed stays as it was, and leaves no draft") {
  MealHall hall;
  hall.open_order(kTomorrow);
  hall.press(action::ChangeOrder{});
  hall.press(action::ChooseOption{"menu", "soft"});
  hall.press(action::Leave{});
  CHECK_FALSE(std::get<overlay::LeaveQuestion>(*hall.visit.view().overlay).keeps_draft);
  hall.press(action::DiscardAndLeave{});
  CHECK(hall.at_rest());
  CHECK(hall.drafts.kept.empty());
}

TEST_CASE("from the first step of a change the way back leads to the order") {
  MealHall hall;
  hall.open_order(kTomorrow);
  hall.press(action::ChangeOrder{});
  hall.press(action::Back{});
  CHECK(hall.open().state == OrderView::State::open);
  hall.press(action::Back{});
  CHECK(hall.shows<MattersView>());
}

TEST_CASE("of a matter that is no order no answers are kept") {
  Hall hall;
  hall.open_form();
  hall.open_review();
  hall.submit_and_store();
  REQUIRE(hall.matters.kept.size() == 1);
  CHECK(hall.matters.kept[0].answers.empty());
}

TEST_CASE("what one's own matter lacks is brought from its screen, under a consent of its own") {
  MealHall hall;
  auto relief = hall.order(kTomorrow, Stage::supplement_needed);
  relief.matter.service = "temporary_relief";
  relief.matter.answers.clear();
  relief.report.service = "temporary_relief";
  relief.report.item = relief.matter.item;
  relief.report.supplement = {{{"phone", "少一位"}}, kTomorrow};
  hall.open_list({relief});
  hall.press(action::OpenMatter{0});
  REQUIRE(hall.screen<ProgressView>().additions.may_supplement);
  hall.press(action::AddToMatter{domain::Addition::supplement});
  CHECK(hall.screen<IdentityView>().purpose == CardPurpose::supplement);
  hall.press(action::Agree{});
  REQUIRE(hall.shows<FormView>());
  CHECK(hall.screen<FormView>().fields.front().field->id == "phone");
}

TEST_CASE("another of the household signs from one's own matter, in a session of their own") {
  MealHall hall;
  const auto shipped = catalogue::load_catalogue(LINLI_SOURCES "/assets", "demo");
  hall.catalogue.services.push_back(*shipped->find("subsistence_allowance"));
  auto relief = hall.order(kTomorrow, Stage::received);
  relief.matter.service = relief.report.service = "subsistence_allowance";
  relief.report.receipt_number = "DB-0417-2611-0003";
  relief.matter.answers.clear();
  relief.report.item = relief.matter.item;
  relief.report.signatures_missing = 1;
  hall.open_list({relief});
  hall.press(action::OpenMatter{0});
  REQUIRE(hall.screen<ProgressView>().additions.may_sign);
  hall.press(action::AddToMatter{domain::Addition::authorisation});
  CHECK_FALSE(hall.visit.view().session_open);
  CHECK(hall.screen<ReadCardView>().purpose == CardPurpose::authorisation);
}

TEST_CASE("a change that comes too late is not handed in") {
  MealHall hall;
  hall.open_order(kTomorrow);
  hall.press(action::ChangeOrder{});
  for (int steps = 0; hall.shows<FormView>() && steps < 10; ++steps) hall.press(action::Next{});
  REQUIRE(hall.shows<ReviewView>());
  for (int i = 0; i < 24 * 60; ++i) {
    hall.wait(60s);
    hall.press(action::ExtendTime{});
  }
  hall.press(action::Submit{});
  CHECK(hall.outbox.applications.empty());
  CHECK(hall.open().state == OrderView::State::too_late);
}

TEST_CASE("what is over at the centre can be neither changed nor cancelled") {
  MealHall hall;
  hall.open_order(kTomorrow, GENERATE(Stage::paid, Stage::returned, Stage::refused));
  CHECK(hall.open().state == OrderView::State::too_late);
}
