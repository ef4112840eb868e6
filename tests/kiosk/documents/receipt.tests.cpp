#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "drivers/codes/qr_code.h"
#include "drivers/simulated/dot_picture_file.h"
#include "kiosk/documents/documents.h"
#include "kiosk/documents/strip.h"
#include "tests/kiosk/documents/invented_report.h"

using namespace linli;
using namespace linli::tests;

namespace {

const std::string kCode =
    "https://linli.example.org/r/?t=0417&i=019376a0-0000-7000-8000-000000000038&s="
    "3045022100aabbccddeeff00112233445566778899aabbccddeeff00112233445566778899aabb";

domain::Receipt receipt() {
  return {.number = "LS-0417-2611-0038",
          .submitted_at = *base::parse_rfc3339("2026-11-22T09:41:00+08:00"),
          .code = kCode};
}

drivers::DotPicture print(const std::function<void(documents::ReceiptPaper&)>& change = {}) {
  const auto& catalogue = project_catalogue();
  const auto& service = *catalogue.find("temporary_relief");
  documents::ReceiptPaper paper{receipt(), service.name.zh, service.what_next, catalogue.region,
                                "王*芳"};
  paper.phone_tail = "0000";
  paper.decided_within = {
      {20, catalogue::Deadline::Unit::working_days, std::chrono::year(2026) / 12 / 18}};
  if (change) change(paper);
  return documents::receipt_picture(paper);
}

bool dark(const drivers::DotPicture& picture, int x, int y) {
  return (picture.rows[static_cast<std::size_t>((y * picture.width + x) / 8)] >> (7 - x % 8) & 1) !=
         0;
}

Bytes luma(const drivers::DotPicture& picture) {
  Bytes grey;
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) grey.push_back(dark(picture, x, y) ? 0 : 255);
  }
  return grey;
}

void keep(const char* name, const drivers::DotPicture& picture) {
  const std::filesystem::path folder = LINLI_PICTURES_DEFAULT;
  std::filesystem::create_directories(folder);
  REQUIRE(drivers::simulated::write_png(folder / name, picture));
}

}  // namespace

TEST_CASE("a receipt is as wide as the roll, and no longer than is printed") {
  const auto picture = print();
  keep("receipt-paper.png", picture);
  CHECK(picture.width == drivers::kReceiptDots);
  CHECK(picture.height > 800);
  CHECK(picture.height < 2400);
  CHECK(picture.rows.size() == static_cast<std::size_t>(picture.width / 8 * picture.height));
}

TEST_CASE("the code on a receipt is read back to what the screen shows") {
  const auto picture = print();
  const Bytes grey = luma(picture);
  CHECK(drivers::decode_qr({grey.data(), picture.width, picture.height, picture.width}) == kCode);
}

TEST_CASE("a number stands on one line, however long it is, and in large digits") {
  const auto height = [](const char* number) {
    documents::Strip strip;
    strip.number(number);
    return strip.picture().height;
  };
  CHECK(height("LS-0417-2611-0038") < 110);
  CHECK(height("LS-0417-2611-0038") > 60);
  CHECK(height("ABCD-041700-2611-000038") < 110);
}

TEST_CASE("nothing is drawn up to the edges, where the roll is not printed on") {
  const auto picture = print();
  for (int y = 0; y < picture.height; ++y) {
    for (const int x : {0, 1, 2, 573, 574, 575}) {
      if (dark(picture, x, y)) FAIL("row " << y);
    }
  }
}

TEST_CASE("every way a receipt can be has its own words") {
  const auto usual = print();
  const auto urgent = print([](auto& paper) {
    paper.urgent = true;
    paper.decided_within = {{24, catalogue::Deadline::Unit::hours, std::nullopt}};
  });
  const auto added = print([](auto& paper) {
    paper.added = domain::Addition::supplement;
    paper.decided_within.reset();
  });
  const auto to_sign = print([](auto& paper) {
    paper.still_to_sign = {"李*红", "9901**********0028"};
  });
  const auto at_centre = print([](auto& paper) { paper.at_centre = true; });
  keep("receipt-paper-urgent.png", urgent);
  keep("receipt-paper-supplement.png", added);
  keep("receipt-paper-to-sign.png", to_sign);
  for (const auto* other : {&urgent, &added, &to_sign, &at_centre}) CHECK(*other != usual);
  CHECK(to_sign.height > usual.height);
}

TEST_CASE("rare characters of a name print as themselves") {
  const auto name = [](const char* text) {
    return print([&](auto& paper) { paper.masked_name = text; });
  };
  const auto rare = name("陈*𫖮");
  keep("receipt-paper-rare.png", rare);
  CHECK(rare != name("陈*𬌗"));       // not the same box for both
  CHECK(rare != name("陈*\U000F1234"));  // nor that of a character no font has
}

TEST_CASE("a receipt of endless words stops where the printer does") {
  const auto picture = print([](auto& paper) { paper.still_to_sign.assign(2000, "欧阳*红"); });
  CHECK(picture.height == drivers::kMostReceiptRows);
  const Bytes grey = luma(picture);
  CHECK(drivers::decode_qr({grey.data(), picture.width, picture.height, picture.width}) == kCode);
}
