#include "kiosk/typing/handwriting.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "kiosk/base/file.h"

namespace linli::typing {
namespace {

constexpr std::size_t kMostTable = 8u << 20;  // bytes
constexpr std::size_t kGuesses = 400;         // that are worth a look at their places

// Weights of the witnesses, found by trying on drawings from stroke medians.
constexpr float kCommonness = 0.15F;
constexpr float kPlaces = 5;
constexpr float kLeastPlaces = -3;  // what the model says of characters it does not know
constexpr float kSwap = 0.5F;       // cost of another order
constexpr float kSwapWhenKinds =
    6;                        // an order is tried if the kinds speak less than this against it
constexpr float kJoined = 5;  // cost of a stroke too many or too few
constexpr std::size_t kMostJoined = 2;

float at(const KindLikelihood& kinds, StrokeKind kind) {
  return kinds[static_cast<std::size_t>(kind)];
}

/// What swapping the strokes a and b adds to the likelihood.
template <class Kinds, class Strokes>
float swap_gain(const Kinds& drawn, const Strokes& wanted, std::size_t a, std::size_t b) {
  return at(drawn[a], wanted[b]) + at(drawn[b], wanted[a]) - at(drawn[a], wanted[a]) -
         at(drawn[b], wanted[b]);
}

template <class Kinds, class Strokes>
float in_order(const Kinds& drawn, const Strokes& wanted) {
  float sum = 0;
  for (std::size_t i = 0; i < drawn.size(); ++i) sum += at(drawn[i], wanted[i]);
  return sum;
}

/// As many strokes as the character has, two of them perhaps swapped.
template <class Kinds, class Strokes>
float best_order(const Kinds& drawn, const Strokes& wanted) {
  float gain = kSwap;
  for (std::size_t a = 0; a < drawn.size(); ++a) {
    for (std::size_t b = a + 1; b < drawn.size(); ++b) {
      gain = std::max(gain, swap_gain(drawn, wanted, a, b));
    }
  }
  return in_order(drawn, wanted) + gain - kSwap;
}

/// Some strokes too many or too few: the best alignment of both rows.
template <class Kinds, class Strokes>
float best_alignment(const Kinds& drawn, const Strokes& wanted) {
  std::vector<float> row(wanted.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = -kJoined * static_cast<float>(j);
  for (const KindLikelihood& one : drawn) {
    float before = row[0];
    row[0] -= kJoined;
    for (std::size_t j = 1; j < row.size(); ++j) {
      const float both = before + at(one, wanted[j - 1]);
      before = row[j];
      row[j] = std::max({both, row[j] - kJoined, row[j - 1] - kJoined});
    }
  }
  return row.back();
}

/// The next field of a line, up to `end`, taken off it.
std::string_view take_field(std::string_view& text, char end) {
  const auto length = text.find(end);
  const std::string_view field = text.substr(0, length);
  text.remove_prefix(length == std::string_view::npos ? text.size() : length + 1);
  return field;
}

}  // namespace

Expected<std::unique_ptr<Handwriting>, std::string> Handwriting::load(
    const HandwritingFiles& files) {
  auto model = ZinniaModel::open(files.model);
  if (!model) return unexpected(model.error());
  const auto table = base::read_file(files.characters, kMostTable);
  if (!table) return unexpected(files.characters.string() + ": " + table.error().message());
  std::unique_ptr<Handwriting> handwriting(new Handwriting(std::move(*model)));
  if (!handwriting->read_characters(*table)) {
    return unexpected(files.characters.string() + ": is no table of characters and strokes");
  }
  return handwriting;
}

bool Handwriting::read_characters(std::string_view table) {
  while (!table.empty()) {
    std::string_view line = take_field(table, '\n');
    Character character{.text = std::string(take_field(line, '\t'))};
    const std::string_view count = take_field(line, '\t');
    std::uint64_t commonness = 0;
    const auto end = count.data() + count.size();
    if (std::from_chars(count.data(), end, commonness).ptr != end || count.empty()) return false;
    character.commonness = std::log(static_cast<float>(commonness) + 1);
    for (const char letter : line) {
      const auto kind = stroke_kind(letter);
      if (!kind) return false;
      character.strokes.push_back(*kind);
    }
    if (character.strokes.empty()) return false;
    character.in_model = model_->find(character.text);
    characters_.push_back(std::move(character));
  }
  return !characters_.empty();
}

std::vector<Handwriting::Guess> Handwriting::by_kinds(const Kinds& kinds) const {
  std::vector<Guess> guesses;
  for (const Character& character : characters_) {
    const std::size_t wanted = character.strokes.size();
    if (wanted > kinds.size() + kMostJoined || wanted + kMostJoined < kinds.size()) continue;
    const float likelihood = wanted == kinds.size() ? best_order(kinds, character.strokes)
                                                    : best_alignment(kinds, character.strokes);
    guesses.push_back({likelihood + kCommonness * character.commonness, &character});
  }
  const auto kept = static_cast<std::ptrdiff_t>(std::min(guesses.size(), kGuesses));
  std::ranges::partial_sort(guesses, guesses.begin() + kept, std::greater<>(), &Guess::score);
  guesses.resize(static_cast<std::size_t>(kept));
  return guesses;
}

float Handwriting::with_places(const Guess& guess, const Kinds& kinds,
                               const Drawing& drawing) const {
  const Character& character = *guess.character;
  if (!character.in_model) return guess.score + kPlaces * kLeastPlaces;
  const OrderScores places(*model_, *character.in_model, drawing);
  const auto weighted = [](float score) { return kPlaces * std::max(score, kLeastPlaces); };
  if (character.strokes.size() != kinds.size()) return guess.score + weighted(places.as_drawn());

  const float as_drawn = in_order(kinds, character.strokes);
  float best = as_drawn + weighted(places.as_drawn());
  for (std::size_t a = 0; a < kinds.size(); ++a) {
    for (std::size_t b = a + 1; b < kinds.size(); ++b) {
      const float gain = swap_gain(kinds, character.strokes, a, b);
      if (gain < -kSwapWhenKinds) continue;
      best = std::max(best, as_drawn + gain - kSwap + weighted(places.with_swapped(a, b)));
    }
  }
  return best + kCommonness * character.commonness;
}

std::vector<std::string> Handwriting::candidates(const Strokes& strokes, std::size_t most) const {
  if (strokes.empty()) return {};
  const Strokes drawn(strokes.begin(), strokes.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                             strokes.size(), kMostStrokes)));
  Kinds kinds;
  for (const Stroke& stroke : drawn) kinds.push_back(kinds_of(stroke));
  const Drawing drawing(drawn);
  std::vector<Guess> guesses = by_kinds(kinds);
  for (Guess& guess : guesses) guess.score = with_places(guess, kinds, drawing);
  std::ranges::stable_sort(guesses, std::greater<>(), &Guess::score);

  std::vector<std::string> found;
  for (const Guess& guess : guesses) {
    if (found.size() == most) break;
    const std::string& text = guess.character->text;
    if (std::ranges::find(found, text) == found.end()) found.push_back(text);
  }
  return found;
}

}  // namespace linli::typing
