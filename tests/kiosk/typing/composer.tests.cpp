#include "kiosk/typing/composer.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <map>

#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

namespace linli::tests {
namespace {

namespace fs = std::filesystem;
using typing::Scheme;

std::unique_ptr<typing::Composer> composer() {
  auto loaded = typing::Composer::load(LINLI_SHARE "/typing");
  REQUIRE(loaded);
  return std::move(*loaded);
}

std::vector<std::string> candidates_for(typing::Composer& composer, Scheme scheme,
                                        std::string_view keys, std::size_t most = 12) {
  composer.forget();
  for (const char key : keys) CHECK(composer.press(scheme, key));
  return composer.candidates(0, most);
}

bool has(const std::vector<std::string>& texts, const std::string& wanted) {
  return std::ranges::find(texts, wanted) != texts.end();
}

/// Every file below a folder with its content.
std::map<fs::path, std::string> contents(const fs::path& folder) {
  std::map<fs::path, std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    all[entry.path()] = {std::istreambuf_iterator<char>(file), {}};
  }
  return all;
}

}  // namespace

TEST_CASE("words of this domain come first") {
  const auto typing = composer();
  const std::pair<const char*, const char*> words[] = {
      {"dibao", "低保"},        {"linshijiuzhu", "临时救助"},
      {"canjizheng", "残疾证"}, {"hukouben", "户口本"},
      {"shoushu", "手术"},      {"zhuyuan", "住院"},
      {"yiyaofei", "医药费"},   {"nver", "女儿"},
      {"cjz", "残疾证"},        {"shehuijiuzhu", "社会救助"},
      {"niaoduzheng", "尿毒症"}};
  for (const auto& [keys, word] : words) {
    CHECK(candidates_for(*typing, Scheme::letters, keys).front() == word);
  }
  CHECK(candidates_for(*typing, Scheme::nine_keys, "34226").front() == "低保");
}

TEST_CASE("pinyin as southern speakers say it is understood") {
  const auto typing = composer();
  const std::pair<const char*, const char*> words[] = {
      {"sousu", "手术"},         {"zuyuan", "住院"},     {"canjizhen", "残疾证"},
      {"lver", "女儿"},          {"fukouben", "户口本"}, {"senhuokunlan", "生活困难"},
      {"linsijiuzu", "临时救助"}};
  for (const auto& [keys, word] : words) {
    CHECK(has(candidates_for(*typing, Scheme::letters, keys), word));
  }
}

TEST_CASE("a sentence is composed and taken in parts") {
  const auto typing = composer();
  CHECK(candidates_for(*typing, Scheme::letters, "muqinshiyuezhuyuanshoushu").front() ==
        "母亲十月住院手术");
  candidates_for(*typing, Scheme::letters, "dibaoshu");
  const auto parts = typing->candidates(0, 50);
  const auto low = std::ranges::find(parts, "低保");
  REQUIRE(low != parts.end());
  CHECK_FALSE(typing->choose(static_cast<std::size_t>(low - parts.begin())));
  CHECK(typing->composed() == "低保shu");
  typing->erase();  // takes the choice back
  CHECK(typing->composed().starts_with("di bao"));
  CHECK_FALSE(typing->choose(100000));
}

TEST_CASE("what the keys mean is shown, also on nine keys") {
  const auto typing = composer();
  candidates_for(*typing, Scheme::nine_keys, "34226");
  CHECK(typing->composed() == "di bao");
  candidates_for(*typing, Scheme::strokes, "hhsh");
  CHECK(typing->composed() == "一一丨一");
  CHECK(typing->candidates(0, 1).front() == "王");
  typing->forget();
  CHECK(typing->composed().empty());
}

TEST_CASE("keys that do not fit are refused, and there is an end of keys") {
  const auto typing = composer();
  for (const char key : {'A', '1', '0', ' ', '\n', '`', '/'}) {
    CHECK_FALSE(typing->press(Scheme::letters, key));
  }
  CHECK(typing->press(Scheme::letters, 'd'));
  CHECK_FALSE(typing->press(Scheme::nine_keys, '1'));
  CHECK(typing->composed() == "d");  // what was composed stays
  typing->forget();
  CHECK_FALSE(typing->press(Scheme::strokes, 'a'));
  std::size_t taken = 0;
  for (int i = 0; i < 1000; ++i) taken += typing->press(Scheme::letters, 'a') ? 1U : 0U;
  CHECK(taken == typing::kMostKeys);
  typing->candidates(0, 12);
}

TEST_CASE("candidates come page by page in one order") {
  const auto typing = composer();
  const auto all = candidates_for(*typing, Scheme::letters, "shi", 100);
  REQUIRE(all.size() == 100);
  const auto second = typing->candidates(40, 20);
  CHECK(std::equal(second.begin(), second.end(), all.begin() + 40));
  CHECK(typing->candidates(1000000, 5).empty());
}

TEST_CASE("nothing typed is learned, kept or written") {
  const TemporaryFolder folder;
  const auto directory = folder.path() / "typing";
  fs::copy(LINLI_SHARE "/typing", directory);
  const auto before = contents(folder.path());
  const char* const kKeys[] = {"shi", "zhuyuan", "wangyufang", "lishimin"};

  const auto orders_of_session = [&](bool choose_strangely) {
    auto loaded = typing::Composer::load(directory);
    REQUIRE(loaded);
    auto& typing = **loaded;
    std::vector<std::vector<std::string>> orders;
    for (const char* keys : kKeys) {
      orders.push_back(candidates_for(typing, Scheme::letters, keys, 30));
      for (int i = 0; choose_strangely && i < 20; ++i) {
        candidates_for(typing, Scheme::letters, keys, 1);
        for (int part = 0; part < 9 && !typing.choose(9); ++part) {
        }
      }
    }
    return orders;
  };
  const auto first = orders_of_session(true);
  CHECK(orders_of_session(false) == first);
  CHECK(contents(folder.path()) == before);
}

TEST_CASE("dictionaries that are missing are refused with their folder") {
  const TemporaryFolder folder;
  const auto loaded = typing::Composer::load(folder.path());
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().find(folder.path().string()) != std::string::npos);
  fs::copy(LINLI_SHARE "/typing", folder.path() / "typing");
  fs::remove(folder.path() / "typing" / "linli_pinyin.table.bin");
  CHECK_FALSE(typing::Composer::load(folder.path() / "typing"));
}

}  // namespace linli::tests
