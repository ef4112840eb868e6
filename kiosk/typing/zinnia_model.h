#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/base/expected.h"
#include "kiosk/typing/zinnia_features.h"

namespace linli::typing {

/// A model file of zinnia 0.06 (version 1, little-endian), mapped: a linear
/// classifier for each character over what zinnia measures on a drawing.
class ZinniaModel {
 public:
  /// Errors name the file and what is wrong with it.
  static Expected<std::unique_ptr<ZinniaModel>, std::string> open(
      const std::filesystem::path& path);
  ~ZinniaModel();
  ZinniaModel(const ZinniaModel&) = delete;
  ZinniaModel& operator=(const ZinniaModel&) = delete;

  std::size_t size() const { return characters_.size(); }
  /// The index of a character; empty if the model does not know it.
  std::optional<std::size_t> find(std::string_view character) const;

 private:
  friend class OrderScores;
  friend class Drawing;

  struct Weight {
    std::int32_t feature;  // ends with a negative one
    float value;
  };
  using Weights = std::span<const Weight>;
  struct Character {
    float bias = 0;
    float stroke_count = 0;  // a stroke
    std::vector<float> exact_count;
    std::vector<Weights> strokes;  // by its place in the model's order
    std::vector<Weights> moves;    // from the stroke before to the one of that place
  };

  ZinniaModel() = default;
  bool index(std::string_view file);
  static Character sort(float bias, Weights weights);

  void* address_ = nullptr;
  std::size_t bytes_ = 0;
  std::vector<Character> characters_;
  std::unordered_map<std::string, std::size_t> places_;
};

/// What is measured once on a drawing of at least one stroke.
class Drawing {
 public:
  explicit Drawing(const Strokes& strokes);
  std::size_t size() const { return strokes_; }

 private:
  friend class OrderScores;
  std::size_t strokes_;
  std::vector<float> features_;      // by feature, then stroke
  std::vector<LineFeatures> moves_;  // from stroke to stroke
};

/// What a model says of a drawing being a character, higher is likelier, for
/// the drawn order of strokes and with two of them in each other's place.
class OrderScores {
 public:
  OrderScores(const ZinniaModel& model, std::size_t character, const Drawing& drawing);
  float as_drawn() const { return as_drawn_; }
  /// a < b < number of strokes.
  float with_swapped(std::size_t a, std::size_t b) const;

 private:
  float move(std::size_t place, std::size_t from, std::size_t to) const;

  const ZinniaModel::Character& character_;
  const Drawing& drawing_;
  std::vector<float> scores_;  // of each stroke (inner) in each place (outer)
  std::vector<float> moves_;   // in the drawn order, by place
  float as_drawn_ = 0;
};

}  // namespace linli::typing
