#pragma once
#include <memory>
#include <string>
#include <vector>

#include "kiosk/typing/stroke_kind.h"
#include "kiosk/typing/zinnia_model.h"

namespace linli::typing {

struct HandwritingFiles {
  /// Debian's model, of tegaki-zinnia-simplified-chinese.
  std::filesystem::path model = "/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model";
  /// A character, how common it is and its strokes (hspnz) on each line, by
  /// tabs; a character has a line for each way to write it. Made at build time.
  std::filesystem::path characters;
};

/// Says which character a drawing may be. Two witnesses: the kinds of strokes
/// in the order that schools teach, which every character has, and where they
/// lie, by zinnia's model. Either alone fails where somebody writes in another
/// order than the model's one writer, so both are asked about every order with
/// two strokes in each other's place as well.
///
/// Keeps nothing of what is asked. Loading reads both files (27 MB and 0.4 MB);
/// one thread at a time.
class Handwriting {
 public:
  /// Errors name the file and what is wrong with it.
  static Expected<std::unique_ptr<Handwriting>, std::string> load(const HandwritingFiles& files);

  /// The likeliest first, at most `most`, none twice; empty for no strokes.
  /// Strokes past kMostStrokes are not looked at.
  std::vector<std::string> candidates(const Strokes& strokes, std::size_t most) const;

 private:
  struct Character {
    std::string text;
    float commonness = 0;  // natural logarithm
    std::vector<StrokeKind> strokes;
    std::optional<std::size_t> in_model;
  };
  struct Guess {
    float score = 0;
    const Character* character = nullptr;
  };
  using Kinds = std::vector<KindLikelihood>;

  explicit Handwriting(std::unique_ptr<ZinniaModel> model) : model_(std::move(model)) {}
  bool read_characters(std::string_view table);
  /// Those whose strokes alone look right, best first.
  std::vector<Guess> by_kinds(const Kinds& kinds) const;
  float with_places(const Guess& guess, const Kinds& kinds, const Drawing& drawing) const;

  std::unique_ptr<ZinniaModel> model_;
  std::vector<Character> characters_;
};

}  // namespace linli::typing
