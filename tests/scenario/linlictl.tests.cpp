/// linlictl as a person or a script uses it: real reader (simulated), real store.
#include <catch2/catch_test_macros.hpp>

#include <signal.h>

#include <algorithm>

#include "kiosk/database/database.h"
#include "tests/support/files.h"
#include "tests/support/hall.h"
#include "tests/support/resident.h"

using namespace linli;
namespace fs = std::filesystem;

namespace {

struct Hall : tests::MorningHall {
  std::string reader() const { return (folder.path() / "reader").string(); }
  /// With a new code from the centre; the exit code of linlictl.
  int enrol() const {
    return rig
        .linlictl({"enrol", "--terminal", "0417", "--ca", (folder / "centre/keys/ca.pem").string()},
                  rig.centre({"enrolment-code", "--terminal", "0417"}).output)
        .exit_code;
  }
  std::string log() const { return tests::read_whole(rig.log()); }
  /// Where nobody has it open.
  void change_store(const char* sql) const {
    const auto state = folder / "terminal";
    const auto key = tests::read_whole(state / "store.key");
    auto database =
        database::Database::open(state / "store.db", {.key = Bytes(key.begin(), key.end())});
    REQUIRE(database);
    REQUIRE(database->execute(sql));
  }
};

}  // namespace

TEST_CASE("card read prints the card as one line of JSON") {
  Hall hall;
  hall.rig.reader("place wang");
  const auto read = hall.rig.linlictl({"card", "read", "--device", hall.reader(), "--json"});
  REQUIRE(read.exit_code == 0);
  CHECK(read.output.find('\n') == read.output.size() - 1);
  const auto card = nlohmann::json::parse(read.output);
  CHECK(card["name"] == "王淑芳");
  CHECK(card["sex"] == "female");
  CHECK(card["ethnicity"] == 1);
  CHECK(card["birth_date"] == "1946-12-28");
  CHECK(card["number"] == "990101194612280023");
  CHECK(card["valid_from"] == "2008-06-16");
  CHECK(card["valid_to"].is_null());
  CHECK(card["newest_address"].is_null());
}

TEST_CASE("card read says what is wrong on standard error, and prints nothing else") {
  Hall hall;
  const auto none =
      hall.rig.linlictl({"card", "read", "--device", hall.reader(), "--json", "--wait", "0.5"});
  CHECK(none.exit_code == 1);
  CHECK(none.output.empty());
  const auto absent = hall.rig.linlictl({"card", "read", "--device", "/dev/no-such-reader"});
  CHECK(absent.exit_code == 1);
  CHECK(absent.output.empty());
  CHECK(hall.log().find("linlictl: ") != std::string::npos);
}

TEST_CASE("region show lists every figure of a place on a day, unknown ones too") {
  Hall hall;
  const auto shown = hall.rig.linlictl({"region", "show", "fuxin", "--on", "2026-11-22", "--json"});
  REQUIRE(shown.exit_code == 0);
  const auto parameters = nlohmann::json::parse(shown.output);
  const auto find = [&](const char* name) {
    return *std::ranges::find(parameters, name, [](const auto& row) { return row["name"]; });
  };
  const auto standard = find("urban_subsistence_standard");
  CHECK(standard["value"] == 62400);
  CHECK(standard["unit"] == "fen_a_month");
  CHECK(standard["from"] == "2020-12-31");
  CHECK(standard["until"].is_null());
  CHECK(standard["document"] == "阜新市民政事业发展第十四个五年规划");
  CHECK(find("publicity_days")["state"] == "unknown");
  CHECK_FALSE(find("publicity_days").contains("value"));

  const auto table = hall.rig.linlictl({"region", "show", "fuxin", "--on", "2019-01-01"});
  CHECK(table.output.find("urban_subsistence_standard\t城市低保标准\tnot valid\n") !=
        std::string::npos);
  CHECK(table.output.find("publicity_days\t公示时间\tunknown\n") != std::string::npos);
  const auto demo = hall.rig.linlictl({"region", "show", "demo"});
  CHECK(demo.output.find("\t624.00 yuan a month\t2021-01-01\t") != std::string::npos);
}

TEST_CASE("region show says what is wrong on standard error") {
  Hall hall;
  const auto nowhere = hall.rig.linlictl({"region", "show", "nowhere"});
  CHECK(nowhere.exit_code == 1);
  CHECK(nowhere.output.empty());
  CHECK(hall.log().find("nowhere.json: there is no such region; there are: demo") !=
        std::string::npos);
  CHECK(hall.rig.linlictl({"region", "show", "demo", "--on", "2026-02-30"}).exit_code == 2);
  CHECK(hall.rig.linlictl({"region", "show"}).exit_code == 2);
}

TEST_CASE("place-names makes the file that residents search, and says what is wrong with a list") {
  Hall hall;
  const auto list = hall.folder / "list.json";
  const auto file = (hall.folder / "names.sqlite").string();
  tests::write_whole(list, R"({"source": "测试", "names": [{"name": "锦绣路", "kind": "路",
    "division": "海州区", "pinyin": "Jǐnxiù Lù", "meaning": "unknown", "origin": "unknown",
    "former": [{"name": "前进街", "pinyin": "unknown", "years": "unknown"}], "state": "in_use"}]})");
  const auto imported = hall.rig.linlictl({"place-names", "import", list.string(), file});
  CHECK(imported.exit_code == 0);
  CHECK(imported.output == "1 place names\n");
  const auto found = hall.rig.linlictl({"place-names", "find", file, "qianjin"});
  CHECK(found.output.find("锦绣路\tJǐnxiù Lù\t路\t海州区\tin use\t前进街\n") != std::string::npos);
  tests::write_whole(list, R"({"source": "测试", "names": []})");
  CHECK(hall.rig.linlictl({"place-names", "import", list.string(), file}).exit_code == 1);
  CHECK(hall.log().find("list.json#/names: must be a list of 1 to") != std::string::npos);
  CHECK(hall.rig.linlictl({"place-names", "find", file, "jxl"}).output.find("锦绣路") !=
        std::string::npos);
}

TEST_CASE("guide finds what residents find, and checks the files") {
  Hall hall;
  CHECK(hall.rig.linlictl({"guide", "check"}).output == "42 articles\n");
  const auto found = hall.rig.linlictl({"guide", "find", "gljt"});
  CHECK(found.output.starts_with("old_age_allowance\t高龄津贴\n"));
  CHECK(found.output.find("满 80 岁的老人") != std::string::npos);
  const auto nowhere =
      hall.rig.linlictl({"guide", "check", "--assets", hall.folder.path().string()});
  CHECK(nowhere.exit_code == 1);
}

TEST_CASE("wrong arguments end with 2") {
  Hall hall;
  CHECK(hall.rig.linlictl({"card", "read"}).exit_code == 2);
  CHECK(hall.rig.linlictl({"card", "read", "--device", "x", "--baud", "1"}).exit_code == 2);
  CHECK(hall.rig.linlictl({"sync"}).exit_code == 2);
  CHECK(hall.rig.linlictl({"nonsense"}).exit_code == 2);
  CHECK(hall.rig.linlictl({}).exit_code == 2);
  CHECK(hall.rig.linlictl({"enrol", "--terminal", "417", "--ca", "ca.pem"}).exit_code == 2);
  CHECK(hall.log().find("--terminal: must be four digits, as 0417") != std::string::npos);
  for (const char* command : {"show", "retry"}) {
    CHECK(hall.rig.linlictl({"queue", command, "\xff"}).exit_code == 2);
  }
  CHECK(hall.log().find("item: must be UTF-8") != std::string::npos);
  CHECK(hall.rig.linlictl({"staff", "add", "1001", "--name", "\xff"}).exit_code == 2);
  CHECK(hall.log().find("--name: must be 1 to 20 letters in UTF-8") != std::string::npos);
}

TEST_CASE("code read prints a line for each file, and goes on after one that is no picture") {
  Hall hall;
  hall.rig.show_code_to_camera("你好 https://linli.example/\tx");
  const auto picture = (hall.folder.path() / "camera.png").string();
  const auto text = (hall.folder.path() / "kiosk.toml").string();
  const auto read = hall.rig.linlictl({"code", "read", picture, text, picture});
  const std::string good = picture + "\t你好 https://linli.example/\\tx\n";
  CHECK(read.output == good + text + "\t-\n" + good);
  CHECK(read.exit_code == 1);
  CHECK(hall.rig.linlictl({"code", "read", picture}).exit_code == 0);
}

TEST_CASE("the queue is listed and shown by the running kiosk and without it, and sent once") {
  Hall hall;
  hall.rig.stop_centre(SIGTERM);
  hall.rig.start_kiosk();
  const tests::Resident resident(hall.rig, "wang");
  resident.fill_in_briefly();
  const auto receipt = resident.submit();

  const auto running = hall.rig.linlictl({"queue", "list", "--json"});
  REQUIRE(running.exit_code == 0);
  const auto items = nlohmann::json::parse(running.output);
  REQUIRE(items.size() == 1);
  CHECK(items[0]["receipt_number"] == receipt);
  CHECK(items[0]["service"] == "temporary_relief");
  CHECK(items[0]["parts"].size() == 1);
  CHECK(running.output.find("王淑芳") == std::string::npos);  // the terminal can't open it again

  hall.rig.stop_kiosk(SIGTERM);
  const auto alone = hall.rig.linlictl({"queue", "show", receipt});
  CHECK(alone.exit_code == 0);
  CHECK(nlohmann::json::parse(alone.output)["id"] == items[0]["id"]);
  CHECK(hall.rig.linlictl({"queue", "show", "LS-0000-0000-0000"}).exit_code == 1);
  CHECK(hall.rig.linlictl({"queue", "retry", receipt}).exit_code == 1);  // it is not in quarantine
  CHECK(hall.rig.linlictl({"sync", "--once"}).exit_code == 1);
  hall.rig.start_centre();
  CHECK(hall.rig.linlictl({"sync", "--once"}).output == "accepted 1, quarantined 0, waiting 0\n");
}

TEST_CASE("day-close sends, compares and ends with 0 only when both sides agree") {
  Hall hall;
  hall.rig.stop_centre(SIGTERM);
  hall.rig.start_kiosk();
  const tests::Resident resident(hall.rig, "wang");
  resident.fill_in_briefly();
  resident.submit();
  const auto away = hall.rig.linlictl({"day-close"});
  CHECK(away.exit_code == 1);
  CHECK(away.output.empty());
  hall.rig.start_centre();
  const auto closed = hall.rig.linlictl({"day-close", "--json"});
  CHECK(closed.exit_code == 0);
  const auto books = nlohmann::json::parse(closed.output);
  CHECK(books["result"] == "agreed");
  CHECK(books["here"] == 1);
  CHECK(books["there"] == 1);
  hall.rig.stop_kiosk(SIGTERM);
  const auto alone = hall.rig.linlictl({"day-close"});
  CHECK(alone.exit_code == 0);
  CHECK(alone.output.find("agreed: 1 here, 1 at the centre") != std::string::npos);
}

TEST_CASE("day-report writes a day's figures as a PDF and as a table, with and without the kiosk") {
  Hall hall;
  hall.rig.start_kiosk();
  const tests::Resident resident(hall.rig, "wang");
  resident.fill_in_briefly();
  const auto receipt = resident.submit();
  const auto pdf = (hall.folder.path() / "day.pdf").string();
  const auto csv = (hall.folder.path() / "day.csv").string();
  CHECK(hall.rig.linlictl({"day-report", "--pdf", pdf, "--csv", csv}).exit_code == 0);
  CHECK(fs::file_size(pdf) > 10000);
  std::ifstream table(csv);
  const std::string figures{std::istreambuf_iterator<char>(table), {}};
  CHECK(figures.find(receipt) != std::string::npos);
  CHECK(figures.find("临时救助") != std::string::npos);
  CHECK(figures.find("王") == std::string::npos);
  hall.rig.stop_kiosk(SIGTERM);
  CHECK(hall.rig.linlictl({"day-report", "--csv", csv}).exit_code == 0);
  CHECK(hall.rig.linlictl({"day-report", "--day", "2020-02-29", "--csv", csv}).exit_code == 0);
  CHECK(hall.rig.linlictl({"day-report"}).exit_code == 2);
  CHECK(hall.rig.linlictl({"day-report", "--day", "2026-02-30", "--csv", csv}).exit_code == 2);
  CHECK(hall.rig.linlictl({"day-report", "--pdf", "/no/such/folder/a.pdf"}).exit_code == 1);
  CHECK(hall.log().find("there is no such folder") != std::string::npos);
}

TEST_CASE("audit lists who did what, of a day or several, and tells when the trail is broken") {
  Hall hall;
  REQUIRE(
      hall.rig.linlictl({"staff", "add", "1001", "--name", "李敏"}, "482913\n482913\n").exit_code ==
      0);
  hall.rig.start_kiosk();
  const auto running = hall.rig.linlictl({"audit", "--json"});
  REQUIRE(running.exit_code == 0);
  const auto events = nlohmann::json::parse(running.output);
  const auto added = std::ranges::find(events, "staff_added", [](const auto& event) {
    return event["kind"].template get<std::string>();
  });
  REQUIRE(added != events.end());
  CHECK((*added)["detail"].get<std::string>().find("1001") != std::string::npos);
  CHECK(events.back()["number"] == events.size());  // newest last
  CHECK(running.output.find("李敏") == std::string::npos);
  hall.rig.stop_kiosk(SIGTERM);
  const auto day = events[0]["at"].get<std::string>().substr(0, 10);
  const auto alone = hall.rig.linlictl({"audit", "--from", day, "--to", day});
  CHECK(alone.exit_code == 0);
  CHECK(alone.output.starts_with("number\tat\tkind\tdetail\n1\t" + day));
  CHECK(alone.output.find("\tstaff_added\t") != std::string::npos);
  CHECK(hall.rig.linlictl({"audit", "--day", "2020-02-29"}).output == "number\tat\tkind\tdetail\n");
  CHECK(hall.rig.linlictl({"audit", "--day", "2020-02-29", "--json"}).output == "[]\n");
  CHECK(hall.rig.linlictl({"audit", "--day", "2026-02-30"}).exit_code == 2);
  CHECK(hall.rig.linlictl({"audit", "--day", day, "--from", day}).exit_code == 2);
  CHECK(hall.rig.linlictl({"audit", "--from", day, "--to", "2020-02-29"}).exit_code == 2);

  hall.change_store("UPDATE audit_event SET detail = 'nobody' WHERE number = 1");
  const auto broken = hall.rig.linlictl({"audit", "--json"});
  CHECK(broken.exit_code == 1);
  CHECK(nlohmann::json::parse(broken.output)[0]["detail"] == "nobody");
  CHECK(hall.log().find("event 1 of the audit trail does not follow") != std::string::npos);
  const auto doctor = hall.rig.linlictl({"doctor"});
  CHECK(doctor.exit_code == 1);
  CHECK(doctor.output.find("BROKEN     audit trail: event 1 ") != std::string::npos);
}

TEST_CASE("staff are entered, listed and removed, by the running kiosk and without it") {
  Hall hall;
  CHECK(
      hall.rig.linlictl({"staff", "add", "1001", "--name", "李敏"}, "482913\n482913\n").exit_code ==
      0);
  CHECK(hall.rig.linlictl({"staff", "add", "1002", "--name", "赵强"}, "1234\n1243\n").exit_code ==
        1);
  hall.rig.start_kiosk();
  CHECK(hall.rig
            .linlictl({"staff", "add", "1002", "--name", "赵强", "--role", "supervisor"},
                      "77310245\n77310245\n")
            .exit_code == 0);
  CHECK(hall.rig.linlictl({"staff", "list"}).output ==
        "number\tname\trole\n1001\t李敏\tclerk\n1002\t赵强\tsupervisor\n");
  CHECK(hall.rig.linlictl({"staff", "remove", "1001"}).exit_code == 0);
  CHECK(hall.rig.linlictl({"staff", "remove", "1001"}).exit_code == 1);
  CHECK(hall.rig.linlictl({"staff", "add", "12", "--name", "x"}).exit_code == 2);
  hall.rig.stop_kiosk(SIGTERM);
  CHECK(hall.rig.linlictl({"staff", "list"}).output ==
        "number\tname\trole\n1002\t赵强\tsupervisor\n");
  CHECK(hall.log().find("77310245") == std::string::npos);
}

TEST_CASE("doctor finds a whole terminal well, and says what is missing otherwise") {
  Hall hall;
  hall.rig.start_kiosk();
  hall.rig.screen().wait_for("已联网");
  const auto running = hall.rig.linlictl({"doctor"});
  CHECK(running.output.find("ok         store: ready") != std::string::npos);
  CHECK(running.output.find("ok         enrolment: terminal 0417") != std::string::npos);
  CHECK(running.output.find("ok         centre: ") != std::string::npos);
  CHECK(running.output.find("ok         recovery: ") != std::string::npos);
  CHECK(running.output.find("ok         audit trail: ") != std::string::npos);
  CHECK(running.output.find("BROKEN") == std::string::npos);
  const auto key_copy = hall.folder / "terminal" / "store.recovery";
  fs::remove(key_copy);
  const auto unsaved = hall.rig.linlictl({"doctor"});
  CHECK(unsaved.exit_code == 1);
  CHECK(unsaved.output.find("attention  recovery: " + key_copy.string() + ": No such file") !=
        std::string::npos);
  hall.rig.stop_kiosk(SIGTERM);
  CHECK(hall.rig.linlictl({"doctor"}).output.find("ok         recovery: ") != std::string::npos);
  fs::remove_all(hall.folder.path() / "terminal" / "identity");
  const auto lost = hall.rig.linlictl({"doctor"});
  CHECK(lost.exit_code == 1);
  CHECK(lost.output.find("attention  enrolment: not enrolled") != std::string::npos);
}

TEST_CASE("a damaged identity is told from none, with the folder to move away") {
  Hall hall;
  const auto identity = hall.folder / "terminal" / "identity";
  tests::write_whole(identity / "certificate.pem", "");
  const std::string told = "the identity in " + identity.string() +
                           " is damaged: move that folder away, then enrol anew (linlictl enrol)\n";
  const auto ill = hall.rig.linlictl({"doctor"});
  CHECK(ill.exit_code == 1);
  CHECK(ill.output.find("BROKEN     enrolment: " + told) != std::string::npos);
  CHECK(hall.enrol() == 1);
  CHECK(hall.log().find("linlictl: " + told) != std::string::npos);
  fs::rename(identity, hall.folder / "moved");
  CHECK(hall.enrol() == 0);
  CHECK(hall.rig.linlictl({"doctor"}).output.find("ok         enrolment: terminal 0417") !=
        std::string::npos);
}

TEST_CASE("enrolling twice, or with a wrong code, changes nothing") {
  Hall hall;
  const auto ca = (hall.folder.path() / "centre/keys/ca.pem").string();
  const std::vector<std::string> enrol = {"enrol", "--terminal", "0417", "--ca", ca};
  CHECK(hall.rig.linlictl(enrol, "ABCD-EFGH\n").exit_code == 1);
  CHECK(hall.rig.linlictl({"doctor"}).output.find("terminal 0417") != std::string::npos);
}
