#include "kiosk/flow/text_entry.h"

#include <algorithm>
#include <utility>

#include "kiosk/flow/wipe.h"
#include "kiosk/typing/characters.h"

namespace linli::flow {
namespace {

using typing::Scheme;

constexpr std::size_t kMostPoints = 500;  // of a stroke; a finger leaves some 60 a second
constexpr std::size_t kHandwritten = 24;  // candidates of a drawing

// Offered while nothing is composed; · stands in the names of many peoples.
constexpr const char* kPunctuation[] = {"，", "。", "、", "：", "？", "！", "（", "）",
                                        "·",  "；", "“",  "”",  "《", "》", "—",  "…"};

// The letters of the keys 2 to 9 (ITU-T E.161).
constexpr std::string_view kLettersOfKey[] = {"abc", "def",  "ghi", "jkl",
                                              "mno", "pqrs", "tuv", "wxyz"};

bool is_digit(char key) { return key >= '0' && key <= '9'; }
bool is_letter(char key) { return key >= 'a' && key <= 'z'; }
bool is_printed(char key) { return key >= ' ' && key <= '~'; }
bool is_code_digit(char key) { return is_digit(key) || (key >= 'a' && key <= 'f'); }
bool is_group(char key) { return key >= '2' && key <= '9'; }
char capital(char letter) { return static_cast<char>(letter - 'a' + 'A'); }

std::vector<std::string> letters_of(char group) {
  const std::string_view letters = kLettersOfKey[group - '2'];
  std::vector<std::string> both;
  for (const char letter : letters) both.emplace_back(1, capital(letter));
  for (const char letter : letters) both.emplace_back(1, letter);
  return both;
}

std::vector<TypingMode> modes_of(const typing::Engines& engines) {
  std::vector<TypingMode> modes;
  if (engines.handwriting) modes.push_back(TypingMode::handwriting);
  if (engines.composer) modes.insert(modes.end(), {TypingMode::pinyin, TypingMode::strokes});
  modes.insert(modes.end(), {TypingMode::digits, TypingMode::latin, TypingMode::code});
  return modes;
}

}  // namespace

TextEntry::TextEntry(typing::Engines& engines, std::size_t most, std::string text)
    : engines_(engines), most_(most), mode_(modes_of(engines).front()) {
  if (typing::may_be_typed(text)) insert(text);
  wipe(text);
  offer({std::begin(kPunctuation), std::end(kPunctuation)});
}

TextEntry::~TextEntry() {
  wipe(before_);
  forget_composed();
  wipe(text_);
}

void TextEntry::act(const KeyboardAction& action) {
  std::visit([this](const auto& one) { handle(one); }, action);
}

const std::string& TextEntry::finish() {
  take_first_candidate();
  return text_;
}

bool TextEntry::composes_by_keys() const {
  return mode_ == TypingMode::pinyin || mode_ == TypingMode::strokes;
}

std::string TextEntry::composed() const {
  return composes_by_keys() ? engines_.composer->composed() : code_;
}

bool TextEntry::composing() const { return !boxes_[box_].empty() || !composed().empty(); }

void TextEntry::insert(std::string_view text) {
  const std::size_t length = typing::length_of(text_);
  std::string fitting(text);
  while (length + typing::length_of(fitting) > most_) typing::remove_last(fitting);
  text_.reserve(4 * most_);  // no copy of it stays behind when it grows
  text_ += fitting;
  wipe(fitting);
}

void TextEntry::offer(std::vector<std::string> candidates) {
  for (std::string& one : offered_) wipe(one);
  offered_ = std::move(candidates);
  first_ = 0;
  pages_.clear();
}

void TextEntry::forget_composed() {
  for (typing::Strokes& strokes : boxes_) wipe(strokes);
  wipe(code_);
  if (engines_.composer) engines_.composer->forget();
  offer({std::begin(kPunctuation), std::end(kPunctuation)});
}

void TextEntry::take_first_candidate() {
  if (!composing()) return;
  first_ = 0;
  // A candidate may stand for the first keys only; each use takes at least one.
  for (std::size_t i = 0; composing() && i < typing::kMostKeys; ++i) {
    if (view().candidates.empty()) break;
    handle(text_action::ChooseCandidate{0});
  }
  forget_composed();
}

void TextEntry::handle(const text_action::SetTypingMode& action) {
  const auto modes = modes_of(engines_);
  if (std::ranges::find(modes, action.mode) == modes.end()) return;
  take_first_candidate();
  wipe(before_);
  forget_composed();
  mode_ = action.mode;
  shifted_ = false;
}

void TextEntry::handle(const text_action::TypeKey& action) {
  const char key = action.key;
  switch (mode_) {
    case TypingMode::handwriting:
      return;
    case TypingMode::pinyin:
      engines_.composer->press(is_digit(key) ? Scheme::nine_keys : Scheme::letters, key);
      break;
    case TypingMode::strokes:
      engines_.composer->press(Scheme::strokes, key);
      break;
    case TypingMode::digits:
      if (is_printed(key)) insert({&key, 1});
      return;
    case TypingMode::latin:
      if (is_group(key)) return offer(letters_of(key));
      if (is_letter(key) && shifted_) {
        const char letter = capital(key);
        insert({&letter, 1});
      } else if (is_printed(key)) {
        insert({&key, 1});
      }
      return;
    case TypingMode::code:
      if (is_code_digit(key) && code_.size() < typing::kMostCodeDigits) code_ += key;
      return offer_for_code();
  }
  first_ = 0;
  pages_.clear();
}

void TextEntry::offer_for_code() {
  std::vector<std::string> found;
  if (auto character = typing::character_of_code(code_)) found.push_back(std::move(*character));
  if (code_.empty()) found.assign(std::begin(kPunctuation), std::end(kPunctuation));
  offer(std::move(found));
}

void TextEntry::handle(const text_action::Shift&) { shifted_ = !shifted_; }

void TextEntry::handle(const text_action::ChooseCandidate& action) {
  const std::size_t place = first_ + action.place;
  if (composes_by_keys() && composing()) {
    if (auto chosen = engines_.composer->choose(place)) {
      insert(*chosen);
      wipe(*chosen);
      forget_composed();
    }
    first_ = 0;
    pages_.clear();
    return;
  }
  if (place >= offered_.size()) return;
  insert(offered_[place]);
  wipe(before_);
  forget_composed();
}

void TextEntry::handle(const text_action::NextCandidates& action) {
  if (action.shown == 0 || action.shown >= view().candidates.size()) return;
  pages_.push_back(first_);
  first_ += action.shown;
}

void TextEntry::handle(const text_action::PreviousCandidates&) {
  if (pages_.empty()) return;
  first_ = pages_.back();
  pages_.pop_back();
}

void TextEntry::handle(const text_action::BeginWriting& action) {
  if (mode_ != TypingMode::handwriting || action.box >= kBoxes) return;
  if (action.box != box_ && !drawing().empty()) {
    typing::Strokes written = drawing();
    const std::size_t length = text_.size();
    take_first_candidate();
    wipe(before_);
    before_ = std::move(written);
    length_before_ = length;
  }
  box_ = action.box;
  if (drawing().size() < typing::kMostStrokes) drawing().push_back({action.at});
}

void TextEntry::handle(const text_action::ContinueWriting& action) {
  if (drawing().empty() || drawing().back().size() >= kMostPoints) return;
  drawing().back().push_back(action.at);
}

void TextEntry::handle(const text_action::EndWriting&) {
  if (drawing().empty()) return;
  offer(engines_.handwriting->candidates(drawing(), kHandwritten));
}

void TextEntry::handle(const text_action::UndoStroke&) {
  if (drawing().empty()) return;
  drawing().pop_back();
  if (drawing().empty() && !before_.empty()) restore_character_before();
  if (drawing().empty()) return forget_composed();
  offer(engines_.handwriting->candidates(drawing(), kHandwritten));
}

void TextEntry::restore_character_before() {
  box_ = 1 - box_;
  drawing() = std::move(before_);
  before_.clear();
  text_.resize(std::min(text_.size(), length_before_));
}

void TextEntry::handle(const text_action::ClearComposed&) {
  wipe(before_);
  forget_composed();
}

void TextEntry::handle(const text_action::DeleteCharacter&) {
  if (composes_by_keys() && composing()) {
    engines_.composer->erase();
    first_ = 0;
    pages_.clear();
  } else if (!code_.empty()) {
    code_.pop_back();
    offer_for_code();
  } else {
    typing::remove_last(text_);
    wipe(before_);
  }
}

TextEntryView TextEntry::view() const {
  TextEntryView view{
      .modes = modes_of(engines_), .mode = mode_, .shifted = shifted_, .text = text_};
  view.full = typing::length_of(text_) >= most_;
  view.composed = composed();
  view.earlier = !pages_.empty();
  view.boxes = boxes_;
  if (composes_by_keys() && composing()) {
    view.candidates = engines_.composer->candidates(first_, kMostShown);
  } else if (first_ < offered_.size()) {
    const auto from = offered_.begin() + static_cast<std::ptrdiff_t>(first_);
    const auto count = std::min(kMostShown, offered_.size() - first_);
    view.candidates.assign(from, from + static_cast<std::ptrdiff_t>(count));
  }
  return view;
}

}  // namespace linli::flow
