#include <catch2/catch_test_macros.hpp>
#include <thread>

#include "kiosk/base/file.h"
#include "kiosk/crypto/envelope.h"
#include "kiosk/protocol/packing.h"
#include "tests/centre/server/centre_fixture.h"

using namespace linli;
using namespace linli::centre::tests;

namespace {

std::string path_of(const protocol::Commit& commit) {
  return "/v1/submissions/" + commit.link.item.text();
}

}  // namespace

TEST_CASE("a submission with a signature is taken, proved and shown") {
  CentreFixture hall;
  auto terminal = hall.enrolled();
  const Bytes signature = terminal.seal("<svg/>");
  const auto commit = terminal.next({signature});

  const auto incomplete = terminal.commit(commit);
  CHECK(incomplete.status == 422);
  CHECK(incomplete.problem() == "parts-missing");
  CHECK(incomplete.json().at("missing_parts") == nlohmann::json{1});

  CHECK(terminal.put_part(commit.link.item, 1, signature).status == 204);
  CHECK(terminal.put_part(commit.link.item, 1, signature).status == 204);
  const auto accepted = terminal.commit(commit);
  CHECK(accepted.status == 201);
  const auto acceptance = protocol::acceptance_from_json(accepted.body);
  REQUIRE(acceptance);
  CHECK(proves(*acceptance, commit.link, terminal.enrolment().centre_key));

  const auto again = terminal.commit(commit);
  CHECK(again.status == 200);
  CHECK(again.body == accepted.body);

  const auto stage = protocol::stage_report_from_json(terminal.curl().get(path_of(commit)).body);
  REQUIRE(stage);
  CHECK(stage->stage == domain::Stage::received);
  CHECK(stage->receipt_number == commit.receipt_number);
}

TEST_CASE("a small submission is taken in one request, its attachment inside and packed") {
  CentreFixture hall;
  auto terminal = hall.enrolled();
  const std::string picture = "<svg>" + std::string(5000, ' ') + "</svg>";
  const Bytes packed = protocol::pack(bytes_of(picture)).value();
  const Bytes signature = terminal.seal(text_of(packed));
  auto commit = terminal.next({signature});
  auto manifest = terminal.manifest_of(commit);
  manifest.packed = {1};
  commit = terminal.sealed(commit, manifest);

  commit.inside = {{1, signature}};
  commit.inside[1][5] ^= 1;
  CHECK(terminal.commit(commit).problem() == "digest-mismatch");
  commit.inside = {{1, signature}};
  CHECK(terminal.commit(commit).status == 201);
  CHECK(terminal.commit(commit).status == 200);

  const auto folder = hall.folder() / "opened";
  hall.administer({{"command", "show"}, {"receipt", commit.receipt_number}, {"save", folder}});
  CHECK(base::read_file(folder / "part-1", 10'000) == picture);
}

TEST_CASE("what a terminal seals opens with the recovery key too") {
  CentreFixture hall;
  auto terminal = hall.enrolled();
  const auto commit = terminal.next();
  const auto key = crypto::PrivateKey::from_pem(
      base::read_file(hall.data() / "keys/recovery-key.pem", 10'000).value());
  const auto certificate = crypto::Certificate::from_pem(
      base::read_file(hall.data() / "keys/recovery.pem", 10'000).value());
  const auto plain = crypto::open_sealed(commit.sealed_manifest, key.value(), certificate.value());
  REQUIRE(plain);
  CHECK(protocol::manifest_from_json(text_of(*plain)));
}

TEST_CASE("every terminal may show the stage of a receipt, and learns nothing personal") {
  CentreFixture hall;
  auto terminal = hall.enrolled();
  const auto other = hall.enrolled("0418");
  const auto commit = terminal.next();
  REQUIRE(terminal.commit(commit).status == 201);
  hall.administer({{"command", "stage"},
                   {"receipt", commit.receipt_number},
                   {"stage", "supplement_needed"},
                   {"note", "请补交诊断证明"}});
  const auto answer = other.curl().get(path_of(commit));
  CHECK(answer.status == 200);
  CHECK(answer.json().at("stage") == "supplement_needed");
  CHECK(answer.json().at("note") == "请补交诊断证明");
  CHECK(answer.body.find("王") == std::string::npos);
  const auto unknown = other.curl().get("/v1/submissions/019aa5c0-0000-7000-8000-000000000026");
  CHECK(unknown.status == 404);
  CHECK(unknown.problem() == "unknown-submission");
}

TEST_CASE("the same id with other content is a conflict") {
  CentreFixture hall;
  auto terminal = hall.enrolled();
  const auto commit = terminal.next();
  REQUIRE(terminal.commit(commit).status == 201);
  const auto other = terminal.sealed(commit, terminal.manifest_of(commit));
  const auto answer = terminal.commit(other);
  CHECK(answer.status == 409);
  CHECK(answer.problem() == "digest-differs");
}

TEST_CASE("a gap in the chain is accepted, a fork is refused") {
  CentreFixture hall;
  auto terminal = hall.enrolled();
  (void)terminal.next();
  const auto second = terminal.next();
  CHECK(terminal.commit(second).status == 201);
  auto fork = second;
  fork.link.item = base::make_uuid_v7(hall.clock().now());
  fork = terminal.sealed(fork, terminal.manifest_of(fork));
  const auto answer = terminal.commit(fork);
  CHECK(answer.status == 409);
  CHECK(answer.problem() == "place-taken");
}

TEST_CASE("sealed content can't be passed off as another item's") {
  CentreFixture hall;
  auto terminal = hall.enrolled();
  const auto honest = terminal.next();
  const auto refuse_with = [&](auto change) {
    auto manifest = terminal.manifest_of(honest);
    change(manifest);
    const auto answer = terminal.commit(terminal.sealed(honest, manifest));
    CHECK(answer.status == 422);
    CHECK(answer.problem() == "content-foreign");
  };
  refuse_with([](protocol::Manifest& m) { m.item.bytes[15] ^= 1; });
  refuse_with([](protocol::Manifest& m) { m.terminal = "0418"; });
  refuse_with([](protocol::Manifest& m) { m.incarnation.bytes[15] ^= 1; });
  refuse_with([](protocol::Manifest& m) { ++m.sequence; });
  refuse_with([](protocol::Manifest& m) { m.receipt_number = "LS-0417-2611-9999"; });
  refuse_with([](protocol::Manifest& m) { m.service = "rating"; });
  refuse_with([](protocol::Manifest& m) { m.parts.push_back({1, {}, 9, "x", "y"}); });
  CHECK(hall.administer({{"command", "submissions"}}).empty());
}

TEST_CASE("content that does not open is refused and not stored") {
  CentreFixture hall;
  auto terminal = hall.enrolled();
  auto commit = terminal.next();
  commit.sealed_manifest.back() ^= 1;                             // of the authentication tag
  CHECK(terminal.commit(commit).problem() == "content-foreign");  // not the digest of the link
  commit.link.content = crypto::sha256(commit.sealed_manifest);
  const auto answer = terminal.commit(commit);
  CHECK(answer.status == 422);
  CHECK(answer.problem() == "content-unreadable");
  CHECK(terminal.curl().get(path_of(commit)).status == 404);
}

TEST_CASE("an item of another terminal is a conflict, which sending again can't end") {
  CentreFixture hall;
  auto terminal = hall.enrolled();
  auto other = hall.enrolled("0418");
  const auto commit = terminal.next();
  const auto answer = other.commit(commit);
  CHECK(answer.status == 409);
  CHECK(answer.problem() == "other-terminal");
  CHECK(terminal.commit(commit).status == 201);
}

TEST_CASE("other bytes for a part are a conflict, a wrong digest is an error") {
  CentreFixture hall;
  auto terminal = hall.enrolled();
  const auto item = base::make_uuid_v7(hall.clock().now());
  REQUIRE(terminal.put_part(item, 1, Bytes{1, 2, 3}).status == 204);
  CHECK(terminal.put_part(item, 1, Bytes{1, 2, 4}).problem() == "digest-differs");
  const auto wrong = terminal.curl().put("/v1/submissions/" + item.text() + "/parts/2", "abc",
                                         {"-H", "Content-Digest: sha-256=:AAAA=:"});
  CHECK(wrong.status == 400);
  CHECK(wrong.problem() == "digest-mismatch");
}

TEST_CASE("a restarted centre has everything it accepted") {
  CentreFixture hall;
  auto terminal = hall.enrolled();
  const auto commit = terminal.next();
  const auto accepted = terminal.commit(commit);
  hall.stop();
  hall.start();
  terminal.move_to(hall.curl());
  const auto again = terminal.commit(commit);
  CHECK(again.status == 200);
  CHECK(again.body == accepted.body);
  CHECK(terminal.commit(terminal.next()).status == 201);
}

TEST_CASE("eight terminals that commit at once have each item exactly once") {
  CentreFixture hall;
  std::vector<TestTerminal> terminals;
  std::vector<protocol::Commit> commits;
  for (int i = 0; i < 8; ++i) {
    terminals.push_back(hall.enrolled("010" + std::to_string(i)));
    commits.push_back(terminals.back().next());
  }
  std::atomic<int> fresh = 0;
  std::atomic<int> repeated = 0;
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < 8; ++i) {
      threads.emplace_back([&, i] {
        for (int round = 0; round < 3; ++round) {
          const int status = terminals[i].commit(commits[i]).status;
          fresh += status == 201 ? 1 : 0;
          repeated += status == 200 ? 1 : 0;
        }
      });
    }
  }
  CHECK(fresh == 8);
  CHECK(repeated == 16);
  CHECK(hall.administer({{"command", "submissions"}}).size() == 8);
}
