#include <catch2/catch_test_macros.hpp>

#include <fmt/format.h>

#include "kiosk/protocol/submission.h"
#include "tests/offline_cache/store/hall.h"
#include "tests/support/child_process.h"
#include "tests/support/files.h"

using namespace linli;
using namespace linli::tests;

namespace {

struct Recipient {
  const char* name;
  const crypto::PrivateKey& key;
  const crypto::Certificate& certificate;
};

}  // namespace

TEST_CASE("what a terminal queues opens with the openssl command, for each recipient") {
  StoreInFolder here;
  const auto receipt = here.submit();
  const auto leased = here.store->lease(std::chrono::minutes{1}).value();
  REQUIRE(leased.unsent_parts == std::vector{1});

  const TemporaryFolder folder;
  const Recipient recipients[] = {{"sealing", here.hall.sealing_key, here.hall.sealing},
                                  {"recovery", here.hall.recovery_key, here.hall.recovery}};
  for (const auto& [name, key, certificate] : recipients) {
    write_whole(folder.path() / fmt::format("key-{}.pem", name), key.to_pem());
    write_whole(folder.path() / fmt::format("certificate-{}.pem", name), certificate.to_pem());
  }
  write_whole(folder / "commit.json", protocol::to_json(leased.commit));
  write_whole(folder / "part-1", text_of(here.store->part(receipt.item, 1).value()));

  const auto opened = run({LINLI_SCRIPTS "/open_item.sh", folder.path()}, folder / "log");
  if (opened.exit_code == 77) SKIP(opened.output);
  INFO(opened.output << read_whole(folder / "log"));
  REQUIRE(opened.exit_code == 0);
  for (const auto& recipient : recipients) {
    CAPTURE(recipient.name);
    const std::string name(recipient.name);
    const auto manifest =
        protocol::manifest_from_json(read_whole(folder.path() / (name + "-manifest")));
    REQUIRE(manifest);
    CHECK(manifest->item == receipt.item);
    CHECK(manifest->content.find("王秀芳") != std::string::npos);
    CHECK(read_whole(folder.path() / (name + "-part-1")).starts_with("<svg "));
  }
}
