#include "offline_cache/store/sealing.h"

#include <catch2/catch_test_macros.hpp>
#include <set>

#include "kiosk/crypto/envelope.h"
#include "kiosk/protocol/packing.h"
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
  CHECK(manifest->packed == std::set{1});
  const std::string packed = opened_by_command(here.hall, *part);
  const auto plain = protocol::unpack(bytes_of(packed), protocol::kMaxPartBytes);
  REQUIRE(plain);
  const std::string picture(text_of(*plain));
  CHECK(picture.starts_with("<svg"));
  CHECK(picture.find("100,80 500,200") != std::string::npos);
}

namespace {

/// A photograph that nobody holds in memory: its bytes follow from their place, and
/// packing does not help them.
class EndlessPhotograph final : public AttachmentSource {
 public:
  struct Reading {
    std::size_t largest = 0;
    int times = 0;
    std::uint64_t broken_from = ~std::uint64_t{0};
  };
  EndlessPhotograph(std::uint64_t size, Reading& reading) : size_(size), reading_(reading) {}
  static std::uint8_t byte_at(std::uint64_t place) {
    std::uint64_t mixed = (place + 1) * 0x9e3779b97f4a7c15U;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
    return static_cast<std::uint8_t>(mixed >> 56);
  }
  std::uint64_t size() const override { return size_; }
  bool read(std::uint64_t offset, std::span<std::uint8_t> into) override {
    reading_.largest = std::max(reading_.largest, into.size());
    ++reading_.times;
    for (std::size_t i = 0; i < into.size(); ++i) into[i] = byte_at(offset + i);
    return offset + into.size() <= reading_.broken_from;
  }

 private:
  std::uint64_t size_;
  Reading& reading_;
};

std::vector<Attachment> photograph(std::uint64_t size, EndlessPhotograph::Reading& reading) {
  std::vector<Attachment> attachments;
  attachments.push_back(
      {"photo", "image/jpeg", std::make_unique<EndlessPhotograph>(size, reading)});
  return attachments;
}

}  // namespace

TEST_CASE("a photograph of 5 MB is read in pieces and stored in parts that join again") {
  constexpr std::uint64_t kSize = 5'000'000;
  tests::StoreInFolder here;
  EndlessPhotograph::Reading reading;
  auto application = here.hall.application();
  const auto receipt =
      here.store->submit(application, here.hall.terminal, photograph(kSize, reading));
  REQUIRE(receipt);
  CHECK(reading.largest < protocol::kMaxPartBytes);
  const auto item = here.store->lease(1min);
  REQUIRE(item);
  std::uint64_t joined = 0;
  std::uint64_t different = 0;
  for (const protocol::PartDigest& part : item->commit.parts) {
    if (part.field != "photo") continue;
    const auto sealed = here.store->part(receipt->item, part.number);
    REQUIRE(sealed);
    CHECK(sealed->size() <= protocol::kMaxPartBytes);
    const auto plain = crypto::open_sealed(*sealed, here.hall.sealing_key, here.hall.sealing);
    REQUIRE(plain);
    for (const auto byte : *plain) {
      if (byte != EndlessPhotograph::byte_at(joined++)) ++different;
    }
  }
  CHECK(joined == kSize);
  CHECK(different == 0);
  CHECK(here.store->day_overview()->bytes > kSize);
}

TEST_CASE("pages from the document camera are a part each, and the answer says how many") {
  tests::StoreInFolder here;
  auto application = here.hall.application();
  domain::Photos pages;
  for (const std::uint8_t first : {std::uint8_t{1}, std::uint8_t{2}}) {
    Bytes jpeg(domain::kMostPageBytes);
    for (std::size_t i = 0; i < jpeg.size(); ++i) jpeg[i] = EndlessPhotograph::byte_at(i + first);
    pages.pages.push_back(std::make_shared<const domain::ScannedPage>(std::move(jpeg)));
  }
  application.answers.insert_or_assign("diagnosis", pages);
  const auto receipt = here.store->submit(application, here.hall.terminal);
  REQUIRE(receipt);
  const auto item = here.store->lease(1min);
  REQUIRE(item);
  const auto manifest =
      protocol::manifest_from_json(opened_by_command(here.hall, item->commit.sealed_manifest));
  REQUIRE(manifest);
  CHECK(manifest->content.find(R"("diagnosis":{"pages":2,"type":"photos"})") != std::string::npos);
  std::size_t page = 0;
  for (const protocol::PartDigest& part : manifest->parts) {
    if (part.field != "diagnosis") continue;
    CHECK(part.content_type == "image/jpeg");
    const auto sealed = here.store->part(receipt->item, part.number);
    REQUIRE(sealed);
    const auto plain = crypto::open_sealed(*sealed, here.hall.sealing_key, here.hall.sealing);
    REQUIRE(plain);
    REQUIRE(page < pages.pages.size());
    CHECK(text_of(*plain) == text_of(pages.pages[page++]->jpeg()));
  }
  CHECK(page == 2);
}

TEST_CASE("of an attachment that can't be read to its end nothing is stored") {
  tests::StoreInFolder here;
  EndlessPhotograph::Reading reading{.broken_from = 700'000};
  auto application = here.hall.application();
  const auto refused =
      here.store->submit(application, here.hall.terminal, photograph(1'000'000, reading));
  CHECK(refused == unexpected(SubmitError::store_failed));
  CHECK(reading.times > 1);
  CHECK(here.store->counts() == QueueCounts{});
  CHECK(here.store->day_overview()->bytes == 0);
  CHECK(here.submit().number == "LS-0417-2611-0001");
}

TEST_CASE("what packing helps is packed before it is sealed, part by part") {
  const tests::Hall hall;
  const auto sealer = crypto::Sealer::make(hall.terminal.sealing_certificates);
  REQUIRE(sealer);
  std::vector<Bytes> parts;
  const auto keep = [&](const protocol::PartDigest&, ByteView sealed) {
    parts.emplace_back(sealed.begin(), sealed.end());
    return Expected<void, database::Error>();
  };
  ItemContent content;
  content.service = "temporary_relief";
  content.json = "{}";
  content.attachments.push_back(
      {"photo", "image/bmp", content_in_memory(std::string(600'000, 'x'))});
  const ItemPlace place{
      {"0417", base::Uuid{}, 1, base::Uuid{}, {}, {}}, "LS-0417-2611-0001", hall.clock.interval()};
  const auto commit = seal_item(content, place, *sealer, keep);
  REQUIRE(commit);
  const auto manifest =
      crypto::open_sealed(commit->sealed_manifest, hall.sealing_key, hall.sealing);
  REQUIRE(manifest);
  CHECK(protocol::manifest_from_json(text_of(*manifest))->packed == std::set{1, 2, 3});
  std::string joined;
  for (const Bytes& part : parts) {
    CHECK(part.size() < 10'000);
    const auto packed = crypto::open_sealed(part, hall.sealing_key, hall.sealing);
    joined += text_of(*protocol::unpack(*packed, protocol::kMaxPartBytes));
  }
  CHECK(joined == std::string(600'000, 'x'));
}

TEST_CASE("a content past the protocol's limits is refused, not cut") {
  const tests::Hall hall;
  const auto sealer = crypto::Sealer::make(hall.terminal.sealing_certificates);
  REQUIRE(sealer);
  int parts = 0;
  const auto count = [&](const protocol::PartDigest&, ByteView) {
    ++parts;
    return Expected<void, database::Error>();
  };
  ItemContent content;
  content.service = "temporary_relief";
  content.json = "\"" + std::string(300'000, 'x') + "\"";
  CHECK_FALSE(seal_item(content, {}, *sealer, count));
  content.json = "{}";
  CHECK(seal_item(content, {}, *sealer, count));
  EndlessPhotograph::Reading reading;
  content.attachments = photograph(protocol::kMaxParts * protocol::kMaxPartBytes, reading);
  CHECK_FALSE(seal_item(content, {}, *sealer, count));
  CHECK(parts == protocol::kMaxParts);
}

TEST_CASE("a signature's strokes stay within the picture, whatever they hold") {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const auto svg = signature_picture({{{-1, 2}, {nan, 0.5F}, {1, 1}}, {}});
  CHECK(svg.find("0,400 0,200 1000,400") != std::string::npos);
  CHECK(svg.size() < 1000);
  const domain::Signature endless(10'000, domain::Stroke(1'000, {0.5F, 0.5F}));
  CHECK(signature_picture(endless).size() < protocol::kMaxPartBytes);
}
