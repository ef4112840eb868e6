/// A terminal dies; another one sends what its disk still holds, with the real programs.
#include <catch2/catch_test_macros.hpp>

#include <signal.h>

#include <map>

#include "kiosk/database/database.h"
#include "tests/support/files.h"
#include "tests/support/hall.h"
#include "tests/support/places.h"
#include "tests/support/resident.h"

using namespace linli;
namespace fs = std::filesystem;

namespace {

/// Terminal 0417 of the hall, and 0418 beside it.
struct TwoTerminals : tests::MorningHall {
  std::string other_config = (folder.path() / "other.toml").string();

  TwoTerminals() {
    std::string settings = tests::read_whole(folder.path() / "kiosk.toml");
    for (const char* const place : {"/terminal\"", "/control.sock\""}) {
      const auto at = settings.find(place);
      settings.insert(at + 1, "other-");
    }
    tests::write_whole(other_config, settings);
    const auto code = rig.centre({"enrolment-code", "--terminal", "0418"}).output;
    const auto enrolled = other(
        {"enrol", "--terminal", "0418", "--ca", (folder.path() / "centre/keys/ca.pem").string()},
        code);
    REQUIRE(enrolled.exit_code == 0);
  }

  /// linlictl on the other terminal.
  tests::Finished other(std::vector<std::string> arguments, const std::string& input = {}) const {
    arguments.insert(arguments.begin(),
                     {(tests::programs() / "linlictl").string(), "--config", other_config});
    return tests::run(arguments, rig.log(), input);
  }
  tests::Finished recover() const { return other({"recover", "--from", disk()}); }
  /// linli-centre recovery …
  tests::Finished recovery(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(),
                     {(tests::programs() / "linli-centre").string(), "recovery"});
    arguments.insert(arguments.begin() + 3, {"--data", (folder.path() / "centre").string()});
    return tests::run(arguments, rig.log());
  }
  std::string disk() const { return (folder.path() / "terminal").string(); }
  std::string hand_in() const {
    const tests::Resident resident(rig, "wang");
    resident.fill_in_briefly();
    auto receipt = resident.submit();
    resident.leave();
    return receipt;
  }
  std::string log() const { return tests::read_whole(rig.log()); }
};

std::map<std::string, std::string> files_in(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.is_regular_file()) files[entry.path().filename()] = tests::read_whole(entry.path());
  }
  return files;
}

}  // namespace

TEST_CASE(
    "what a dead terminal held reaches the centre as its own, once the administrator agrees") {
  TwoTerminals hall;
  const int port = hall.rig.centre_port();
  hall.rig.stop_centre(SIGTERM);
  hall.rig.start_kiosk();
  const auto one = hall.hand_in();
  const auto two = hall.hand_in();
  hall.rig.stop_kiosk(SIGKILL);  // it dies: what it stored last is in the write-ahead log
  hall.rig.start_centre(port);
  fs::remove(fs::path(hall.disk()) / "store.key");  // as where the machine's TPM guards it
  const auto before = files_in(hall.disk());

  CHECK(hall.recover().exit_code == 1);
  CHECK(hall.log().find("has to authorise this") != std::string::npos);
  CHECK(hall.rig.submissions().empty());
  CHECK(hall.recovery({"list"}).output.find("waiting") != std::string::npos);
  // The recovery key lies on a medium of its own.
  const auto key = hall.folder.path() / "offline-key.pem";
  fs::rename(hall.folder.path() / "centre/keys/recovery-key.pem", key);
  CHECK(hall.recovery({"authorise", "0417", "--for", "0418"}).exit_code == 1);
  const auto authorised =
      hall.recovery({"authorise", "0417", "--for", "0418", "--key", key.string()});
  REQUIRE(authorised.exit_code == 0);

  const auto recovered = hall.recover();
  CHECK(recovered.exit_code == 0);
  CHECK(recovered.output ==
        "terminal 0417: recovered 2, there before 0, refused 0, still waiting 0\n");
  const auto again = hall.recover();  // changes nothing
  CHECK(again.exit_code == 0);
  CHECK(again.output == "terminal 0417: recovered 0, there before 2, refused 0, still waiting 0\n");
  CHECK(hall.rig.submissions().size() == 2);
  const auto books = nlohmann::json::parse(hall.rig.centre({"day-closes", "--json"}).output);
  REQUIRE(books.size() == 1);
  CHECK(books[0]["state"] == "agreed");
  CHECK(books[0]["items"] == 2);
  for (const auto& receipt : {one, two}) {
    CHECK(hall.rig.opened_submission(receipt)["terminal"] == "0417");
  }
  CHECK(files_in(hall.disk()) == before);  // the disk was only read
  // Nothing is left of the copy.
  for (const auto& entry : fs::directory_iterator(fs::temp_directory_path())) {
    CHECK_FALSE(entry.path().filename().string().starts_with("linli-recover-"));
  }
}

TEST_CASE("a terminal that another may recover is shut out, until that is revoked") {
  TwoTerminals hall;
  hall.rig.start_kiosk();
  hall.hand_in();
  CHECK(hall.rig.linlictl({"sync", "--once"}).exit_code == 0);
  hall.rig.stop_kiosk(SIGTERM);
  CHECK(hall.recover().exit_code == 1);
  REQUIRE(hall.recovery({"authorise", "0417", "--for", "0418"}).exit_code == 0);
  CHECK(hall.rig.linlictl({"sync", "--once"}).exit_code == 1);
  REQUIRE(hall.recovery({"revoke", "0417"}).exit_code == 0);
  CHECK(hall.rig.linlictl({"sync", "--once"}).exit_code == 0);
  // With the authorisation the key is gone, too: the next request waits anew.
  CHECK(hall.recover().exit_code == 1);
  CHECK(hall.recovery({"authorise", "0417", "--for", "0499"}).exit_code == 1);
}

TEST_CASE("a damaged item is named, and the others are recovered") {
  TwoTerminals hall;
  hall.rig.stop_centre(SIGTERM);
  hall.rig.start_kiosk();
  const auto damaged = hall.hand_in();
  hall.hand_in();
  hall.rig.stop_kiosk(SIGTERM);
  {
    const std::string key = tests::read_whole(fs::path(hall.disk()) / "store.key");
    auto store = database::Database::open(fs::path(hall.disk()) / "store.db",
                                          {.key = Bytes(key.begin(), key.end())});
    REQUIRE(store);
    REQUIRE(
        store->execute("UPDATE outbox_part SET sealed = zeroblob(size) WHERE item ="
                       " (SELECT id FROM outbox_item WHERE sequence = 1)"));
  }
  hall.rig.start_centre();
  CHECK(hall.recover().exit_code == 1);
  REQUIRE(hall.recovery({"authorise", "0417", "--for", "0418"}).exit_code == 0);
  const auto recovered = hall.recover();
  CHECK(recovered.output.find("recovered 1, there before 0, refused 0") != std::string::npos);
  CHECK(recovered.output.find("for staff: " + damaged) != std::string::npos);
  CHECK(hall.rig.submissions().size() == 1);
}

TEST_CASE("the key's copy is written again where it is missing") {
  TwoTerminals hall;
  const int port = hall.rig.centre_port();
  hall.rig.stop_centre(SIGTERM);
  hall.rig.start_kiosk();
  hall.hand_in();
  hall.rig.stop_kiosk(SIGTERM);
  fs::remove(fs::path(hall.disk()) / "store.recovery");
  hall.rig.start_centre(port);
  CHECK(hall.recover().exit_code == 1);
  CHECK(hall.log().find("there is no store.recovery") != std::string::npos);
  CHECK(hall.rig.linlictl({"queue", "list"}).exit_code == 0);  // writes it again
  CHECK(fs::exists(fs::path(hall.disk()) / "store.recovery"));
}

TEST_CASE("a backup made by linlictl is enough to recover what it holds") {
  TwoTerminals hall;
  const int port = hall.rig.centre_port();
  hall.rig.stop_centre(SIGTERM);
  hall.rig.start_kiosk();
  hall.hand_in();
  const auto backup = (hall.folder.path() / "backup").string();
  REQUIRE(hall.rig.linlictl({"backup", backup}).exit_code == 0);
  hall.rig.stop_kiosk(SIGKILL);
  fs::remove_all(hall.disk());
  hall.rig.start_centre(port);
  CHECK(hall.other({"recover", "--from", backup}).exit_code == 1);
  REQUIRE(hall.recovery({"authorise", "0417", "--for", "0418"}).exit_code == 0);
  const auto recovered = hall.other({"recover", "--from", backup});
  CHECK(recovered.output.find("recovered 1, there before 0") != std::string::npos);
  // What came after the backup may be lost, and who runs this has to know.
  CHECK(recovered.output.find("what was handed in after it was made is not in it") !=
        std::string::npos);
  CHECK(recovered.exit_code == 0);
  CHECK(hall.rig.submissions().size() == 1);
}

TEST_CASE("the books of a terminal whose disk gave nothing are closed at the centre") {
  TwoTerminals hall;
  hall.rig.start_kiosk();
  hall.hand_in();
  CHECK(hall.rig.linlictl({"sync", "--once"}).exit_code == 0);
  CHECK(hall.recovery({"close", "0417"}).exit_code == 1);  // it lives
  CHECK(hall.log().find("it closes its books itself") != std::string::npos);
  hall.rig.stop_kiosk(SIGKILL);
  CHECK(hall.recover().exit_code == 1);
  REQUIRE(hall.recovery({"authorise", "0417", "--for", "0418"}).exit_code == 0);
  const auto closed = hall.recovery({"close", "0417"});
  CHECK(closed.exit_code == 0);
  CHECK(closed.output == "terminal 0417: 1 ranges closed\n");
}

TEST_CASE("enrolling makes no plain key where the machine guards it") {
  TwoTerminals hall;
  const auto state = hall.folder.path() / "other-terminal";
  fs::remove_all(state);
  const auto tools = hall.folder.path() / "tools";
  fs::create_directory(tools);
  tests::write_whole(tools / "systemd-creds",
                     "#!/bin/sh\ncase $1 in\nencrypt) base64;;\ndecrypt) base64 -d;;\nesac\n");
  fs::permissions(tools / "systemd-creds", fs::perms::owner_all);
  const auto code = hall.rig.centre({"enrolment-code", "--terminal", "0418"}).output;
  const auto enrolled = tests::run(
      {"/usr/bin/env", "PATH=" + tools.string() + ":/usr/bin:/bin",
       (tests::programs() / "linlictl").string(), "--config", hall.other_config, "enrol",
       "--terminal", "0418", "--ca", (hall.folder.path() / "centre/keys/ca.pem").string()},
      hall.rig.log(), code);
  REQUIRE(enrolled.exit_code == 0);
  CHECK_FALSE(fs::exists(state / "store.key"));
  CHECK(fs::exists(state / "store.key.sealed"));
  CHECK(fs::exists(state / "store.recovery"));
}
