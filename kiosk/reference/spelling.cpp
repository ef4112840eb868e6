#include "kiosk/reference/spelling.h"

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>
#include <memory>

#include "kiosk/base/utf8.h"

namespace linli::reference {
namespace {

constexpr std::size_t kLongestWord = 40;  // characters
constexpr char32_t kDiaeresis = 0x0308;
constexpr char kBoundary = '\'';

bool is_vowel(char c) { return std::string_view("aeiouv").find(c) != std::string_view::npos; }
bool is_consonant(char c) { return c >= 'a' && c <= 'z' && !is_vowel(c); }
bool is_letter(char32_t c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_han(char32_t c) {
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_IDEOGRAPHIC) != 0;
}

/// Code points of a text, letters small and of single width; what is not UTF-8 is left out.
std::u32string code_points(std::string_view text) {
  std::u32string points;
  while (!text.empty()) {
    const auto point = base::take_code_point(text);
    if (!point) continue;
    char32_t c = *point;
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;  // full width, as Chinese keyboards type
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
    points += c;
  }
  return points;
}

/// Tone marks taken off and ü written v; other signs than letters and digits part syllables.
std::string plain_letters(std::string_view pinyin) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* decompose = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) return {};
  const auto source = icu::UnicodeString::fromUTF8(
      icu::StringPiece(pinyin.data(), static_cast<std::int32_t>(pinyin.size())));
  std::string decomposed;
  decompose->normalize(source, status).toUTF8String(decomposed);
  std::string plain;
  for (const char32_t c : code_points(decomposed)) {
    if (is_letter(c) || is_digit(c)) {
      plain += static_cast<char>(c);
    } else if (c == kDiaeresis && plain.ends_with('u')) {
      plain.back() = 'v';
    } else if (u_charType(static_cast<UChar32>(c)) != U_NON_SPACING_MARK) {
      plain += kBoundary;
    }
  }
  return plain;
}

/// Takes one syllable off the front. Where the next one begins with a, e or o, GB/T 16159 puts an
/// apostrophe between, so an n or g before a vowel always begins a syllable.
std::string take_syllable(std::string_view& rest) {
  const auto at = [&](std::size_t i) { return i < rest.size() ? rest[i] : kBoundary; };
  std::size_t end = 0;
  if (is_consonant(at(0))) {
    const bool double_initial = at(1) == 'h' && (at(0) == 'z' || at(0) == 'c' || at(0) == 's');
    end = double_initial ? 2 : 1;
  }
  const std::size_t first_vowel = end;
  while (is_vowel(at(end)) && end < first_vowel + 3) ++end;
  if (end == first_vowel) return {};
  if (at(end) == 'n' && at(end + 1) == 'g' && !is_vowel(at(end + 2))) {
    end += 2;
  } else if (at(end) == 'n' && !is_vowel(at(end + 1))) {
    ++end;
  } else if (rest.substr(0, end) == "e" && at(end) == 'r' && !is_vowel(at(end + 1))) {
    ++end;
  }
  const std::string syllable(rest.substr(0, end));
  rest.remove_prefix(end);
  return syllable;
}

void skip_boundaries(std::string_view& rest) {
  while (rest.starts_with(kBoundary)) rest.remove_prefix(1);
}

/// One transliterator a thread: they must not be shared, and take long to make.
icu::Transliterator* readings() {
  thread_local const std::unique_ptr<icu::Transliterator> transliterator([] {
    UErrorCode status = U_ZERO_ERROR;
    return icu::Transliterator::createInstance("Han-Latin", UTRANS_FORWARD, status);
  }());
  return transliterator.get();
}

std::string usual_syllable_of(char32_t character) {
  if (readings() == nullptr) return {};
  icu::UnicodeString text(static_cast<UChar32>(character));
  readings()->transliterate(text);
  if (text.char32At(0) == static_cast<UChar32>(character)) return {};
  std::string reading;
  text.toUTF8String(reading);
  const std::string plain = plain_letters(reading);
  return plain.substr(0, plain.find(kBoundary));
}

bool is_spelt(char32_t c) { return is_han(c) || is_letter(c) || is_digit(c); }

std::optional<Match> match_in(const std::string& tokens, const std::string& key) {
  if (tokens.starts_with(key)) {
    const bool whole = tokens.size() == key.size() || tokens[key.size()] == ' ';
    return whole ? Match::whole : Match::beginning;
  }
  return tokens.find(' ' + key) == std::string::npos ? std::nullopt : std::optional(Match::part);
}

}  // namespace

std::optional<std::vector<std::string>> syllables_of(std::string_view name,
                                                     std::string_view pinyin) {
  const std::string plain = plain_letters(pinyin);
  std::string_view rest = plain;
  std::vector<std::string> syllables;
  for (const char32_t c : code_points(name)) {
    if (!is_spelt(c)) continue;
    skip_boundaries(rest);
    if (is_han(c)) {
      syllables.push_back(take_syllable(rest));
      if (syllables.back().empty()) return std::nullopt;
    } else {
      if (!rest.starts_with(static_cast<char>(c))) return std::nullopt;
      syllables.emplace_back(1, static_cast<char>(c));
      rest.remove_prefix(1);
    }
  }
  skip_boundaries(rest);
  return rest.empty() ? std::optional(std::move(syllables)) : std::nullopt;
}

std::vector<std::string> usual_syllables_of(std::string_view name) {
  std::vector<std::string> syllables;
  for (const char32_t c : code_points(name)) {
    if (is_han(c)) {
      syllables.push_back(usual_syllable_of(c));
    } else if (is_spelt(c)) {
      syllables.emplace_back(1, static_cast<char>(c));
    }
  }
  return syllables;
}

SearchKeys search_keys(std::string_view name, const std::vector<std::string>& syllables) {
  std::vector<std::string> codes;
  for (const char32_t c : code_points(name)) {
    if (is_spelt(c)) codes.push_back(fmt::format("{:06x}", static_cast<std::uint32_t>(c)));
  }
  SearchKeys keys;
  const auto add = [](std::string& tokens, const std::string& token) {
    if (!tokens.empty()) tokens += ' ';
    tokens += token;
  };
  for (std::size_t from = 0; from < codes.size(); ++from) {
    std::string characters;
    std::string letters;
    std::string initials;
    for (std::size_t i = from; i < codes.size(); ++i) {
      characters += codes[i];
      if (i >= syllables.size() || syllables[i].empty()) continue;
      letters += syllables[i];
      initials += syllables[i].front();
    }
    add(keys.characters, characters);
    if (letters.empty()) continue;
    add(keys.letters, letters);
    add(keys.initials, initials);
  }
  return keys;
}

std::optional<SearchWord> search_word(std::string_view text) {
  if (text.size() > kLongestWord * 4) return std::nullopt;
  const std::u32string points = code_points(text);
  SearchWord word{.letters = std::ranges::none_of(points, is_han), .key = {}};
  if (word.letters) {
    word.key = plain_letters(text);
    std::erase(word.key, kBoundary);
  } else {
    for (const char32_t c : points) {
      if (is_spelt(c)) word.key += fmt::format("{:06x}", static_cast<std::uint32_t>(c));
    }
  }
  const std::size_t longest = word.letters ? kLongestWord : kLongestWord * 6;
  if (word.key.empty() || word.key.size() > longest) return std::nullopt;
  return word;
}

std::optional<Match> match_of(const SearchWord& word, const SearchKeys& keys) {
  if (!word.letters) return match_in(keys.characters, word.key);
  const auto letters = match_in(keys.letters, word.key);
  const auto initials = match_in(keys.initials, word.key);
  if (!letters || !initials) return letters ? letters : initials;
  return std::min(*letters, *initials);
}

}  // namespace linli::reference
