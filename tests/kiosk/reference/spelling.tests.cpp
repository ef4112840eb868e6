#include "kiosk/reference/spelling.h"

#include <catch2/catch_test_macros.hpp>

namespace linli::tests {
namespace {

using namespace reference;
using Syllables = std::vector<std::string>;

std::optional<Match> match(const char* word, const char* name, const char* pinyin) {
  const auto syllables = syllables_of(name, pinyin);
  REQUIRE(syllables);
  const auto searched = search_word(word);
  REQUIRE(searched);
  return match_of(*searched, search_keys(name, *syllables));
}

}  // namespace

TEST_CASE("pinyin is taken apart as GB/T 16159 joins it") {
  CHECK(syllables_of("锦绣路", "Jǐnxiù Lù") == Syllables{"jin", "xiu", "lu"});
  CHECK(syllables_of("西安街", "Xī'ān Jiē") == Syllables{"xi", "an", "jie"});
  CHECK(syllables_of("方案", "fāng'àn") == Syllables{"fang", "an"});
  CHECK(syllables_of("反感", "fǎngǎn") == Syllables{"fan", "gan"});
  CHECK(syllables_of("绿女儿村", "Lǜnǚ'ér Cūn") == Syllables{"lv", "nv", "er", "cun"});
  CHECK(syllables_of("庄村", "ZHUANG CUN") == Syllables{"zhuang", "cun"});
}

TEST_CASE("Latin letters and digits of a name stand for themselves, points for nothing") {
  CHECK(syllables_of("G101国道", "G101 Guódào") == Syllables{"g", "1", "0", "1", "guo", "dao"});
  CHECK(syllables_of("阿·白巷", "Ā Bái Xiàng") == Syllables{"a", "bai", "xiang"});
}

TEST_CASE("pinyin that does not fit its name is told from what does") {
  CHECK_FALSE(syllables_of("锦绣路", "Jǐnxiù"));
  CHECK_FALSE(syllables_of("锦绣", "Jǐnxiù Lù"));
  CHECK_FALSE(syllables_of("锦绣", "jx"));
  CHECK_FALSE(syllables_of("锦绣", ""));
}

TEST_CASE("what the data says wins over a character's usual reading") {
  CHECK(match("zhaoyang", "朝阳路", "Zhāoyáng Lù") == Match::beginning);
  CHECK_FALSE(match("chaoyang", "朝阳路", "Zhāoyáng Lù"));
  CHECK(usual_syllables_of("朝阳").front() == "chao");
}

TEST_CASE("any part of a name is found, the whole name best") {
  CHECK(match("锦绣路", "锦绣路", "Jǐnxiù Lù") == Match::whole);
  CHECK(match("锦绣", "锦绣路", "Jǐnxiù Lù") == Match::beginning);
  CHECK(match("绣路", "锦绣路", "Jǐnxiù Lù") == Match::part);
  CHECK_FALSE(match("锦路", "锦绣路", "Jǐnxiù Lù"));
}

TEST_CASE("pinyin is found with and without spaces and tones, from the beginning of a syllable") {
  CHECK(match("jinxiulu", "锦绣路", "Jǐnxiù Lù") == Match::whole);
  CHECK(match("Jǐn xiù lù", "锦绣路", "Jǐnxiù Lù") == Match::whole);
  CHECK(match("jinx", "锦绣路", "Jǐnxiù Lù") == Match::beginning);
  CHECK(match("xiul", "锦绣路", "Jǐnxiù Lù") == Match::part);
  CHECK_FALSE(match("inxiu", "锦绣路", "Jǐnxiù Lù"));
  CHECK(match("lv", "绿村", "Lǜ Cūn") == Match::beginning);
}

TEST_CASE("first letters are found, in capitals and full width too") {
  CHECK(match("jxl", "锦绣路", "Jǐnxiù Lù") == Match::whole);
  CHECK(match("JX", "锦绣路", "Jǐnxiù Lù") == Match::beginning);
  CHECK(match("ｘｌ", "锦绣路", "Jǐnxiù Lù") == Match::part);
  CHECK_FALSE(match("jl", "锦绣路", "Jǐnxiù Lù"));
}

TEST_CASE("characters beyond the basic plane are found like any other") {
  CHECK(match("𬒈石", "𬒈石巷", "Quèshí Xiàng") == Match::beginning);
  CHECK(match("qsx", "𬒈石巷", "Quèshí Xiàng") == Match::whole);
}

TEST_CASE("nothing to look for is not looked for") {
  CHECK_FALSE(search_word(""));
  CHECK_FALSE(search_word(" ·，"));
  CHECK_FALSE(search_word(std::string(41, 'a')));
  CHECK_FALSE(search_word(std::string(5000, 'a')));
  CHECK_FALSE(search_word("\xFF\xFE"));
  CHECK(search_word("\" OR *")->key == "or");  // nothing that a query language reads gets through
}

}  // namespace linli::tests
