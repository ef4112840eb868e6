#include "tests/kiosk/flow/hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

using State = ScanView::State;

TEST_CASE("a receipt's code opens the stage of its matter without a card") {
  Hall hall;
  hall.press_tile(TileKind::progress);
  CHECK(hall.scan_desk.open);
  hall.scan_desk.frame(std::make_shared<drivers::PreviewFrame>());
  CHECK(hall.screen<ScanView>().frame_number == 1);
  CHECK(hall.screen<ScanView>().frame);
  hall.scan_desk.done("https://hall.example/r?n=1");
  CHECK(hall.screen<ScanView>().state == State::checking);
  CHECK_FALSE(hall.screen<ScanView>().frame);
  CHECK_FALSE(hall.scan_desk.open);
  CHECK(hall.lookups.codes.at(0) == "https://hall.example/r?n=1");
  hall.lookups.stage_done(domain::StageReport{
      "LS-0417-2611-0038", "temporary_relief", {}, domain::Stage::home_visit, "", {}});
  CHECK(hall.screen<ProgressView>().report.stage == domain::Stage::home_visit);
  CHECK(hall.screen<ProgressView>().service == &hall.catalogue.services[0]);
  CHECK_FALSE(hall.visit.view().session_open);
  hall.press(action::Back{});
  CHECK(hall.at_rest());
  CHECK(hall.sessions_ended == 1);
}

TEST_CASE("foreign and forged codes are refused, noted, and another can be tried") {
  using offline_cache::LookupError;
  for (const auto error : {LookupError::foreign_code, LookupError::forged_code}) {
    Hall hall;
    hall.press_tile(TileKind::progress);
    hall.scan_desk.done("https://elsewhere.example");
    hall.lookups.stage_done(unexpected(error));
    CHECK(hall.screen<ScanView>().state == State::failed);
    CHECK(hall.screen<ScanView>().error == error);
    CHECK(hall.audit.has(offline_cache::AuditKind::code_rejected));
    hall.press(action::Retry{});
    CHECK(hall.screen<ScanView>().state == State::looking);
    CHECK(hall.scan_desk.starts == 2);
  }
}

TEST_CASE("a code that can't be looked up now is no offence") {
  Hall hall;
  hall.press_tile(TileKind::progress);
  hall.scan_desk.done("https://hall.example/r?n=1");
  hall.lookups.stage_done(unexpected(offline_cache::LookupError::unreachable));
  CHECK_FALSE(hall.audit.has(offline_cache::AuditKind::code_rejected));
}

TEST_CASE("a missing or failing camera is said and can be tried again") {
  for (const auto error : {drivers::ScanError::no_camera, drivers::ScanError::camera_failed}) {
    Hall hall;
    hall.press_tile(TileKind::progress);
    hall.scan_desk.done(unexpected(error));
    CHECK(hall.screen<ScanView>().state == State::no_camera);
    hall.press(action::Retry{});
    CHECK(hall.screen<ScanView>().state == State::looking);
  }
}

TEST_CASE("the camera is open only while a code is looked for") {
  Hall hall;
  hall.press_tile(TileKind::progress);
  hall.press(action::CallHelp{});
  CHECK_FALSE(hall.scan_desk.open);
  hall.press(action::Back{});
  CHECK(hall.scan_desk.open);
  hall.press(action::Back{});
  CHECK_FALSE(hall.scan_desk.open);
  CHECK(hall.shows<HomeView>());
}

TEST_CASE("a matter of a service that this catalogue lacks is shown without its name") {
  Hall hall;
  hall.press_tile(TileKind::progress);
  hall.scan_desk.done("https://hall.example/r?n=1");
  hall.lookups.stage_done(domain::StageReport{"XX-0001-2611-0001", "unknown", {}, {}, "", {}});
  CHECK(hall.screen<ProgressView>().service == nullptr);
}
