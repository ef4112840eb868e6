#pragma once
#include <array>
#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/typing/engines.h"

namespace linli::flow {

enum class TypingMode {
  handwriting,
  pinyin,
  strokes,  // 横 竖 撇 点 折: for characters whose sound nobody knows
  digits,
  latin,
  code,  // of Unicode, for characters that no other way reaches
};

/// There are two boxes to write in, left and right.
inline constexpr std::size_t kBoxes = 2;

/// What a person can do on the keyboard.
namespace text_action {

struct SetTypingMode { TypingMode mode; };
/// pinyin: a–z, or 2–9 on nine keys. strokes: h s p n z. code: 0–9, a–f. latin:
/// a–z, 2–9 offers the letters of that key of a telephone; there and in digits
/// whatever else ASCII prints goes into the text.
struct TypeKey { char key; };
struct Shift {};                             // latin: capitals; code: the second half of the keys
struct ChooseCandidate { std::size_t place; };    // of those in the view, from 0
struct NextCandidates { std::size_t shown; };     // how many the screen had room for
struct PreviousCandidates {};
struct BeginWriting { std::size_t box; typing::Point at; };
struct ContinueWriting { typing::Point at; };
struct EndWriting {};
struct UndoStroke {};
struct ClearComposed {};                     // strokes, or keys that are no text yet
struct DeleteCharacter {};                   // or the last of those keys

}  // namespace text_action

using KeyboardAction =
    std::variant<text_action::SetTypingMode, text_action::TypeKey, text_action::Shift,
                 text_action::ChooseCandidate, text_action::NextCandidates,
                 text_action::PreviousCandidates, text_action::BeginWriting,
                 text_action::ContinueWriting, text_action::EndWriting, text_action::UndoStroke,
                 text_action::ClearComposed, text_action::DeleteCharacter>;

struct TextEntryView {
  std::vector<TypingMode> modes;  // that work here, in the order of the keys
  TypingMode mode{};
  bool shifted = false;
  std::string text;
  bool full = false;     // nothing more fits
  std::string composed;  // what the keys mean so far: "di bao", "一丨", "2b5a"
  /// From the first to be shown, best first; marks of punctuation while nothing is composed.
  std::vector<std::string> candidates;
  bool earlier = false;  // there are candidates before these
  std::array<typing::Strokes, kBoxes> boxes;
};

/// One text being typed, with the cursor at its end. The two boxes of
/// handwriting take turns: whoever begins in the other box takes the first
/// candidate of the character before, and undoing that stroke gives it back.
/// Nothing depends on how fast somebody writes.
///
/// Holds personal data: wiped at its end. UI thread only; candidates take
/// milliseconds. Only one may compose at a time, because the engines are shared.
class TextEntry {
 public:
  /// More candidates than any screen shows at once.
  static constexpr std::size_t kMostShown = 12;

  /// `most` characters at most; a longer `text` is cut, one with characters that
  /// may not be typed begins empty. The engines outlive this.
  TextEntry(typing::Engines& engines, std::size_t most, std::string text = {});
  ~TextEntry();
  TextEntry(const TextEntry&) = delete;
  TextEntry& operator=(const TextEntry&) = delete;

  void act(const KeyboardAction& action);
  /// Takes the first candidate of what is still composed; answers the text.
  const std::string& finish();

  const std::string& text() const { return text_; }
  TextEntryView view() const;

 private:
  void handle(const text_action::SetTypingMode& action);
  void handle(const text_action::TypeKey& action);
  void handle(const text_action::Shift&);
  void handle(const text_action::ChooseCandidate& action);
  void handle(const text_action::NextCandidates& action);
  void handle(const text_action::PreviousCandidates&);
  void handle(const text_action::BeginWriting& action);
  void handle(const text_action::ContinueWriting& action);
  void handle(const text_action::EndWriting&);
  void handle(const text_action::UndoStroke&);
  void handle(const text_action::ClearComposed&);
  void handle(const text_action::DeleteCharacter&);

  bool composes_by_keys() const;
  bool composing() const;
  std::string composed() const;
  void insert(std::string_view text);
  void take_first_candidate();
  void restore_character_before();
  void forget_composed();
  void offer(std::vector<std::string> candidates);
  void offer_for_code();
  typing::Strokes& drawing() { return boxes_[box_]; }

  typing::Engines& engines_;
  std::size_t most_;
  std::string text_;
  TypingMode mode_;
  bool shifted_ = false;
  std::string code_;
  std::vector<std::string> offered_;  // candidates that no composer makes
  std::size_t first_ = 0;             // the first candidate shown
  std::vector<std::size_t> pages_;    // the first ones of the pages before
  std::array<typing::Strokes, kBoxes> boxes_;
  std::size_t box_ = 0;
  typing::Strokes before_;        // the character that a stroke in the other box ended
  std::size_t length_before_ = 0;  // bytes of the text without it
};

}  // namespace linli::flow
