#include "ui/accessibility/spoken.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace linli::ui {
namespace {

constexpr std::size_t kFewestSpelled = 5;  // digits: a telephone number, not an amount
constexpr std::size_t kFewestPrivate = 7;  // digits: whose it is could be known by it

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A number in a text: 1,200.00, 6222 0200 1112, 2109**********1228, 0418-3395517.
struct Number {
  std::string_view text;
  bool sign = false;   // ¥ stands before it
  bool money = false;  // or 元 behind
  std::size_t digits() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return is_digit(c) || c == '*'; }));
  }
  bool masked() const { return text.find('*') != text.npos; }
  bool amount() const { return money || text.find_first_of(",.") != text.npos; }
};

/// Where the number that begins at `from` ends; one sign may stand between two digits.
std::size_t end_of_number(std::string_view text, std::size_t from) {
  constexpr std::string_view kBetween = ",. -";
  std::size_t end = from;
  for (std::size_t i = from; i < text.size() && i <= end + 1; ++i) {
    if (is_digit(text[i]) || text[i] == '*') {
      end = i + 1;
    } else if (kBetween.find(text[i]) == kBetween.npos) {
      break;
    }
  }
  return end;
}

std::size_t skip_spaces(std::string_view text, std::size_t from) {
  return std::min(text.find_first_not_of(' ', from), text.size());
}

bool starts_at(std::string_view text, std::size_t from, std::string_view words) {
  return text.substr(from).starts_with(words);
}

/// The text with every number in it as `say` says it.
template <class Say>
std::string with_numbers(std::string_view text, const Say& say) {
  constexpr std::string_view kSign = "¥";
  std::string words;
  std::size_t i = 0;
  while (i < text.size()) {
    const std::size_t at = starts_at(text, i, kSign) ? skip_spaces(text, i + kSign.size()) : i;
    if (at == text.size() || !is_digit(text[at])) {
      words += text[i++];
      continue;
    }
    const std::size_t end = end_of_number(text, at);
    const bool sign = at > i;
    const bool money = sign || starts_at(text, skip_spaces(text, end), "元");
    words += say(Number{text.substr(at, end - at), sign, money});
    i = end;
  }
  return words;
}

std::string digit_by_digit(const Number& number) {
  std::string spelled;
  for (const char c : number.text) {
    if (is_digit(c)) spelled += std::string(" ") + c;
  }
  return spelled + " ";
}

std::string as_amount(const Number& number, bool chinese) {
  std::string amount;
  std::ranges::copy_if(number.text, std::back_inserter(amount), [](char c) { return c != ','; });
  if (amount.ends_with(".00")) amount.resize(amount.size() - 3);
  if (number.sign) amount += chinese ? "元" : " yuan";
  return amount;
}

std::string without_private_numbers(const std::string& text) {
  return with_numbers(text, [](const Number& number) {
    const bool told = number.digits() < kFewestPrivate || number.amount();
    return told ? (number.sign ? "¥" : "") + std::string(number.text) : std::string();
  });
}

/// Chinese characters have three bytes or four.
bool is_chinese(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xE0; });
}

/// What a voice would read as the name of a sign.
std::string with_words_for_signs(std::string text) {
  static constexpr std::pair<std::string_view, std::string_view> kSigns[] = {
      {"/ 月", "每月"}, {"/ ", "per "}, {"·", "，"}, {"*", "某"}};
  for (const auto& [sign, words] : kSigns) {
    for (auto at = text.find(sign); at != text.npos; at = text.find(sign, at + words.size())) {
      text.replace(at, sign.size(), words);
    }
  }
  return text;
}

bool is_spoken(const Node& node) {
  switch (node.role) {
    case Role::screen:
    case Role::heading:
    case Role::text:
    case Role::alert:
    case Role::image:
    case Role::status:
      return !node.quiet;
    case Role::button:
    case Role::choice:
    case Role::consent:
      return !node.quiet && node.enabled;
    case Role::field:  // what it is for stands above it
    case Role::canvas:
    case Role::progress:
    case Role::hold:
      return false;
  }
  return false;
}

/// A picture's value is for machines.
std::string value_of(const Node& node) {
  return node.role == Role::image || node.own ? "" : without_private_numbers(node.value);
}

/// A stop for the voice, in the script of what it ends.
void end_sentence(std::string& words) {
  static constexpr std::string_view kStops[] = {"。", "？", "！", "：", "；", ".", "?", "!", ":"};
  const bool stops =
      std::ranges::any_of(kStops, [&](std::string_view stop) { return words.ends_with(stop); });
  if (!stops) words += static_cast<unsigned char>(words.back()) < 0x80 ? "." : "。";
  words += '\n';
}

}  // namespace

namespace {

std::string spoken(const std::string& text, bool chinese) {
  return with_words_for_signs(with_numbers(text, [&](const Number& number) {
    if (number.masked()) return std::string();
    const bool spelled = number.digits() >= kFewestSpelled && !number.amount();
    return spelled ? digit_by_digit(number) : as_amount(number, chinese);
  }));
}

}  // namespace

std::string as_spoken(const std::string& text) { return spoken(text, is_chinese(text)); }

std::string words_to_speak(std::span<const Node> nodes) {
  std::string words;
  std::string_view last;
  for (const Node& node : nodes) {
    if (!is_spoken(node) || node.label.empty() || node.label == last) continue;
    last = node.label;
    const std::string& told = node.spoken.empty() ? node.label : node.spoken;
    const bool chinese = is_chinese(told);
    const std::string label = spoken(told, chinese);
    if (label.empty()) continue;
    words += label;
    const std::string value = value_of(node);
    if (!value.empty()) words += (chinese ? "，" : ", ") + spoken(value, chinese);
    end_sentence(words);
  }
  return words;
}

}  // namespace linli::ui
