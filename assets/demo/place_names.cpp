#include "assets/demo/place_names.h"

#include <fmt/format.h>

#include <set>
#include <string>
#include <vector>

#include "assets/demo/dice.h"

namespace linli::demo {
namespace {

using Json = nlohmann::json;
using Record = nlohmann::ordered_json;

constexpr std::uint64_t kSeed = 20'261'122;

/// The proper part of a name (专名), before its kind.
struct Stem {
  std::string name;
  std::string pinyin;  // Jǐnxiù
  std::string sense;
  bool family = false;  // 王家
};

std::string text(const Json& object, const char* member) {
  return object.at(member).get<std::string>();
}

/// ā, á, ǎ, à and the like of a, e and o, as they begin a syllable.
bool begins_with_open_vowel(const std::string& syllable) {
  for (const char* vowel :
       {"a", "ā", "á", "ǎ", "à", "e", "ē", "é", "ě", "è", "o", "ō", "ó", "ǒ", "ò"}) {
    if (syllable.starts_with(vowel)) return true;
  }
  return false;
}

/// GB/T 16159: an apostrophe before a syllable that begins with a, e or o.
std::string joined(const std::string& before, const std::string& syllable) {
  return before + (begins_with_open_vowel(syllable) ? "'" : "") + syllable;
}

/// Jīnshān; a vowel with a tone mark keeps it.
std::string capital(std::string pinyin) {
  static const std::vector<std::pair<std::string, std::string>> kMarked{{"ō", "Ō"}, {"ā", "Ā"}};
  if (pinyin.front() >= 'a' && pinyin.front() <= 'z') {
    pinyin.front() = static_cast<char>(pinyin.front() - 'a' + 'A');
  }
  for (const auto& [small, large] : kMarked) {
    if (pinyin.starts_with(small)) pinyin.replace(0, small.size(), large);
  }
  return pinyin;
}

class Inventor {
 public:
  Inventor(const Json& words, std::string division)
      : words_(words), division_(std::move(division)) {}

  Record all() {
    Record names = Record::array();
    for (const Json& kind : words_.at("kinds")) {
      add_rare(kind, names);
      while (made_ < kind.at("count").get<int>()) add(kind, any_stem(kind), names);
      made_ = 0;
    }
    return names;
  }

 private:
  Stem stem_of(const Json& first, const Json& second) const {
    return {text(first, "zi") + text(second, "zi"),
            capital(joined(text(first, "pinyin"), text(second, "pinyin"))),
            text(first, "sense") + "，又有" + text(second, "sense"), false};
  }

  Stem family_stem() {
    const Json& family = dice_.pick(words_.at("families"));
    Stem stem{text(family, "zi") + "家", text(family, "pinyin") + "jiā", text(family, "zi"), true};
    if (dice_.one_in(3)) {
      const int at = dice_.roll(static_cast<int>(words_.at("prefixes").size()));
      const auto index = static_cast<std::size_t>(at);
      stem.name = words_.at("prefixes")[index].get<std::string>() + stem.name;
      stem.pinyin = joined(words_.at("prefix_pinyin")[index].get<std::string>(), stem.pinyin);
    }
    stem.pinyin = capital(stem.pinyin);
    return stem;
  }

  Stem any_stem(const Json& kind) {
    const bool rural = text(kind, "at") == "rural";
    if (rural && text(kind, "pinyin") != "zhèn" && dice_.one_in(3)) return family_stem();
    return stem_of(dice_.pick(words_.at("first")), dice_.pick(words_.at("second")));
  }

  /// A few names with characters that older systems can't write.
  void add_rare(const Json& kind, Record& names) {
    const std::string name = text(kind, "name");
    if (name != "巷" && name != "村") return;
    for (const Json& rare : words_.at("rare")) {
      add(kind, stem_of(rare, dice_.pick(words_.at("second"))), names);
    }
  }

  std::string division_of(const Json& kind) {
    const std::string name = text(kind, "name");
    const bool division = name == "街道" || name == "镇" || name == "乡";
    if (division) return division_;
    const std::string at = text(kind, "at");
    if (at == "urban" || (at == "both" && dice_.one_in(2))) return division_ + dice_.pick(urban_);
    return division_ + dice_.pick(rural_);
  }

  void note_division(const Json& kind, const std::string& name) {
    if (text(kind, "name") == "街道") urban_.push_back(name);
    if (text(kind, "name") == "镇" || text(kind, "name") == "乡") rural_.push_back(name);
  }

  std::string origin_of(const Stem& stem) {
    std::string origin = stem.family ? text(words_, "family_origin")
                                     : dice_.pick(words_.at("origins")).get<std::string>();
    return fmt::format(fmt::runtime(origin), fmt::arg("sense", stem.sense),
                       fmt::arg("family", stem.sense), fmt::arg("year", dice_.between(1951, 2019)));
  }

  static std::string meaning_of(const Stem& stem, const std::string& kind) {
    return stem.family ? stem.sense + "姓人家聚居的" + kind : "形容这里" + stem.sense + "。";
  }

  Record former_names(const Json& kind, const std::string& name) {
    Record former = Record::array();
    const int count = dice_.one_in(4) ? dice_.between(1, 2) : 0;
    int year = dice_.between(1912, 1949);
    for (int i = 0; i < count; ++i) {
      const Stem stem = any_stem(kind);
      const int until = year + dice_.between(8, 30);
      if (stem.name + text(kind, "name") != name) {
        former.push_back({{"name", stem.name + text(kind, "name")},
                          {"pinyin", stem.pinyin + " " + capital(text(kind, "pinyin"))},
                          {"years", fmt::format("{}–{}年", year, until)}});
      }
      year = until;
    }
    return former;
  }

  void add(const Json& kind, const Stem& stem, Record& names) {
    const std::string kind_name = text(kind, "name");
    const std::string name = stem.name + kind_name;
    if (stem.name.ends_with(kind_name)) return;  // 青山山
    const std::string division = division_of(kind);
    if (!known_.insert(division + name).second) return;
    note_division(kind, name);
    const bool administrative = division == division_;
    Record place{{"name", name},
                 {"kind", kind_name},
                 {"division", division},
                 {"pinyin", stem.pinyin + " " + capital(text(kind, "pinyin"))},
                 {"meaning", meaning_of(stem, kind_name)},
                 {"origin", origin_of(stem)}};
    place["former"] = former_names(kind, name);
    place["state"] = !administrative && dice_.one_in(25) ? "historic" : "in_use";
    names.push_back(std::move(place));
    ++made_;
  }

  const Json& words_;
  std::string division_;
  Dice dice_{kSeed};
  std::set<std::string> known_;
  std::vector<std::string> urban_;  // 街道
  std::vector<std::string> rural_;  // 镇, 乡
  int made_ = 0;                    // of the present kind
};

}  // namespace

Record invent_place_names(const Json& words, const std::string& division) {
  return {{"invented", true},
          {"source", "Invented for demonstrations; no such list was published"},
          {"names", Inventor(words, division).all()}};
}

std::string place_names_text(const Record& list) {
  std::string lines;
  for (const auto& place : list.at("names")) {
    lines += (lines.empty() ? "    " : ",\n    ") + place.dump();
  }
  return fmt::format("{{\n  \"invented\": true,\n  \"source\": {},\n  \"names\": [\n{}\n  ]\n}}\n",
                     list.at("source").dump(), lines);
}

}  // namespace linli::demo
