#include "offline_cache/store/store_key.h"

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>

#include "kiosk/base/run_program.h"
#include "tests/offline_cache/store/hall.h"
#include "tests/support/files.h"
#include "tests/support/small_disk.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

namespace {

/// A machine whose systemd-creds is a script that only encodes; what it was called
/// with stands in `calls`.
struct Machine {
  tests::TemporaryFolder folder;
  MachineVault vault{.program = (folder / "systemd-creds").string()};

  explicit Machine(const std::string& has_tpm, const std::string& decrypt = "base64 -d") {
    tests::write_whole(folder / "systemd-creds",
                       "#!/bin/sh\necho \"$@\" >> " + (folder / "calls").string() +
                           "\ncase $1 in\nhas-tpm2) " + has_tpm +
                           ";;\nencrypt) base64;;\ndecrypt) " + decrypt + ";;\nesac\n");
    std::filesystem::permissions(folder / "systemd-creds", std::filesystem::perms::owner_all);
  }
  std::filesystem::path state() const {
    std::filesystem::create_directory(folder / "state");
    return folder / "state";
  }
  std::string calls() const { return tests::read_whole(folder / "calls"); }
};

}  // namespace

TEST_CASE("the store's key is made once and never replaced") {
  const tests::TemporaryFolder folder;
  CHECK(key_guard(folder.path()) == KeyGuard::none_yet);
  const auto key = store_key(folder.path(), {});
  REQUIRE(key);
  CHECK(key->size() == 32);
  CHECK(key_guard(folder.path()) == KeyGuard::file);
  CHECK(store_key(folder.path(), {}) == *key);
  tests::write_whole(folder / "store.key", "short");
  CHECK_FALSE(store_key(folder.path(), {}));
  CHECK(tests::read_whole(folder / "store.key") == "short");
}

TEST_CASE("where the machine has a TPM the key is sealed and nowhere else") {
  const Machine machine("exit 0");
  const auto key = store_key(machine.state(), machine.vault);
  REQUIRE(key);
  CHECK(key_guard(machine.state()) == KeyGuard::machine);
  CHECK_FALSE(std::filesystem::exists(machine.state() / "store.key"));
  CHECK(tests::read_whole(machine.state() / "store.key.sealed").find(text_of(*key)) ==
        std::string::npos);
  CHECK(store_key(machine.state(), machine.vault) == *key);
  CHECK(
      machine.calls().starts_with("has-tpm2\nencrypt --with-key=tpm2 --name=linli-store-key - -\n"
                                  "decrypt --name=linli-store-key - -\n"));
}

TEST_CASE("where the machine has no TPM, or no such program, the key is in a file") {
  const Machine machine("exit 1");
  const auto key = store_key(machine.state(), machine.vault);
  REQUIRE(key);
  CHECK(key_guard(machine.state()) == KeyGuard::file);
  CHECK(machine.calls() == "has-tpm2\n");
  const tests::TemporaryFolder bare;
  CHECK(store_key(bare.path(), {.program = "no-such-program-of-linli"}));
  CHECK(key_guard(bare.path()) == KeyGuard::file);
}

TEST_CASE("a vault that does not give back what it sealed is not relied on") {
  const Machine machine("exit 0", "printf 'thirty-two bytes, but not the key'");
  REQUIRE(store_key(machine.state(), machine.vault));
  CHECK(key_guard(machine.state()) == KeyGuard::file);
}

TEST_CASE("a sealed key that does not open keeps the store closed, as it is") {
  Machine machine("exit 0");
  tests::StoreInFolder here;
  here.store.reset();
  std::filesystem::remove_all(here.folder.path() / "store.db");
  std::filesystem::remove(here.folder / "store.key");
  auto options = here.options();
  options.vault = machine.vault;
  REQUIRE(Store::open(options, here.hall.clock));
  options.vault.program = "false";  // another machine's TPM
  const auto opened = Store::open(options, here.hall.clock);
  REQUIRE_FALSE(opened);
  CHECK(opened.error() == StoreHealth::broken);
  CHECK(key_guard(here.folder.path()) == KeyGuard::machine);
  options.vault = machine.vault;
  CHECK(Store::open(options, here.hall.clock));
}

TEST_CASE("a store that has to be opened again under way asks the machine no second time") {
  const tests::SmallDisk disk;
  if (!disk.mounted()) SKIP("mounting a small disk needs root");
  Machine machine("exit 0");
  tests::Hall hall;
  auto store = Store::open({.directory = disk.path() / "state",
                            .reserve_bytes = 512 * 1024,
                            .busy_timeout = 20ms,
                            .vault = machine.vault},
                           hall.clock);
  REQUIRE(store);
  REQUIRE(key_guard(disk.path() / "state") == KeyGuard::machine);
  std::filesystem::remove(machine.folder / "systemd-creds");
  disk.fill();
  // Until the reserve was needed: then the database was closed and opened again.
  for (int i = 0; i < 100 && (*store)->health() == StoreHealth::ready; ++i) {
    auto application = hall.application();
    REQUIRE((*store)->submit(application, hall.terminal));
  }
  CHECK((*store)->health() == StoreHealth::disk_full);
  CHECK((*store)->counts()->waiting > 0);
}

TEST_CASE("systemd-creds itself seals the key and opens it again") {
  const tests::TemporaryFolder folder;
  const MachineVault vault{.program = "systemd-creds", .with_key = "host"};
  const auto works = base::run_program(
      {"systemd-creds", "encrypt", "--with-key=host", "--name=linli-test", "-", "-"}, "x", 16384,
      20s);
  if (!works) SKIP("systemd-creds can't seal here");
  const auto key = store_key(folder.path(), vault);
  REQUIRE(key);
  CHECK(key_guard(folder.path()) == KeyGuard::machine);
  CHECK(store_key(folder.path(), vault) == *key);
}
