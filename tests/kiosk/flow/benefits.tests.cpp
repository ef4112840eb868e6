#include "tests/kiosk/flow/hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

using State = BenefitsView::State;

namespace {

offline_cache::BenefitAnswer answer_with(std::size_t benefits) {
  offline_cache::BenefitAnswer answer;
  answer.status.benefits.resize(benefits);
  return answer;
}

void open_benefits(Hall& hall) {
  hall.press_tile(TileKind::benefits);
  hall.identify();
}

}  // namespace

TEST_CASE("nothing is looked up before the consent") {
  Hall hall;
  hall.press_tile(TileKind::benefits);
  hall.place(card_of());
  CHECK(hall.shows<IdentityView>());
  CHECK(hall.lookups.asked == 0);
  CHECK(hall.drafts.asked == 0);
  hall.press(action::Agree{});
  CHECK(hall.lookups.asked == 1);
  CHECK(hall.screen<BenefitsView>().state == State::loading);
}

TEST_CASE("loading is called slow after two seconds") {
  Hall hall;
  open_benefits(hall);
  CHECK(hall.visit.next_deadline() == hall.clock.steady() + 2s);
  CHECK_FALSE(hall.screen<BenefitsView>().slow);
  const int changes = hall.changes;
  hall.wait(2s);
  CHECK(hall.screen<BenefitsView>().slow);
  CHECK(hall.changes > changes);
}

TEST_CASE("benefits are shown two a page, and one a page in large-font mode") {
  Hall hall;
  open_benefits(hall);
  hall.lookups.benefits_done(answer_with(5));
  CHECK(hall.screen<BenefitsView>().pages == 3);
  hall.press(action::TurnPage{2});
  CHECK(hall.screen<BenefitsView>().first == 4);
  CHECK(hall.screen<BenefitsView>().count == 1);
  hall.press(action::SetMode{DisplayMode::large});
  CHECK(hall.screen<BenefitsView>().page == 4);
  CHECK(hall.screen<BenefitsView>().pages == 5);
  hall.press(action::TurnPage{99});
  hall.press(action::TurnPage{-1});
  CHECK(hall.screen<BenefitsView>().page == 4);
}

TEST_CASE("no benefits are one empty page") {
  Hall hall;
  open_benefits(hall);
  hall.lookups.benefits_done(answer_with(0));
  CHECK(hall.screen<BenefitsView>().state == State::shown);
  CHECK(hall.screen<BenefitsView>().pages == 1);
  CHECK(hall.screen<BenefitsView>().count == 0);
}

TEST_CASE("a failed look-up can be repeated, a running one is not doubled") {
  Hall hall;
  open_benefits(hall);
  hall.press(action::Retry{});
  CHECK(hall.lookups.asked == 1);
  hall.lookups.benefits_done(unexpected(offline_cache::LookupError::unreachable));
  CHECK(hall.screen<BenefitsView>().state == State::failed);
  hall.press(action::Retry{});
  CHECK(hall.screen<BenefitsView>().state == State::loading);
  CHECK(hall.lookups.asked == 2);
}

TEST_CASE("from the benefits an application begins in the same session, after its own consent") {
  Hall hall;
  open_benefits(hall);
  hall.lookups.benefits_done(answer_with(1));
  const auto* service = hall.screen<BenefitsView>().can_apply;
  REQUIRE(service);
  hall.press(action::ApplyFor{service});
  CHECK(hall.screen<IdentityView>().service == service);
  CHECK(hall.drafts.asked == 0);
  hall.press(action::Agree{});
  CHECK(hall.shows<FormView>());
}

TEST_CASE("the consent to begin covers looking at the benefits") {
  Hall hall;
  hall.identify();
  CHECK(hall.shows<HomeView>());
  hall.press_tile(TileKind::benefits);
  CHECK(hall.shows<BenefitsView>());
}

TEST_CASE("declining ends the session and nothing was asked") {
  Hall hall;
  hall.press_tile(TileKind::benefits);
  hall.place(card_of());
  hall.press(action::Decline{});
  CHECK(hall.at_rest());
  CHECK(hall.lookups.asked == 0);
  CHECK(hall.audit.has(offline_cache::AuditKind::consent_declined));
  CHECK(hall.sessions_ended == 1);
}
