#include <catch2/generators/catch_generators.hpp>

#include "tests/kiosk/flow/staff_hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

using offline_cache::SetAsideReason;

TEST_CASE("a clerk has an item tried again, and may not set it aside") {
  StaffHall hall;
  hall.open_day({item_of(1, ItemState::quarantined)});
  hall.press(action::OpenDayItem{item_of(1, {}).id});
  CHECK(hall.screen<DayItemView>().may_try_again);
  CHECK_FALSE(hall.screen<DayItemView>().supervisor);
  hall.press(action::BeginSetAside{});
  CHECK_FALSE(hall.screen<DayItemView>().choosing);
  hall.press(action::TryItemAgain{});
  hall.press(action::TryItemAgain{});
  CHECK(hall.day.tried == 1);
  CHECK(hall.audit.has(AuditKind::staff_retries_item));
  hall.press(action::Back{});  // not while it is being done
  hall.day.item_done(false);
  CHECK(hall.screen<DayItemView>().failed);
  hall.press(action::TryItemAgain{});
  hall.day.item_done(true);
  CHECK(hall.shows<EndOfDayView>());
}

TEST_CASE("a supervisor sets an item aside with a reason, under the own number") {
  StaffHall hall;
  hall.open_day({item_of(1, ItemState::quarantined)}, StaffRole::supervisor);
  hall.press(action::OpenDayItem{item_of(1, {}).id});
  hall.press(action::BeginSetAside{});
  hall.press(action::ConfirmSetAside{});  // without a reason
  CHECK(hall.day.set_aside_by.empty());
  hall.press(action::ChooseSetAsideReason{SetAsideReason::duplicate});
  hall.press(action::ConfirmSetAside{});
  CHECK(hall.day.set_aside_by == "1001");
  CHECK(hall.day.reason == SetAsideReason::duplicate);
  hall.day.item_done(true);
  CHECK(hall.shows<EndOfDayView>());
}

TEST_CASE("an item that needs nobody is only looked at") {
  StaffHall hall;
  hall.open_day({item_of(1, ItemState::accepted)}, StaffRole::supervisor);
  hall.press(action::OpenDayItem{item_of(1, {}).id});
  hall.press(action::TryItemAgain{});
  hall.press(action::BeginSetAside{});
  CHECK_FALSE(hall.screen<DayItemView>().choosing);
  CHECK(hall.day.tried == 0);
  hall.press(action::Back{});
  CHECK(hall.shows<EndOfDayView>());
  hall.press(action::OpenDayItem{item_of(7, {}).id});  // not there
  CHECK(hall.shows<EndOfDayView>());
}

TEST_CASE("an open item follows the queue") {
  StaffHall hall;
  hall.open_day({item_of(1, ItemState::quarantined)}, StaffRole::supervisor);
  hall.press(action::OpenDayItem{item_of(1, {}).id});
  hall.press(action::BeginSetAside{});
  hall.wait(1s);
  hall.day.told(day_of({item_of(1, ItemState::accepted)}));
  const auto view = hall.screen<DayItemView>();
  CHECK(view.row.item.state == ItemState::accepted);
  CHECK_FALSE(view.choosing);
}

namespace {

domain::StageReport lacking() {
  return {"LS-0417-2611-0011", "temporary_relief", {}, domain::Stage::supplement_needed,
          "缺一份收入证明",    std::nullopt};
}

}  // namespace

TEST_CASE("staff ask the centre where a matter stands, and again after it could not be asked") {
  StaffHall hall;
  hall.open_day({item_of(1, ItemState::accepted)});
  hall.press(action::OpenDayItem{item_of(1, {}).id});
  hall.press(action::AskCentre{});
  hall.press(action::AskCentre{});
  CHECK(hall.day.asked_centre == 1);
  CHECK(hall.screen<DayItemView>().asking);
  hall.day.stage_done(unexpected(offline_cache::LookupError::unreachable));
  CHECK(hall.screen<DayItemView>().ask_error == offline_cache::LookupError::unreachable);
  hall.press(action::AskCentre{});
  auto report = lacking();
  report.stage = domain::Stage::home_visit;
  hall.day.stage_done(report);
  CHECK(hall.screen<DayItemView>().told->stage == domain::Stage::home_visit);
  CHECK_FALSE(hall.screen<DayItemView>().may_give_notice);
  hall.press(action::OpenNotice{});
  CHECK(hall.shows<DayItemView>());
}

TEST_CASE("the centre is not asked about an item that it can't have") {
  StaffHall hall;
  const auto state = GENERATE(ItemState::stored, ItemState::sending, ItemState::quarantined);
  hall.open_day({item_of(1, state)});
  hall.press(action::OpenDayItem{item_of(1, {}).id});
  CHECK_FALSE(hall.screen<DayItemView>().may_ask);
  hall.press(action::AskCentre{});
  CHECK(hall.day.asked_centre == 0);
}

TEST_CASE("where something is lacking a notice is shown and saved, and noted with who saved it") {
  StaffHall hall;
  hall.open_day({item_of(1, ItemState::accepted)});
  hall.press(action::OpenDayItem{item_of(1, {}).id});
  hall.press(action::AskCentre{});
  hall.day.stage_done(lacking());
  hall.press(action::OpenNotice{});
  CHECK(hall.screen<NoticeView>().report.note == "缺一份收入证明");
  hall.press(action::SaveDocument{});
  hall.press(action::SaveDocument{});
  CHECK(hall.documents.notices == 1);
  REQUIRE(hall.audit.events.back().first == AuditKind::staff_saves_document);  // and not yet saved
  CHECK(hall.audit.events.back().second == "1001 notice LS-0417-2611-0011");
  hall.press(action::Back{});  // not while it is being saved
  CHECK(hall.screen<NoticeView>().saving.state == SavingView::State::saving);
  hall.documents.saved(unexpected(SaveError::disk_full));
  CHECK(hall.screen<NoticeView>().saving.error == SaveError::disk_full);
  hall.press(action::SaveDocument{});
  hall.documents.saved(std::string("notice-LS-0417-2611-0011.pdf"));
  CHECK(hall.screen<NoticeView>().saving.state == SavingView::State::saved);
  hall.press(action::Back{});
  CHECK(hall.shows<DayItemView>());
  hall.press(action::Back{});
  CHECK(hall.shows<EndOfDayView>());
}

TEST_CASE("an answer about an item that was closed is not shown with the next") {
  StaffHall hall;
  hall.open_day({item_of(1, ItemState::accepted), item_of(2, ItemState::accepted)});
  hall.press(action::OpenDayItem{item_of(1, {}).id});
  hall.press(action::AskCentre{});
  hall.press(action::Back{});
  hall.press(action::OpenDayItem{item_of(2, {}).id});
  hall.day.stage_done(lacking());
  CHECK_FALSE(hall.screen<DayItemView>().told);
}
