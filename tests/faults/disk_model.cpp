#include "tests/faults/disk_model.h"

#include <algorithm>
#include <random>

namespace linli::tests {
namespace {

using Kind = Change::Kind;
using Kept = Cut::Kept;
constexpr std::size_t kSector = 512;

void put(std::string& content, std::size_t offset, std::string_view bytes) {
  if (content.size() < offset + bytes.size()) content.resize(offset + bytes.size());
  content.replace(offset, bytes.size(), bytes);
}

void apply_content(std::string& content, const Change& change) {
  if (change.kind == Kind::resize) content.resize(change.offset);
  if (change.kind == Kind::write) put(content, change.offset, change.bytes);
}

void apply_name(std::map<std::string, int>& names, const Change& change) {
  if (change.kind == Kind::rename) names.erase(change.old_name);
  if (change.kind == Kind::remove) {
    names.erase(change.name);
  } else {
    names[change.name] = change.file;
  }
}

/// Each sector of a write that a coin keeps.
template <class Coin>
void apply_torn(std::string& content, const Change& change, Coin& coin) {
  for (std::size_t at = 0; at < change.bytes.size();) {
    const std::size_t place = change.offset + at;
    const std::size_t size = std::min(kSector - place % kSector, change.bytes.size() - at);
    if (coin()) put(content, place, std::string_view(change.bytes).substr(at, size));
    at += size;
  }
}

}  // namespace

DiskModel::DiskModel(const Image& before) {
  for (const auto& [name, content] : before) {
    cached_names_[name] = static_cast<int>(files_.size());
    files_.push_back({content, content, {}});
  }
  durable_names_ = cached_names_;
}

void DiskModel::apply(const Change& change) {
  if (change.kind == Kind::create) files_.resize(static_cast<std::size_t>(change.file) + 1);
  switch (change.kind) {
    case Kind::create:
    case Kind::rename:
    case Kind::remove:
      apply_name(cached_names_, change);
      unsynced_names_.push_back(&change);
      return;
    case Kind::sync_folder:
      for (const Change* name : unsynced_names_) apply_name(durable_names_, *name);
      unsynced_names_.clear();
      return;
    case Kind::write:
    case Kind::resize:
    case Kind::sync:
    case Kind::failed_sync:
      break;
  }
  File& file = files_.at(static_cast<std::size_t>(change.file));
  if (change.kind == Kind::write || change.kind == Kind::resize) {
    apply_content(file.cached, change);
    file.unsynced.push_back(&change);
    return;
  }
  if (change.kind == Kind::sync) {
    for (const Change* write : file.unsynced) apply_content(file.durable, *write);
  }
  file.unsynced.clear();
}

Image DiskModel::after(const Cut& cut, std::size_t point) const {
  std::mt19937_64 random(cut.seed * 1'000'003u + point);
  const auto coin = [&] { return (random() & 1u) != 0; };
  const bool by_chance = cut.kept == Kept::some || cut.kept == Kept::sectors;
  Names names = cut.kept == Kept::all ? cached_names_ : durable_names_;
  for (const Change* change : unsynced_names_) {
    if (by_chance && coin()) apply_name(names, *change);
  }
  Image image;
  for (const auto& [name, number] : names) {
    const File& file = files_.at(static_cast<std::size_t>(number));
    std::string content = cut.kept == Kept::all ? file.cached : file.durable;
    for (const Change* change : file.unsynced) {
      if (!by_chance) break;
      if (cut.kept == Kept::sectors && change->kind == Kind::write) {
        apply_torn(content, *change, coin);
      } else if (coin()) {
        apply_content(content, *change);
      }
    }
    image[name] = std::move(content);
  }
  return image;
}

}  // namespace linli::tests
