#include "ui/theme/texts.h"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <memory>
#include <set>
#include <sstream>

namespace linli::tests {
namespace {

using catalogue::Language;

std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), &::pclose);
  std::string all;
  std::array<char, 4096> block{};
  while (const std::size_t count = std::fread(block.data(), 1, block.size(), pipe.get())) {
    all.append(block.data(), count);
  }
  return all;
}

/// All msgids of the sources, as a template.
const char* const kExtract =
    "find " LINLI_UI
    " -name '*.cpp' -o -name '*.h' | sort | "
    "xgettext --from-code=UTF-8 -C -k -kt:1 -kt_count:1,1 -ktext_id:1 -f - -o - 2>&1";

std::multiset<std::string> placeholders(const std::string& text) {
  std::multiset<std::string> names;
  for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
    names.insert(text.substr(open, text.find('}', open) - open));
  }
  return names;
}

/// What stands between the quotes of a line of a .po file.
std::string between_quotes(const std::string& line) {
  const auto first = line.find('"') + 1;
  return line.substr(first, line.rfind('"') - first);
}

}  // namespace

TEST_CASE("every text of the sources has an English one, and none is left over or unsure") {
  const std::string said = output_of(std::string(kExtract) + " | msgcmp " LINLI_PO " - 2>&1");
  INFO(said);
  CHECK(said.empty());
  CHECK(output_of("msgattrib --only-fuzzy " LINLI_PO).empty());
  CHECK(output_of("msgattrib --only-obsolete " LINLI_PO).empty());
}

TEST_CASE("a translation fills in what the original fills in") {
  std::istringstream lines(output_of("msgcat --no-wrap " LINLI_PO));
  std::string original;
  std::string translation;
  std::string* read = nullptr;  // a text may go on in the lines below
  int compared = 0;
  const auto compare = [&] {
    if (original.empty() || translation.empty()) return;
    INFO(original << " = " << translation);
    CHECK(placeholders(translation) == placeholders(original));
    ++compared;
  };
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("msg")) {
      if (line.starts_with("msgid ") || line.starts_with("msgstr[")) compare();
      read = line.starts_with("msgstr")   ? &translation
             : line.starts_with("msgid ") ? &original
                                          : nullptr;
      if (line.starts_with("msgid ")) translation.clear();
      if (read != nullptr) read->clear();
    }
    if (read != nullptr && line.find('"') != std::string::npos) *read += between_quotes(line);
  }
  compare();
  CHECK(compared > 100);
}

TEST_CASE("texts are Chinese in the source and English by the catalogue") {
  const auto texts = ui::Texts::load(LINLI_TEXTS);
  REQUIRE(texts);
  CHECK(texts->get(Language::chinese, "退出") == "退出");
  CHECK(texts->get(Language::english, "退出") == "Leave");
  CHECK(texts->get(Language::english, "没有这句话") == "没有这句话");
}

TEST_CASE("English has a singular and a plural") {
  const auto texts = ui::Texts::load(LINLI_TEXTS);
  REQUIRE(texts);
  CHECK(texts->get(Language::english, "上传中 {n} 件", 1) == "Sending {n} item");
  CHECK(texts->get(Language::english, "上传中 {n} 件", 2) == "Sending {n} items");
}

}  // namespace linli::tests
