#include <catch2/catch_test_macros.hpp>

#include "tests/drivers/codes/code_picture.h"
#include "tests/support/child_process.h"
#include "tests/support/temporary_folder.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::drivers;

namespace {

/// What zbar reads in the picture; it shares no code with the writer.
std::string zbar(const Picture& picture) {
  const TemporaryFolder folder;
  write_pgm(folder / "code.pgm", picture);
  return run({"/usr/bin/zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable",
              folder / "code.pgm"},
             folder / "log")
      .output;
}

}  // namespace

TEST_CASE("an independent decoder reads what is written") {
  for (const std::string& text :
       {std::string("1"), std::string("LS-0417-2611-0038"),
        std::string("https://linli.example/r/LS-0417-2611-0038?s=abcDEF-_123"),
        std::string("中文也可以，𬌗𫖮"), std::string(500, 'q')}) {
    for (const auto correction : {ErrorCorrection::low, ErrorCorrection::medium,
                                  ErrorCorrection::quartile, ErrorCorrection::high}) {
      CAPTURE(text, static_cast<int>(correction));
      const auto code = encode_qr(text, correction);
      REQUIRE(code);
      CHECK(zbar(printed(*code, 4)) == text + "\n");
      CHECK(decode_qr(printed(*code, 4).view()) == text);
    }
  }
}

TEST_CASE("more correction makes a larger code") {
  const std::string text(200, 'a');
  int last = 0;
  for (const auto correction : {ErrorCorrection::low, ErrorCorrection::medium,
                                ErrorCorrection::quartile, ErrorCorrection::high}) {
    const int size = encode_qr(text, correction)->size;
    CHECK(size > last);
    last = size;
  }
}

TEST_CASE("a code is a square of 21 to 177 modules") {
  const auto smallest = encode_qr("1", ErrorCorrection::low);
  CHECK(smallest->size == 21);
  CHECK(smallest->modules.size() == 21 * 21);
  CHECK(encode_qr(std::string(2900, 'x'), ErrorCorrection::low)->size == 177);
}

TEST_CASE("what cannot be a code is refused") {
  CHECK_FALSE(encode_qr(""));
  CHECK_FALSE(encode_qr("\xFF\xFE"));
  CHECK_FALSE(encode_qr(std::string(2900, 'x'), ErrorCorrection::high));
  CHECK_FALSE(encode_qr(std::string(kLongestCodeText + 1, '1'), ErrorCorrection::low));
}
