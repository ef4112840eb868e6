#include "kiosk/typing/zinnia_model.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "kiosk/base/descriptor.h"

namespace linli::typing {
namespace {

// Head: a check number (the file's size XOR 0xef71821), the version, how many
// characters. Then for each: its UTF-8, its bias, its weights.
constexpr std::size_t kHead = 12;
constexpr std::uint32_t kCheck = 0xef71821;
constexpr std::size_t kNameBytes = 16;

constexpr std::int32_t kMoves = 100000;
constexpr std::int32_t kCounts = 2000000;
constexpr std::int32_t kEachStroke = 1000;
constexpr float kExactCount = 10;  // what zinnia puts at kCounts + the number of strokes

template <class T>
T read(std::string_view file, std::size_t at) {
  T value;
  memcpy(&value, file.data() + at, sizeof(value));
  return value;
}

// Lists that reach as far as a character has strokes: there are 6,763 characters, mostly of few.
template <class T>
T value_at(const std::vector<T>& list, std::size_t place) {
  return place < list.size() ? list[place] : T{};
}
template <class T>
void put(std::vector<T>& list, std::size_t place, T value) {
  if (place >= list.size()) list.resize(place + 1);
  list[place] = value;
}

}  // namespace

Expected<std::unique_ptr<ZinniaModel>, std::string> ZinniaModel::open(
    const std::filesystem::path& path) {
  const base::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat info {};
  if (!file || ::fstat(file.get(), &info) != 0) {
    return unexpected(fmt::format("{}: {}", path.string(), strerror(errno)));
  }
  std::unique_ptr<ZinniaModel> model(new ZinniaModel);
  const auto bytes = static_cast<std::size_t>(info.st_size);
  void* address =
      bytes == 0 ? MAP_FAILED : ::mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE, file.get(), 0);
  if (address == MAP_FAILED) return unexpected(path.string() + ": can't be mapped");
  model->address_ = address;
  model->bytes_ = bytes;
  if (!model->index({static_cast<const char*>(address), bytes})) {
    return unexpected(path.string() + ": is no model of zinnia 0.06");
  }
  ::madvise(address, bytes, MADV_DONTNEED);  // until somebody writes
  return model;
}

ZinniaModel::~ZinniaModel() {
  if (address_ != nullptr) ::munmap(address_, bytes_);
}

std::optional<std::size_t> ZinniaModel::find(std::string_view character) const {
  const auto found = places_.find(std::string(character));
  if (found == places_.end()) return std::nullopt;
  return found->second;
}

bool ZinniaModel::index(std::string_view file) {
  if (file.size() < kHead || (read<std::uint32_t>(file, 0) ^ kCheck) != file.size() ||
      read<std::uint32_t>(file, 4) != 1) {
    return false;
  }
  std::size_t at = kHead;
  for (auto left = read<std::uint32_t>(file, 8); left > 0; --left) {
    if (file.size() - at < kNameBytes + sizeof(float)) return false;
    const std::string_view name = file.substr(at, kNameBytes);
    at += kNameBytes;
    const auto bias = read<float>(file, at);
    at += sizeof(float);
    // The file's own alignment: every part is a multiple of four bytes long.
    const auto* first = reinterpret_cast<const Weight*>(file.data() + at);
    std::size_t count = 0;
    while (true) {
      if (file.size() - at < sizeof(Weight)) return false;
      const auto feature = read<std::int32_t>(file, at);
      at += sizeof(Weight);
      if (feature < 0) break;
      ++count;
    }
    places_.emplace(name.substr(0, name.find('\0')), characters_.size());
    characters_.push_back(sort(bias, {first, count}));
  }
  return at == file.size();
}

ZinniaModel::Character ZinniaModel::sort(float bias, Weights weights) {
  Character character{.bias = bias};
  for (std::size_t i = 0; i < weights.size();) {
    const std::int32_t feature = weights[i].feature;
    if (feature == 0) character.bias += weights[i].value;
    if (feature == kCounts) character.stroke_count = weights[i].value;
    if (feature == 0 || feature >= kCounts) {
      const auto strokes = static_cast<std::size_t>(feature - std::min(feature, kCounts));
      if (strokes > 0 && strokes <= kMostStrokes) {
        put(character.exact_count, strokes, weights[i].value);
      }
      ++i;
      continue;
    }
    // All weights of one stroke or move stand together: they are sorted.
    const std::int32_t block = feature / kEachStroke;
    std::size_t end = i;
    while (end < weights.size() && weights[end].feature / kEachStroke == block) ++end;
    auto& blocks = feature >= kMoves ? character.moves : character.strokes;
    const auto place = static_cast<std::size_t>(feature % kMoves / kEachStroke);
    if (place < kMostStrokes) put(blocks, place, weights.subspan(i, end - i));
    i = end;
  }
  character.exact_count.shrink_to_fit();
  character.strokes.shrink_to_fit();
  character.moves.shrink_to_fit();
  return character;
}

Drawing::Drawing(const Strokes& strokes)
    : strokes_(std::min(strokes.size(), kMostStrokes)), features_(kStrokeFeatures * strokes_) {
  for (std::size_t i = 0; i < strokes_; ++i) {
    const StrokeFeatures measured = stroke_features(strokes[i]);
    for (std::size_t j = 0; j < measured.size(); ++j) features_[j * strokes_ + i] = measured[j];
    for (std::size_t j = 0; j < strokes_; ++j) {
      moves_.push_back(line_features(strokes[i].back(), strokes[j].front()));
    }
  }
}

OrderScores::OrderScores(const ZinniaModel& model, std::size_t character, const Drawing& drawing)
    : character_(model.characters_[character]),
      drawing_(drawing),
      scores_(drawing.size() * drawing.size()),
      moves_(drawing.size()) {
  const std::size_t strokes = drawing.size();
  as_drawn_ = character_.bias + character_.stroke_count * static_cast<float>(strokes) +
              kExactCount * value_at(character_.exact_count, strokes);
  for (std::size_t place = 0; place < strokes; ++place) {
    float* const scores = &scores_[place * strokes];
    for (const auto& weight : value_at(character_.strokes, place)) {
      const float* const measured =
          &drawing.features_[static_cast<std::size_t>(weight.feature % kEachStroke) * strokes];
      for (std::size_t i = 0; i < strokes; ++i) scores[i] += weight.value * measured[i];
    }
    if (place > 0) moves_[place] = move(place, place - 1, place);
    as_drawn_ += scores[place] + moves_[place];
  }
}

float OrderScores::move(std::size_t place, std::size_t from, std::size_t to) const {
  const LineFeatures& measured = drawing_.moves_[from * drawing_.size() + to];
  float score = 0;
  for (const auto& weight : value_at(character_.moves, place)) {
    const auto feature = static_cast<std::size_t>(weight.feature % kEachStroke);
    if (feature < measured.size()) score += weight.value * measured[feature];
  }
  return score;
}

float OrderScores::with_swapped(std::size_t a, std::size_t b) const {
  const std::size_t strokes = drawing_.size();
  const auto at = [&](std::size_t place) { return place == a ? b : place == b ? a : place; };
  float score = as_drawn_ + scores_[a * strokes + b] + scores_[b * strokes + a] -
                scores_[a * strokes + a] - scores_[b * strokes + b];
  const std::size_t between = b == a + 1 ? strokes : b;  // counted as a + 1 already
  for (const std::size_t place : {a, a + 1, between, b + 1}) {
    if (place == 0 || place >= strokes) continue;
    score += move(place, at(place - 1), at(place)) - moves_[place];
  }
  return score;
}

}  // namespace linli::typing
