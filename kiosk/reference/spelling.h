#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// How names are found: by their characters, by pinyin, and by the first letters of it. Pure
/// functions, safe from any thread.
namespace linli::reference {

/// Pinyin in the spelling of GB/T 16159 ("Jǐnxiù Lù", "Xī'ān Jiē"; "lǜ" becomes "lv") taken apart,
/// one syllable for each character of `name`. Latin letters and digits stand for themselves, and
/// points (·) have none. Empty where the two do not fit together.
std::optional<std::vector<std::string>> syllables_of(std::string_view name,
                                                     std::string_view pinyin);

/// The same by each character's usual reading (ICU). A character of several readings may get the
/// wrong one, one without any an empty syllable: data wins wherever there is some.
std::vector<std::string> usual_syllables_of(std::string_view name);

/// What a name is found by. Each holds a token for every character of the name, which goes from
/// that one to the end, so that any part of a name is the beginning of a token: for 锦绣路
/// "jinxiulu xiulu lu" and "jxl xl l". Tokens are of a–z and 0–9 alone; a character is written as
/// six hexadecimal digits, so that no index ever takes one apart or leaves one out.
struct SearchKeys {
  std::string characters;
  std::string letters;
  std::string initials;
};
/// `syllables` as the functions above give them for this name.
SearchKeys search_keys(std::string_view name, const std::vector<std::string>& syllables);

/// What somebody looks for, ready to be compared with keys.
struct SearchWord {
  bool letters = false;  // pinyin or first letters; otherwise characters
  std::string key;
};
/// Spaces, points and tone marks do not matter, nor small and capital letters. Empty where nothing
/// is left, and for more than 40 characters: no name is that long.
std::optional<SearchWord> search_word(std::string_view text);

/// How well a name fits, the best first.
enum class Match { whole, beginning, part };
/// Empty: not at all.
std::optional<Match> match_of(const SearchWord& word, const SearchKeys& keys);

}  // namespace linli::reference
