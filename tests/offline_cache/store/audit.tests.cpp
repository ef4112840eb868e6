#include <catch2/catch_test_macros.hpp>

#include "kiosk/base/file.h"
#include "tests/offline_cache/store/hall.h"

using namespace linli;
using namespace linli::offline_cache;

TEST_CASE("the audit trail is a chain that follows from event to event") {
  tests::StoreInFolder here;
  here.submit();
  REQUIRE(here.store->record(AuditKind::session_started, ""));
  REQUIRE(here.store->record(AuditKind::help_called, std::string(500, 'x')));
  CHECK(here.store->audit_intact());
}

TEST_CASE("a changed or removed event is noticed") {
  for (const char* sql : {"UPDATE audit_event SET detail = 'y' WHERE number = 2",
                          "DELETE FROM audit_event WHERE number = 2"}) {
    tests::StoreInFolder here;
    for (int i = 0; i < 3; ++i) REQUIRE(here.store->record(AuditKind::help_called, "x"));
    here.tamper(sql);
    here.store = here.reopened();
    CHECK_FALSE(here.store->audit_intact());
  }
}
