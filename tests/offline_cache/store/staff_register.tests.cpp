#include <catch2/catch_test_macros.hpp>

#include "kiosk/database/query.h"
#include "tests/offline_cache/store/hall.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

namespace {

using Why = SignInRefusal::Why;

struct Door : tests::StoreInFolder {
  Door() {
    REQUIRE(store->add_staff({"1001", "李敏", StaffRole::clerk}, "482913"));
    REQUIRE(store->add_staff({"1002", "赵强", StaffRole::supervisor}, "77310245"));
  }
  Why refusal(const std::string& number, const char* pin) {
    const auto tried = store->sign_in(number, pin);
    REQUIRE_FALSE(tried);
    return tried.error().why;
  }
  std::chrono::seconds pause(const std::string& number, const char* pin) {
    const auto tried = store->sign_in(number, pin);
    REQUIRE_FALSE(tried);
    REQUIRE(tried.error().why == Why::locked);
    return std::chrono::ceil<std::chrono::seconds>(tried.error().locked_until - hall.clock.now());
  }
};

/// The store's own database, looked at by another hand.
database::Database database_of(Door& door) {
  door.store.reset();
  return std::move(database::Database::open(door.folder / "store.db",
                                            {.key = *store_key(door.folder.path(), {})})
                       .value());
}

std::int64_t number_in(database::Database& database, const std::string& sql) {
  return database::query::row(
             database, [](const database::Statement& row) { return row.integer(0); }, sql)
      .value()
      .value();
}

/// Numbers for which a wrong PIN is counted.
std::int64_t counted(Door& door) {
  auto database = database_of(door);
  return number_in(database, "SELECT count(*) FROM staff_attempt");
}

/// In how many rows of any table that could tell of a sign-in the text stands.
std::int64_t texts_with(Door& door, const std::string& text) {
  auto database = database_of(door);
  return number_in(database,
                   "SELECT (SELECT count(*) FROM staff_attempt WHERE instr(number_hash,"
                   " CAST('" +
                       text +
                       "' AS BLOB)) OR instr(failures || ' ' || last_at ||"
                       " ' ' || locked_until, '" +
                       text +
                       "')) + (SELECT count(*) FROM"
                       " audit_event WHERE instr(detail, '" +
                       text + "'))");
}

}  // namespace

TEST_CASE("staff sign in with their number and PIN, after a restart as well") {
  Door door;
  const auto clerk = door.store->sign_in("1001", "482913");
  REQUIRE(clerk);
  CHECK(clerk->name == "李敏");
  CHECK(clerk->role == StaffRole::clerk);
  door.store = door.reopened();
  const auto supervisor = door.store->sign_in("1002", "77310245");
  REQUIRE(supervisor);
  CHECK(supervisor->role == StaffRole::supervisor);
}

TEST_CASE("a wrong PIN and a number that nobody has are refused in the same way") {
  Door door;
  CHECK(door.refusal("1001", "000000") == Why::wrong);
  CHECK(door.refusal("1009", "000000") == Why::wrong);
  CHECK(door.refusal("12", "000000") == Why::wrong);
  CHECK(door.refusal("1001", "") == Why::wrong);
}

TEST_CASE("where nobody is entered the refusal says so") {
  tests::StoreInFolder here;
  CHECK(here.store->sign_in("1001", "482913").error().why == Why::no_staff);
}

TEST_CASE("after three wrong PINs each further one costs a pause that doubles up to an hour") {
  Door door;
  for (const char* number : {"1001", "1009"}) {  // one that exists, one that does not
    for (int i = 0; i < 3; ++i) CHECK(door.refusal(number, "000000") == Why::wrong);
    for (const auto pause : {30s, 60s, 120s, 240s, 480s, 960s, 1920s, 3600s, 3600s}) {
      CHECK(door.pause(number, "000000") == pause);
      door.hall.clock.advance(pause - 1s);
      CHECK(door.pause(number, "482913") == 1s);  // not even looked at
      door.hall.clock.advance(1s);
    }
  }
  CHECK(door.store->sign_in("1002", "77310245"));  // the others are not held up
}

TEST_CASE("a pause outlives a restart, and the right PIN ends the counting") {
  Door door;
  for (int i = 0; i < 4; ++i) (void)door.store->sign_in("1001", "000000");
  door.store = door.reopened();
  CHECK(door.pause("1001", "482913") == 30s);
  door.hall.clock.advance(30s);
  CHECK(door.store->sign_in("1001", "482913"));
  CHECK(door.refusal("1001", "000000") == Why::wrong);
}

TEST_CASE("a clock that was wrong locks nobody out for longer than an hour") {
  Door door;
  door.hall.clock.advance(24h * 365);
  for (int i = 0; i < 4; ++i) (void)door.store->sign_in("1001", "000000");
  const base::FakeClock right(door.hall.clock.now() - 24h * 365);
  door.store.reset();
  auto store = Store::open(door.options(), right);
  REQUIRE(store);
  CHECK((*store)->sign_in("1001", "482913"));
}

TEST_CASE("somebody entered again has the new PIN and role, and starts without a pause") {
  Door door;
  for (int i = 0; i < 4; ++i) (void)door.store->sign_in("1001", "000000");
  REQUIRE(door.store->add_staff({"1001", "李敏", StaffRole::supervisor}, "5566"));
  CHECK(door.refusal("1001", "482913") == Why::wrong);
  CHECK(door.store->sign_in("1001", "5566")->role == StaffRole::supervisor);
  CHECK(door.store->staff()->size() == 2);
}

TEST_CASE("who was removed can't sign in any more") {
  Door door;
  REQUIRE(door.store->remove_staff("1001"));
  CHECK_FALSE(door.store->remove_staff("1001"));
  CHECK(door.refusal("1001", "482913") == Why::wrong);
  REQUIRE(door.store->staff()->size() == 1);
  CHECK(door.store->staff()->front().number == "1002");
}

TEST_CASE("numbers and PINs that are not 4 to 8 digits are not entered") {
  tests::StoreInFolder here;
  CHECK_FALSE(here.store->add_staff({"1001", "李敏", StaffRole::clerk}, "123"));
  CHECK_FALSE(here.store->add_staff({"1001", "李敏", StaffRole::clerk}, "123456789"));
  CHECK_FALSE(here.store->add_staff({"1001", "李敏", StaffRole::clerk}, "12a4"));
  CHECK_FALSE(here.store->add_staff({"10a1", "李敏", StaffRole::clerk}, "1234"));
  CHECK_FALSE(here.store->add_staff({"1001", "", StaffRole::clerk}, "1234"));
  CHECK(here.store->staff()->empty());
  CHECK(here.store->health() == StoreHealth::ready);
}

TEST_CASE("sign-ins and refusals are in the audit trail, without PINs") {
  Door door;
  REQUIRE(door.store->sign_in("1001", "482913"));
  (void)door.store->sign_in("1001", "000000");
  (void)door.store->sign_in("482913", "1001");  // the PIN in the wrong field
  CHECK(door.store->audit_intact());
  auto database = database_of(door);
  const auto events = database::query::rows(
      database, [](const database::Statement& row) { return row.text(0) + " " + row.text(1); },
      "SELECT kind, detail FROM audit_event WHERE kind LIKE 'staff%' ORDER BY number");
  REQUIRE(events);
  CHECK(*events == std::vector<std::string>{"staff_added 1001", "staff_added 1002",
                                            "staff_signed_in 1001", "staff_refused 1001",
                                            "staff_refused unknown number"});
}

TEST_CASE("a PIN in the wrong field is written nowhere, and its hash is forgotten after a day") {
  Door door;
  const std::string pin = "4829131";
  (void)door.store->sign_in(pin, "1001");
  CHECK(texts_with(door, pin) == 0);
  CHECK(counted(door) == 1);
  door.store = door.reopened();
  door.hall.clock.advance(24h);
  door.store->maintain();
  CHECK(counted(door) == 1);
  door.store = door.reopened();
  door.hall.clock.advance(1ms);
  door.store->maintain();
  CHECK(counted(door) == 0);
}

TEST_CASE("wrong PINs that a wrong clock dated into the future are forgotten") {
  Door door;
  door.hall.clock.advance(24h * 365);
  (void)door.store->sign_in("1001", "000000");
  door.store.reset();
  const base::FakeClock right(door.hall.clock.now() - 24h * 365);
  {
    auto store = Store::open(door.options(), right);
    REQUIRE(store);
    (*store)->maintain();
  }
  CHECK(counted(door) == 0);
}

TEST_CASE("staff are known by their own card, after a restart as well") {
  Door door;
  REQUIRE(door.store->set_staff_card("1001", "11010519491231002X"));
  CHECK(door.store->staff_of_card("11010519491231002X").value() == "1001");
  door.store = door.reopened();
  CHECK(door.store->staff_of_card("11010519491231002X").value() == "1001");
  CHECK_FALSE(door.store->staff_of_card("440524188001010014").value());
}

TEST_CASE("nothing of a card's number is in the database") {
  Door door;
  REQUIRE(door.store->set_staff_card("1001", "11010519491231002X"));
  door.store.reset();
  auto database = database::Database::open(door.folder / "store.db",
                                           {.key = *store_key(door.folder.path(), {})});
  REQUIRE(database);
  const auto kept = database::query::rows(
      *database,
      [](const database::Statement& row) {
        const Bytes name = row.blob(0);
        return std::string(text_of(name)) + row.text(1);
      },
      "SELECT name, number FROM staff_card");
  REQUIRE(kept->size() == 1);
  CHECK(kept->front().size() == 32 + 4);
  CHECK(kept->front().find("1949") == std::string::npos);
  const auto told = database::query::rows(
      *database, [](const database::Statement& row) { return row.text(0); },
      "SELECT detail FROM audit_event WHERE kind LIKE 'staff%' ORDER BY number DESC LIMIT 1");
  CHECK(told->front() == "1001, with a card");
}

TEST_CASE("one has one card, and nobody has another's") {
  Door door;
  REQUIRE(door.store->set_staff_card("1001", "11010519491231002X"));
  CHECK_FALSE(door.store->set_staff_card("1002", "11010519491231002X"));
  CHECK_FALSE(door.store->set_staff_card("1009", "440524188001010014"));
  REQUIRE(door.store->set_staff_card("1001", "440524188001010014"));
  CHECK_FALSE(door.store->staff_of_card("11010519491231002X").value());
  CHECK(door.store->staff_of_card("440524188001010014").value() == "1001");
}

TEST_CASE("a new name or PIN leaves the card, and who is removed loses it") {
  Door door;
  REQUIRE(door.store->set_staff_card("1001", "11010519491231002X"));
  REQUIRE(door.store->add_staff({"1001", "李敏", StaffRole::supervisor}, "5566"));
  CHECK(door.store->staff_of_card("11010519491231002X").value() == "1001");
  REQUIRE(door.store->remove_staff("1001"));
  CHECK_FALSE(door.store->staff_of_card("11010519491231002X").value());
}

TEST_CASE("a card does not open a number that is locked, nor does it end the pause") {
  Door door;
  REQUIRE(door.store->set_staff_card("1001", "11010519491231002X"));
  for (int i = 0; i < 4; ++i) (void)door.store->sign_in("1001", "000000");
  const auto locked = door.store->staff_of_card("11010519491231002X");
  REQUIRE_FALSE(locked);
  CHECK(locked.error().why == Why::locked);
  CHECK(locked.error().locked_until == door.hall.clock.now() + 30s);
  door.hall.clock.advance(30s);
  CHECK(door.store->staff_of_card("11010519491231002X").value() == "1001");
  CHECK(door.pause("1001", "000000") == 60s);
}

TEST_CASE("where nobody is entered a card is told so") {
  tests::StoreInFolder here;
  CHECK_FALSE(here.store->staff_of_card("11010519491231002X").value());
}
