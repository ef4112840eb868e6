#include "tests/kiosk/flow/hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

TEST_CASE("benefits that arrive after the session has ended reach nobody") {
  Hall hall;
  hall.press_tile(TileKind::benefits);
  hall.identify();
  const auto late = hall.lookups.benefits_done;
  hall.press(action::Leave{});
  hall.press_tile(TileKind::benefits);
  hall.identify(card_of(3, "李四"));
  offline_cache::BenefitAnswer answer;
  answer.status.benefits.resize(2);
  late(answer);
  CHECK(hall.screen<BenefitsView>().state == BenefitsView::State::loading);
}

TEST_CASE("a receipt that arrives after the session has ended reaches nobody, the draft is kept") {
  Hall hall;
  hall.open_form();
  hall.open_review();
  hall.press(action::Submit{});
  const auto late = hall.outbox.submitted;
  hall.wait(90s);
  CHECK(hall.at_rest());
  CHECK(hall.drafts.kept.size() == 1);
  hall.open_form(card_of(3, "李四"));
  late(domain::Receipt{"LS-1", {}, "temporary_relief", {}, ""});
  CHECK(hall.shows<FormView>());
}

TEST_CASE("a draft that is found too late reaches nobody") {
  Hall hall;
  hall.drafts.answers_at_once = false;
  hall.drafts.kept.emplace(number_of(28),
                           offline_cache::Draft{"temporary_relief", 1, "applicant", {}});
  hall.open_form();
  const auto late = hall.drafts.found_done;
  hall.press(action::Leave{});
  hall.open_form(card_of(3, "李四"));
  late();
  CHECK_FALSE(hall.visit.view().overlay);
}

TEST_CASE("a stage, a frame and a code that arrive too late change nothing") {
  Hall hall;
  hall.press_tile(TileKind::progress);
  const auto frame = hall.scan_desk.frame;
  const auto code = hall.scan_desk.done;
  code("first");
  const auto stage = hall.lookups.stage_done;
  hall.press(action::Back{});
  frame(std::make_shared<drivers::PreviewFrame>());
  code("second");
  stage(domain::StageReport{});
  CHECK(hall.at_rest());
  CHECK(hall.lookups.codes.size() == 1);
}

TEST_CASE("a grade's answer that arrives too late changes nothing") {
  Hall hall;
  hall.open_form();
  hall.open_review();
  hall.submit_and_store();
  hall.press(action::Rate{domain::Grade::fair});
  hall.press(action::Leave{});
  hall.outbox.rated(unexpected(offline_cache::SubmitError::disk_full));
  CHECK(hall.at_rest());
}

TEST_CASE("answers that arrive after the visit itself is gone touch nothing") {
  FakeLookups::Benefits late;
  {
    Hall hall;
    hall.press_tile(TileKind::benefits);
    hall.identify();
    late = hall.lookups.benefits_done;
  }
  late(unexpected(offline_cache::LookupError::unreachable));
}
