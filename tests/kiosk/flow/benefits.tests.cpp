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

TEST_CASE("a benefit for which there is much to do has a page for itself") {
  Hall hall;
  open_benefits(hall);
  auto answer = answer_with(4);
  answer.status.benefits[1].duties.resize(2);
  hall.lookups.benefits_done(answer);
  CHECK(hall.screen<BenefitsView>().pages == 3);
  CHECK(hall.screen<BenefitsView>().count == 1);
  hall.press(action::TurnPage{1});
  CHECK(hall.screen<BenefitsView>().first == 1);
  CHECK(hall.screen<BenefitsView>().count == 1);
  hall.press(action::TurnPage{2});
  CHECK(hall.screen<BenefitsView>().count == 2);
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

TEST_CASE("in large-font mode the payments have a page behind their benefit") {
  Hall hall;
  open_benefits(hall);
  auto answer = answer_with(2);
  answer.status.as_of = hall.clock.now();
  answer.status.benefits[0].monthly_amount = {10'000};
  answer.status.benefits[0].payments = {
      {std::chrono::year(2026) / 11, std::chrono::year(2026) / 11 / 10, {10'000}, "3317"}};
  hall.lookups.benefits_done(answer);
  CHECK(hall.screen<BenefitsView>().pages == 1);
  hall.press(action::SetMode{DisplayMode::large});
  CHECK(hall.screen<BenefitsView>().pages == 3);
  hall.press(action::TurnPage{1});
  CHECK(hall.screen<BenefitsView>().part == BenefitsPart::payments);
  hall.press(action::SetMode{DisplayMode::standard});
  CHECK(hall.screen<BenefitsView>().part == BenefitsPart::benefits);
  CHECK(hall.screen<BenefitsView>().first == 0);
}

namespace {

/// Relief is offered to those of 70 and more who do not get any.
struct OfferingHall : Hall {
  OfferingHall() {
    const auto compiled =
        expression::ExpressionCompiler({"applicant.age", "benefit.temporary_relief"}, {})
            .compile("applicant.age >= 70 AND NOT benefit.temporary_relief");
    REQUIRE(compiled);
    for (auto& service : catalogue.services) {
      if (service.id != "temporary_relief") continue;
      service.offered_if.push_back({{"", *compiled}, {"满 70 岁", "From 70"}});
    }
  }
};

}  // namespace

TEST_CASE("what may be for the person is a page behind the benefits, and leads to it") {
  OfferingHall hall;
  open_benefits(hall);
  hall.lookups.benefits_done(answer_with(1));
  const auto view = hall.screen<BenefitsView>();
  REQUIRE(view.offers.size() == 1);
  CHECK(view.offers[0].because.zh == "满 70 岁");
  CHECK(view.offers_page == 1);
  hall.press(action::TurnPage{1});
  CHECK(hall.screen<BenefitsView>().part == BenefitsPart::offers);
  hall.press(action::ApplyFor{view.offers[0].service});
  CHECK(hall.screen<IdentityView>().service == view.offers[0].service);
}

TEST_CASE("whoever gets nothing sees at once what may be for them") {
  OfferingHall hall;
  open_benefits(hall);
  hall.lookups.benefits_done(answer_with(0));
  CHECK(hall.screen<BenefitsView>().part == BenefitsPart::offers);
  CHECK(hall.screen<BenefitsView>().pages == 1);
}

TEST_CASE("nothing is offered that the person gets, or that can't be begun now") {
  OfferingHall hall;
  open_benefits(hall);
  auto answer = answer_with(1);
  SECTION("they get it") {
    answer.status.benefits[0].kind = domain::BenefitKind::temporary_relief;
    hall.lookups.benefits_done(answer);
  }
  SECTION("the disk is full") {
    hall.lookups.benefits_done(answer);
    hall.outbox.becomes(offline_cache::StoreHealth::disk_full);
  }
  CHECK(hall.screen<BenefitsView>().offers.empty());
  CHECK(hall.screen<BenefitsView>().pages == 1);
}
