#include "kiosk/flow/text_entry.h"

#include <algorithm>

#include "tests/kiosk/flow/hall.h"

namespace linli::tests {
namespace {

using flow::TextEntry;
using flow::TypingMode;
namespace text_action = flow::text_action;

void type(TextEntry& entry, std::string_view keys) {
  for (const char key : keys) entry.act(text_action::TypeKey{key});
}

void choose(TextEntry& entry, const std::string& text) {
  const auto view = entry.view();
  const auto found = std::ranges::find(view.candidates, text);
  REQUIRE(found != view.candidates.end());
  entry.act(text_action::ChooseCandidate{static_cast<std::size_t>(found - view.candidates.begin())});
}

void draw(TextEntry& entry, std::size_t box, typing::Point from, typing::Point to) {
  entry.act(text_action::BeginWriting{box, from});
  for (int i = 1; i <= 10; ++i) {
    const float part = static_cast<float>(i) / 10;
    entry.act(text_action::ContinueWriting{
        {from.x + part * (to.x - from.x), from.y + part * (to.y - from.y)}});
  }
  entry.act(text_action::EndWriting{});
}

void write_ten(TextEntry& entry, std::size_t box) {  // 十
  draw(entry, box, {0.1F, 0.5F}, {0.9F, 0.48F});
  draw(entry, box, {0.5F, 0.1F}, {0.5F, 0.9F});
}

}  // namespace

TEST_CASE("pinyin becomes words, with marks between them") {
  TextEntry entry(engines(), 50);
  entry.act(text_action::SetTypingMode{TypingMode::pinyin});
  type(entry, "muqin");
  CHECK(entry.view().composed == "mu qin");
  entry.act(text_action::ChooseCandidate{0});
  CHECK(entry.view().composed.empty());
  choose(entry, "，");
  type(entry, "94897826");  // zhu yuan on nine keys, with one key too few of the last
  entry.act(text_action::ClearComposed{});
  type(entry, "shoushu");
  CHECK(entry.finish() == "母亲，手术");
}

TEST_CASE("deleting takes back keys first, then characters") {
  TextEntry entry(engines(), 50, "王𬺓");
  entry.act(text_action::SetTypingMode{TypingMode::pinyin});
  type(entry, "li");
  entry.act(text_action::DeleteCharacter{});
  CHECK(entry.view().composed == "l");
  entry.act(text_action::DeleteCharacter{});
  CHECK(entry.text() == "王𬺓");
  entry.act(text_action::DeleteCharacter{});
  CHECK(entry.text() == "王");
  entry.act(text_action::DeleteCharacter{});
  entry.act(text_action::DeleteCharacter{});
  CHECK(entry.text().empty());
}

TEST_CASE("a stroke in the other box takes the character before, and undoing it gives it back") {
  TextEntry entry(engines(), 50);
  REQUIRE(entry.view().mode == TypingMode::handwriting);
  write_ten(entry, 0);
  REQUIRE(entry.view().candidates.front() == "十");
  entry.act(text_action::BeginWriting{1, {0.1F, 0.5F}});
  CHECK(entry.text() == "十");
  CHECK(entry.view().boxes[0].empty());
  entry.act(text_action::EndWriting{});
  entry.act(text_action::UndoStroke{});
  CHECK(entry.text().empty());
  CHECK(entry.view().boxes[0].size() == 2);
  CHECK(entry.view().candidates.front() == "十");
  entry.act(text_action::UndoStroke{});
  CHECK(entry.view().boxes[0].size() == 1);
  entry.act(text_action::ClearComposed{});
  CHECK(entry.view().boxes[0].empty());
}

TEST_CASE("what is written when somebody goes on or changes the way of typing is kept") {
  TextEntry entry(engines(), 50);
  write_ten(entry, 0);
  entry.act(text_action::SetTypingMode{TypingMode::digits});
  type(entry, "12");
  entry.act(text_action::SetTypingMode{TypingMode::handwriting});
  write_ten(entry, 1);
  CHECK(entry.finish() == "十12十");
}

TEST_CASE("candidates turn page by page and back") {
  TextEntry entry(engines(), 50);
  entry.act(text_action::SetTypingMode{TypingMode::pinyin});
  type(entry, "shi");
  const auto first = entry.view();
  CHECK_FALSE(first.earlier);
  entry.act(text_action::NextCandidates{5});
  const auto second = entry.view();
  CHECK(second.earlier);
  CHECK(second.candidates.front() == first.candidates[5]);
  entry.act(text_action::PreviousCandidates{});
  CHECK(entry.view().candidates == first.candidates);
  entry.act(text_action::NextCandidates{5});
  entry.act(text_action::ChooseCandidate{0});
  CHECK(entry.text() == first.candidates[5]);
  entry.act(text_action::NextCandidates{1000});
  CHECK_FALSE(entry.view().earlier);
}

TEST_CASE("letters come in both cases, one by one or from the keys of a telephone") {
  TextEntry entry(engines(), 50);
  entry.act(text_action::SetTypingMode{TypingMode::latin});
  entry.act(text_action::Shift{});
  type(entry, "a");
  entry.act(text_action::Shift{});
  type(entry, "b- ");
  type(entry, "7");
  CHECK(entry.view().candidates ==
        std::vector<std::string>{"P", "Q", "R", "S", "p", "q", "r", "s"});
  choose(entry, "S");
  CHECK(entry.text() == "Ab- S");
}

TEST_CASE("a rare character comes by its code or by its strokes") {
  TextEntry entry(engines(), 50);
  entry.act(text_action::SetTypingMode{TypingMode::code});
  type(entry, "2ce9");
  type(entry, "3z");
  CHECK(entry.view().composed == "2ce93");
  choose(entry, "𬺓");
  type(entry, "202e");
  CHECK(entry.view().candidates.empty());
  entry.act(text_action::SetTypingMode{TypingMode::strokes});
  type(entry, "hhsh");
  choose(entry, "王");
  CHECK(entry.text() == "𬺓王");
}

TEST_CASE("a text never has more characters than it may, nor ones that may not be typed") {
  TextEntry entry(engines(), 5, "一二三");
  entry.act(text_action::SetTypingMode{TypingMode::pinyin});
  type(entry, "shehuijiuzhu");
  entry.act(text_action::ChooseCandidate{0});
  CHECK(entry.text() == "一二三社会");
  CHECK(entry.view().full);
  entry.act(text_action::SetTypingMode{TypingMode::digits});
  type(entry, std::string_view("\n\x7f\x01\0", 4));
  entry.act(text_action::DeleteCharacter{});
  type(entry, std::string_view("\n\x7f\x01\0", 4));
  CHECK(entry.text() == "一二三社");
  CHECK(TextEntry(engines(), 2, "一二三").text() == "一二");
  CHECK(TextEntry(engines(), 9, "一\u202e二").text().empty());
}

TEST_CASE("what does not fit is passed over, in every mode") {
  for (const auto mode : {TypingMode::handwriting, TypingMode::pinyin, TypingMode::strokes,
                          TypingMode::digits, TypingMode::latin, TypingMode::code}) {
    TextEntry entry(engines(), 50);
    entry.act(text_action::SetTypingMode{mode});
    entry.act(text_action::ContinueWriting{{0.5F, 0.5F}});
    entry.act(text_action::EndWriting{});
    entry.act(text_action::UndoStroke{});
    entry.act(text_action::BeginWriting{7, {}});
    entry.act(text_action::ChooseCandidate{1000});
    entry.act(text_action::NextCandidates{0});
    entry.act(text_action::PreviousCandidates{});
    entry.act(text_action::DeleteCharacter{});
    for (int key = 1; key < 127; ++key) entry.act(text_action::TypeKey{static_cast<char>(key)});
    entry.act(text_action::ClearComposed{});
    CHECK(entry.view().text.size() < 200);
  }
}

TEST_CASE("without its engine a way of typing is not offered") {
  typing::Engines none = typing::load_engines("/nowhere");
  CHECK(none.problems.size() == 2);
  TextEntry entry(none, 10);
  CHECK(entry.view().modes == std::vector{TypingMode::digits, TypingMode::latin, TypingMode::code});
  entry.act(text_action::SetTypingMode{TypingMode::pinyin});
  CHECK(entry.view().mode == TypingMode::digits);
  type(entry, "110");
  CHECK(entry.finish() == "110");
}

TEST_CASE("a text that follows another finds nothing of it composed") {
  {
    TextEntry entry(engines(), 10);
    entry.act(text_action::SetTypingMode{TypingMode::pinyin});
    type(entry, "dibao");
  }
  TextEntry entry(engines(), 10);
  entry.act(text_action::SetTypingMode{TypingMode::pinyin});
  CHECK(entry.view().composed.empty());
}

}  // namespace linli::tests
