#include <signal.h>

#include <catch2/catch_test_macros.hpp>
#include <random>
#include <thread>

#include "centre/ledger/sqlite_ledger.h"
#include "kiosk/base/day.h"
#include "kiosk/package/entries.h"
#include "kiosk/package/package_writer.h"
#include "tests/centre/ledger/ledger_fixture.h"
#include "tests/centre/server/program.h"

using namespace linli;
using namespace linli::centre;
using namespace linli::centre::tests;

TEST_CASE("the commands work beside a running server and without one") {
  Program centre;
  centre.start();
  CHECK(linli::tests::read_whole(centre.data() + "/address") == centre.address() + "\n");
  auto terminal = centre.enrolled();
  const auto commit = terminal.next();
  REQUIRE(terminal.commit(commit).status == 201);
  const auto with_server = centre.run({"submissions"}).output;
  CHECK(with_server.find(commit.receipt_number) != std::string::npos);
  CHECK(with_server.find("王淑芳") != std::string::npos);
  CHECK(centre.run({"terminals"}).output.find("0417") != std::string::npos);
  CHECK(centre.stop(SIGTERM) == 0);
  CHECK_FALSE(std::filesystem::exists(centre.data() + "/address"));
  CHECK(centre.run({"submissions"}).output == with_server);
  CHECK(centre.run({"stage", commit.receipt_number, "paid", "--note", "已发放"}).output ==
        commit.receipt_number + " is now paid\n");
  const auto listed = nlohmann::json::parse(centre.run({"submissions", "--json"}).output);
  REQUIRE(listed.size() == 1);
  CHECK(listed[0].at("stage") == "paid");
  CHECK(listed[0].at("applicant") == "王淑芳");
  CHECK(listed[0].at("sequence") == 1);
}

TEST_CASE("staff see open emergencies before everything else, and marked") {
  Program centre;
  centre.start();
  auto terminal = centre.enrolled();
  const auto earlier = terminal.next();
  REQUIRE(terminal.commit(earlier).status == 201);
  const auto link = terminal.next();
  auto manifest = terminal.manifest_of(link);
  manifest.content = R"({"applicant":{"name":"王淑芳"},"urgent":true,"answers":{}})";
  const auto emergency = terminal.sealed(link, manifest);
  REQUIRE(terminal.commit(emergency).status == 201);
  const auto listed = [&] {
    return nlohmann::json::parse(centre.run({"submissions", "--json"}).output);
  };
  CHECK(listed()[0].at("receipt_number") == emergency.receipt_number);
  CHECK(listed()[0].at("urgent") == true);
  CHECK(listed()[1].at("urgent") == false);
  const auto table = centre.run({"submissions"}).output;
  CHECK(table.find(emergency.receipt_number + "  yes ") != std::string::npos);
  CHECK(table.find(earlier.receipt_number + "  -") != std::string::npos);
  const auto shown =
      nlohmann::json::parse(centre.run({"submissions", "--show", emergency.receipt_number}).output);
  CHECK(shown.at("content").at("urgent") == true);
  centre.run({"stage", emergency.receipt_number, "paid"});
  CHECK(listed()[0].at("receipt_number") == earlier.receipt_number);
  CHECK(listed()[1].at("urgent") == true);
}

TEST_CASE("one submission is shown whole, and its attachments are opened into a folder") {
  Program centre;
  centre.start();
  auto terminal = centre.enrolled();
  const Bytes signature = terminal.seal("<svg>signature</svg>");
  const auto commit = terminal.next({signature});
  REQUIRE(terminal.put_part(commit.link.item, 1, signature).status == 204);
  REQUIRE(terminal.commit(commit).status == 201);
  const auto folder = centre.data() + "/opened";
  const auto shown = nlohmann::json::parse(
      centre.run({"submissions", "--show", commit.receipt_number, "--save", folder}).output);
  CHECK(shown.at("content").at("applicant").at("name") == "王淑芳");
  CHECK(shown.at("attachments").at(0).at("answers_field") == "signature");
  CHECK(linli::tests::read_whole(folder + "/part-1") == "<svg>signature</svg>");
}

TEST_CASE("a record of a package that nothing can be made of keeps no other from being taken") {
  Program centre;
  centre.start();
  auto terminal = centre.enrolled();
  const auto sealed = [&](const Bytes& plain) { return terminal.seal(text_of(plain)); };
  const auto record_of = [&](const protocol::Commit& commit) {
    Bytes record;
    package::append_commit(record, commit);
    return sealed(record);
  };
  const linli::tests::TemporaryFolder stick;
  auto writer = package::PackageWriter::create(
                    stick.path(),
                    {package::Kind::items, base::make_uuid_v7(base::SystemClock().now()), "0417"})
                    .value();
  for (const Bytes& record : {record_of(terminal.next()), Bytes(40, 7), sealed(Bytes(40, 7)),
                              record_of(terminal.next())}) {
    REQUIRE_FALSE(writer.add(record));
  }
  const auto file = writer.finish(package::signer_with(terminal.receipt_key())).value();
  const auto imported = centre.run({"import", stick.path()});
  CHECK(imported.exit_code == 1);
  CHECK(imported.output == file.filename().string() + ": accepted 2, here before 0, refused 0\n");
  const auto said = centre.errors();
  CHECK(said.find("record 2 does not open with the centre's key") != std::string::npos);
  CHECK(said.find("record 3 is not of the documented form") != std::string::npos);
  CHECK(said.find("2 records were left out") != std::string::npos);
  // What was taken has its answer on the stick.
  CHECK(package::packages_in(stick.path(), package::Kind::answers)->size() == 1);
}

TEST_CASE("wrong arguments end with 2 and a message that names them") {
  const Program centre;
  struct Case {
    std::vector<std::string> arguments;
    const char* message;
  };
  for (const auto& [arguments, message] :
       {Case{{"list"}, "linli-centre: \"list\" is not understood"},
        Case{{"serve", "--listen", "8443"}, "needs HOST:PORT"},
        Case{{"serve", "--listen", "127.0.0.1:99999"}, "needs HOST:PORT"},
        Case{{"serve", "--public-page", "https://h/?a=b"}, "at most 96 characters, no query"},
        Case{{"enrolment-code", "--terminal", "41"}, "--terminal: must be four digits, as 0417"},
        Case{{"stage", "LS-0417-2611-0001", "lost"}, "STAGE: is not one of the stages"},
        Case{{"stage", "LS-0417-2611-0001", "waiting_to_send"}, "is not one of the stages"},
        Case{{"expire", "--before", "2026-13-01"}, "--before: must be a date, as 2026-11-22"},
        Case{{"submissions", "--save", "/tmp"}, "--show"}}) {
    CAPTURE(message);
    const auto before = centre.errors().size();
    CHECK(centre.run(arguments).exit_code == 2);
    CHECK(centre.errors().find(message, before) != std::string::npos);
    CHECK(centre.errors().find("--help` says what there is", before) != std::string::npos);
  }
  CHECK(linli::tests::run({Program::path()}, "/dev/null").exit_code == 2);
  CHECK(linli::tests::run({Program::path(), "serve"}, "/dev/null").exit_code == 2);
}

TEST_CASE("what can't be done ends with 1 and the reason") {
  Program centre;
  CHECK(centre.run({"submissions"}).exit_code == 1);
  CHECK(centre.errors().find("is no centre's directory") != std::string::npos);
  CHECK(centre.run({"seed", "/nonexistent.json"}).exit_code == 1);
  CHECK(centre.errors().find("linli-centre: /nonexistent.json: No such file") != std::string::npos);
  centre.start();
  CHECK(centre.run({"stage", "LS-0417-2611-0001", "paid"}).exit_code == 1);
  CHECK(centre.errors().find("has no submission LS-0417-2611-0001") != std::string::npos);
  CHECK(centre.run({"expire", "--before", "2999-01-01"}).exit_code == 1);
  CHECK(centre.errors().find("the date lies in the future") != std::string::npos);
}

TEST_CASE("expire goes on until it has looked at every old submission") {
  Program centre;
  centre.start();
  (void)centre.enrolled();
  centre.stop(SIGTERM);
  const auto today = base::SystemClock().now();
  const auto accepted_at = today - std::chrono::days{10};
  {
    auto ledger = SqliteLedger::open(centre.data() + "/ledger.db").value();
    const auto key = crypto::SigningKey::generate();
    Chain chain;
    for (int i = 0; i < 250; ++i) REQUIRE(ledger->commit(chain.next(), accepted_at, key, {}));
  }
  const std::string all_kept = "0 emptied, 250 kept because they are not closed or not settled\n";
  const auto day = base::day_text(base::hall_time(today - std::chrono::days{5}).date);
  CHECK(centre.run({"expire", "--before", day}).output == all_kept);
  centre.start();
  CHECK(centre.run({"expire", "--before", day}).output == all_kept);
}

TEST_CASE("a second server on the same directory, or the same port, is refused") {
  Program centre;
  centre.start();
  CHECK(centre.run({"serve", "--listen", "127.0.0.1:0"}).exit_code == 1);
  CHECK(centre.errors().find("another process has the ledger open") != std::string::npos);
  Program other;
  CHECK(other.run({"serve", "--listen", centre.address().substr(8)}).exit_code == 1);
  CHECK(other.errors().find("can't listen") != std::string::npos);
}

TEST_CASE("a centre killed at any moment loses nothing it accepted") {
  Program centre;
  centre.start();
  auto terminal = centre.enrolled();
  std::mt19937 random(20261122);
  std::vector<protocol::Commit> commits;
  std::vector<std::pair<std::size_t, std::string>> promised;
  for (int round = 0; round < 8; ++round) {
    const auto first = commits.size();
    for (int i = 0; i < 3; ++i) commits.push_back(terminal.next());
    {
      const std::jthread sender([&] {
        for (std::size_t i = first; i < commits.size(); ++i) {
          const auto answer = terminal.commit(commits[i]);
          if (answer.status == 201) promised.emplace_back(i, answer.body);
        }
      });
      // Where in the sending the kill falls is the point; no result depends on it.
      std::this_thread::sleep_for(std::chrono::milliseconds{random() % 150});
      centre.stop(SIGKILL);
    }
    centre.start(centre.address().substr(8));
  }
  for (const auto& [i, acceptance] : promised) {
    const auto again = terminal.commit(commits[i]);
    CHECK(again.status == 200);
    CHECK(again.body == acceptance);
  }
  for (const auto& commit : commits) CHECK(terminal.commit(commit).status / 100 == 2);
  const auto listed = nlohmann::json::parse(centre.run({"submissions", "--json"}).output);
  CHECK(listed.size() == commits.size());
}
