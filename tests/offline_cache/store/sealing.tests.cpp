#include "offline_cache/store/sealing.h"

#include <catch2/catch_test_macros.hpp>

#include "kiosk/crypto/envelope.h"
#include "offline_cache/store/signature_picture.h"
#include "tests/offline_cache/store/hall.h"
#include "tests/support/files.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

namespace {

/// What the openssl command makes of sealed bytes.
std::string opened_by_command(const tests::Hall& hall, ByteView sealed) {
  const tests::TemporaryFolder folder;
  tests::write_whole(folder / "sealed", text_of(sealed));
  tests::write_whole(folder / "key.pem", hall.recovery_key.to_pem());
  tests::write_whole(folder / "certificate.pem", hall.recovery.to_pem());
  if (!tests::succeeds("cd " + folder.path().string() +
                       " && openssl cms -decrypt -binary -inform DER -in sealed -inkey key.pem"
                       " -recip certificate.pem -out plain")) {
    return {};
  }
  return tests::read_whole(folder / "plain");
}

}  // namespace

TEST_CASE("the openssl command opens a stored item: manifest and signature picture") {
  tests::StoreInFolder here;
  const auto receipt = here.submit();
  const auto item = here.store->lease(1min);
  REQUIRE(item);
  const auto manifest =
      protocol::manifest_from_json(opened_by_command(here.hall, item->commit.sealed_manifest));
  REQUIRE(manifest);
  CHECK(manifest->item == receipt.item);
  CHECK(manifest->terminal == "0417");
  CHECK(manifest->sequence == 1);
  CHECK(manifest->incarnation == item->commit.link.incarnation);
  CHECK(manifest->receipt_number == receipt.number);
  CHECK(manifest->content.find("王秀芳") != std::string::npos);
  CHECK(manifest->content.find("13912345678") != std::string::npos);
  CHECK(manifest->parts == item->commit.parts);
  CHECK(item->unsent_parts == std::vector{1});
  const auto part = here.store->part(receipt.item, 1);
  REQUIRE(part);
  CHECK(crypto::sha256(*part) == manifest->parts.at(0).digest);
  const std::string picture = opened_by_command(here.hall, *part);
  CHECK(picture.starts_with("<svg"));
  CHECK(picture.find("100,80 500,200") != std::string::npos);
}

TEST_CASE("an attachment too large for one part goes into several that join again") {
  const tests::Hall hall;
  ItemContent content;
  content.service = "temporary_relief";
  content.json = "{}";
  std::string large(600'000, 'x');
  for (std::size_t i = 0; i < large.size(); ++i) large[i] = static_cast<char>('a' + i % 26);
  content.attachments.push_back({"photo", "image/jpeg", large});
  const auto item = seal_item(content, {}, hall.terminal);
  REQUIRE(item);
  REQUIRE(item->parts.size() == 3);
  std::string joined;
  for (std::size_t i = 0; i < item->parts.size(); ++i) {
    CHECK(item->parts[i].size() <= protocol::kMaxPartBytes);
    CHECK(item->commit.parts[i].number == static_cast<int>(i) + 1);
    joined += text_of(*crypto::open_sealed(item->parts[i], hall.sealing_key, hall.sealing));
  }
  CHECK(joined == large);
}

TEST_CASE("a content past the protocol's limit is refused, not cut") {
  const tests::Hall hall;
  ItemContent content;
  content.service = "temporary_relief";
  content.json = "\"" + std::string(300'000, 'x') + "\"";
  CHECK_FALSE(seal_item(content, {}, hall.terminal));
}

TEST_CASE("a signature's strokes stay within the picture, whatever they hold") {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const auto svg = signature_picture({{{-1, 2}, {nan, 0.5F}, {1, 1}}, {}});
  CHECK(svg.find("0,400 0,200 1000,400") != std::string::npos);
  CHECK(svg.size() < 1000);
  const domain::Signature endless(10'000, domain::Stroke(1'000, {0.5F, 0.5F}));
  CHECK(signature_picture(endless).size() < protocol::kMaxPartBytes);
}
