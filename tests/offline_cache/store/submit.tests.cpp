#include <catch2/catch_test_macros.hpp>

#include <set>

#include "tests/offline_cache/store/hall.h"
#include "tests/support/files.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

TEST_CASE("a receipt names service, terminal, month and count, and its code is genuine") {
  tests::StoreInFolder here;
  const auto first = here.submit();
  const auto second = here.submit();
  CHECK(first.number == "LS-0417-2611-0001");
  CHECK(second.number == "LS-0417-2611-0002");
  CHECK(first.service == "temporary_relief");
  CHECK(first.submitted_at == here.hall.clock.now());
  const auto code = protocol::check_receipt_code(first.code, here.hall.centre.public_key());
  REQUIRE(code);
  CHECK(code->number == first.number);
  CHECK(code->item == first.item);
}

TEST_CASE("the count begins anew with the month of the hall and apart for ratings") {
  tests::StoreInFolder here;
  here.submit();
  const auto rating =
      here.store->rate("LS-0417-2611-0001", domain::Grade::satisfied, here.hall.terminal);
  REQUIRE(rating);
  CHECK(rating->number == "PJ-0417-2611-0001");
  CHECK(rating->service == "rating");
  here.hall.clock.advance(24h * 9);  // 1 December
  CHECK(here.submit().number == "LS-0417-2612-0001");
}

TEST_CASE("items form a chain from sequence 1 on") {
  tests::StoreInFolder here;
  for (int i = 0; i < 3; ++i) here.submit();
  crypto::Digest previous{};
  for (std::uint64_t sequence = 1; sequence <= 3; ++sequence) {
    const auto item = here.store->lease(1min);
    REQUIRE(item);
    CHECK(item->commit.link.sequence == sequence);
    CHECK(item->commit.link.previous == previous);
    CHECK(item->commit.link.content == crypto::sha256(item->commit.sealed_manifest));
    previous = protocol::hash_of(item->commit.link);
  }
  const auto mark = read_mark(here.folder / "store.mark");
  REQUIRE((mark && *mark));
  CHECK((*mark)->sequence == 3);
  CHECK((*mark)->head == previous);
}

TEST_CASE("what was stored is there after reopening, and the count goes on") {
  tests::StoreInFolder here;
  const auto receipt = here.submit();
  here.store = here.reopened();
  REQUIRE(here.store);
  CHECK(here.store->health() == StoreHealth::ready);
  const auto item = here.store->find(receipt.item);
  REQUIRE(item);
  CHECK(item->receipt_number == receipt.number);
  CHECK(item->state == ItemState::stored);
  CHECK(item->created.earliest == here.hall.clock.now());
  REQUIRE(item->parts.size() == 1);
  CHECK(item->parts[0].field == "signature");
  CHECK(item->parts[0].content_type == "image/svg+xml");
  CHECK(here.submit().number == "LS-0417-2611-0002");
}

TEST_CASE("nothing that was handed in can be read in any file of the store") {
  tests::StoreInFolder here;
  here.submit();
  static_cast<void>(here.store->rate("LS-0417-2611-0001", domain::Grade::fair, here.hall.terminal));
  const auto search = [&] {
    int files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(here.folder.path())) {
      if (!entry.is_regular_file()) continue;
      ++files;
      const std::string bytes = tests::read_whole(entry.path());
      for (const char* secret : {"王秀芳", "11010519491231002X", "13912345678", "幸福路",
                                 "temporary_relief", "sudden_illness", "polyline", "LS-0417"}) {
        CAPTURE(entry.path(), secret);
        CHECK(bytes.find(secret) == std::string::npos);
      }
    }
    return files;
  };
  // Reading the files of an open database drops its locks; nobody else is there.
  CHECK(search() >= 5);
  here.store.reset();
  CHECK(search() >= 4);
}

TEST_CASE("the application is overwritten when it is handed in") {
  tests::StoreInFolder here;
  auto application = here.hall.application();
  const auto is_zero = [](const std::string& text) {
    return text.find_first_not_of('\0') == std::string::npos;
  };
  REQUIRE(here.store->submit(application, here.hall.terminal));
  CHECK(is_zero(application.applicant.name));
  CHECK(is_zero(application.applicant.address));
  CHECK(application.answers.empty());
}

TEST_CASE("an application tried again after an error is stored once") {
  tests::StoreInFolder here;
  here.submit();
  auto first = here.hall.application();
  auto again = first;
  const auto mark = here.folder / "store.mark";
  const std::string before = tests::read_whole(mark);
  std::filesystem::remove(mark);
  std::filesystem::create_directory(mark);  // the item is committed, its mark can't be
  REQUIRE_FALSE(here.store->submit(first, here.hall.terminal));
  std::filesystem::remove(mark);
  tests::write_whole(mark, before);
  here.store = here.reopened();
  const auto receipt = here.store->submit(again, here.hall.terminal);
  REQUIRE(receipt);
  CHECK(receipt->number == "LS-0417-2611-0002");
  CHECK(here.store->queue()->size() == 2);
}

TEST_CASE("applications handed in together are stored together, in their order") {
  tests::StoreInFolder here;
  std::vector<domain::Application> applications;
  for (int i = 0; i < 5; ++i) applications.push_back(here.hall.application());
  const auto answers = here.store->submit_all(applications, here.hall.terminal);
  REQUIRE(answers.size() == 5);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    REQUIRE(answers[i]);
    CHECK(answers[i]->number == "LS-0417-2611-000" + std::to_string(i + 1));
    CHECK(here.store->queue()->at(i).id == answers[i]->item);
    CHECK(applications[i].answers.empty());
  }
  here.store = here.reopened();
  CHECK(here.store->health() == StoreHealth::ready);
}

TEST_CASE("one application that can't be stored does not keep the others from it") {
  tests::StoreInFolder here;
  std::vector<domain::Application> applications;
  for (int i = 0; i < 3; ++i) applications.push_back(here.hall.application());
  applications[1].answers["phone"] = domain::Digits{std::string(300'000, '1')};
  const auto answers = here.store->submit_all(applications, here.hall.terminal);
  REQUIRE(answers.size() == 3);
  CHECK(answers[0]->number == "LS-0417-2611-0001");
  CHECK(answers[1].error() == SubmitError::store_failed);
  CHECK(answers[2]->number == "LS-0417-2611-0002");
  CHECK(here.store->queue()->size() == 2);
}

TEST_CASE("another terminal number begins a chain of its own") {
  tests::StoreInFolder here;
  here.submit();
  here.hall.terminal = here.hall.identity_of("0418");
  CHECK(here.submit().number == "LS-0418-2611-0002");
  const auto queue = *here.store->queue();
  REQUIRE(queue.size() == 2);
  CHECK(queue[1].sequence == 1);
  here.store = here.reopened();
  REQUIRE(here.store);
  CHECK(here.store->health() == StoreHealth::ready);
  CHECK(here.store->counts()->for_staff == 0);
}

TEST_CASE("the files of the store are for its owner only") {
  tests::StoreInFolder here;
  here.submit();
  for (const char* name :
       {"store.db", "store.db-wal", "store.key", "store.mark", "store.reserve"}) {
    CHECK((std::filesystem::status(here.folder / name).permissions() &
           (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) ==
          std::filesystem::perms::none);
  }
}
