#include "ui/widgets/keyboard_keys.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace linli::ui {
namespace {

using flow::TypingMode;
namespace action = flow::text_action;

std::string capital(char key) {
  return {static_cast<char>(std::toupper(static_cast<unsigned char>(key)))};
}

Key typed(char key, std::string words) { return {words, words, action::TypeKey{key}}; }

void add_each(std::vector<Key>& keys, std::string_view each, bool capitals) {
  for (const char key : each)
    keys.push_back(typed(key, capitals ? capital(key) : std::string{key}));
}

/// The keys 2 to 9 of a telephone.
void add_groups(std::vector<Key>& keys) {
  constexpr const char* kGroups[] = {"ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ"};
  char digit = '2';
  for (const char* const group : kGroups) keys.push_back(typed(digit++, group));
}

Key again(const Painter& painter) {
  return {painter.t("重打"), painter.t("重打"), action::ClearComposed{}};
}

std::vector<Key> pinyin_keys(const Painter& painter) {
  std::vector<Key> keys;
  if (painter.large()) {
    add_groups(keys);
  } else {
    add_each(keys, "abcdefghijklmnopqrstuvwxyz", false);
  }
  keys.push_back(again(painter));
  return keys;
}

std::vector<Key> stroke_keys(const Painter& painter) {
  struct Row {
    char key;
    const char* name;
    const char* sign;
  };
  const Row rows[] = {{'h', text_id("横"), "一"},
                      {'s', text_id("竖"), "丨"},
                      {'p', text_id("撇"), "丿"},
                      {'n', text_id("点、捺"), "丶"},
                      {'z', text_id("折"), "乛"}};
  std::vector<Key> keys;
  for (const Row& row : rows) {
    const std::string name = painter.t(row.name);
    keys.push_back({name, std::string(row.sign) + "\n" + name, action::TypeKey{row.key}});
  }
  const std::string code = painter.t("用编码");
  keys.push_back({code, code, action::SetTypingMode{TypingMode::code}});
  keys.push_back(again(painter));
  return keys;
}

std::vector<Key> latin_keys(const Painter& painter, bool capitals) {
  std::vector<Key> keys;
  if (painter.large()) {
    add_groups(keys);
  } else {
    add_each(keys, "abcdefghijklmnopqrstuvwxyz", capitals);
    const std::string other = capitals ? painter.t("小写") : painter.t("大写");
    keys.push_back({other, other, action::Shift{}});
  }
  add_each(keys, "-.", false);
  keys.push_back(typed(' ', painter.t("空格")));
  return keys;
}

std::vector<Key> code_keys(const Painter& painter, bool letters) {
  std::vector<Key> keys;
  const bool both = !painter.large();
  if (both || !letters) add_each(keys, "1234567890", true);
  if (both || letters) add_each(keys, "abcdef", true);
  if (!both) {
    const std::string other = letters ? "0–9" : "A–F";
    keys.push_back({other, other, action::Shift{}});
  }
  keys.push_back(again(painter));
  return keys;
}

}  // namespace

std::vector<Key> keys_of(const Painter& painter, const flow::TextEntryView& view) {
  std::vector<Key> keys;
  switch (view.mode) {
    case TypingMode::handwriting:
      break;
    case TypingMode::pinyin:
      return pinyin_keys(painter);
    case TypingMode::strokes:
      return stroke_keys(painter);
    case TypingMode::digits:
      add_each(keys, "123-4560789.", false);
      break;
    case TypingMode::latin:
      return latin_keys(painter, view.shifted);
    case TypingMode::code:
      return code_keys(painter, view.shifted);
  }
  return keys;
}

std::vector<ModeKey> mode_keys(const Painter& painter, const flow::TextEntryView& view) {
  const ModeKey all[] = {
      {TypingMode::handwriting, painter.t("手写")}, {TypingMode::pinyin, painter.t("拼音")},
      {TypingMode::strokes, painter.t("笔画")},     {TypingMode::digits, painter.t("数字")},
      {TypingMode::latin, painter.t("字母")},       {TypingMode::code, painter.t("编码")}};
  const auto works = [&](TypingMode mode) {
    return std::ranges::find(view.modes, mode) != view.modes.end();
  };
  // The code is reached from the strokes, and has a key of its own only without them.
  std::vector<ModeKey> keys;
  for (const ModeKey& key : all) {
    const bool within = key.mode == TypingMode::code && works(TypingMode::strokes);
    if (works(key.mode) && !within) keys.push_back(key);
  }
  return keys;
}

}  // namespace linli::ui
