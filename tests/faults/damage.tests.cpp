/// The disk gives back something else than was written. It is found (broken,
/// behind, in quarantine) or harms no item; nothing is lost or altered silently.
#include <catch2/catch_test_macros.hpp>
#include <random>

#include "kiosk/database/query.h"
#include "tests/faults/crashes.h"

using namespace linli;
using namespace linli::tests;
using offline_cache::ItemState;
using offline_cache::Store;
using offline_cache::StoreHealth;

namespace {

constexpr int kFlips = 150;

/// Four items, the last two of them only in the WAL: closed once, then killed.
struct Sound {
  Image image;
  Books books;
  std::map<base::Uuid, crypto::Digest> sealed;  // what was stored
};

std::map<base::Uuid, crypto::Digest> sealed_in(Store& store) {
  std::map<base::Uuid, crypto::Digest> sealed;
  while (const auto item = store.lease(std::chrono::minutes{1})) {
    std::string all(text_of(item->commit.sealed_manifest));
    for (const int part : item->unsent_parts) {
      const auto bytes = store.part(item->commit.link.item, part);
      if (bytes) all += text_of(*bytes);
    }
    sealed[item->commit.link.item] = crypto::sha256(bytes_of(all));
  }
  return sealed;
}

std::map<base::Uuid, crypto::Digest> sealed_on(const Image& image) {
  const TemporaryFolder folder(folder_in_memory());
  write_image(folder.path(), image);
  const base::FakeClock clock(hall().clock.now());
  const auto store = Store::open(options_in(folder.path()), clock);
  return store ? sealed_in(**store) : std::map<base::Uuid, crypto::Digest>{};
}

const Sound& sound() {
  static const Sound made = [] {
    World world({}, {}, hall().clock.now());
    for (int i = 0; i < 4; ++i) {
      if (i % 2 == 0) world.open();
      world.submit();
      if (i == 1) world.close();
    }
    Sound sound{read_image(world.path()), world.books, {}};
    return sound;
  }();
  static const Sound whole{made.image, made.books, sealed_on(made.image)};
  return whole;
}

enum class Outcome { harmless, found, silent };

/// What becomes of the items on a damaged disk.
Outcome outcome_on(const Image& image) {
  const TemporaryFolder folder(folder_in_memory());
  write_image(folder.path(), image);
  const FileWatch no_real_syncs(folder.path());
  const base::FakeClock clock(hall().clock.now());
  const auto opened = Store::open(options_in(folder.path()), clock);
  if (!opened) return opened.error() == StoreHealth::broken ? Outcome::found : Outcome::silent;
  Store& store = **opened;
  const auto there = sealed_in(store);
  Outcome outcome = Outcome::harmless;
  for (const auto& [id, digest] : sound().sealed) {
    const auto at = there.find(id);
    if (at != there.end() && at->second == digest) continue;
    const auto item = store.find(id);
    const bool told =
        store.health() != StoreHealth::ready || (item && item->state == ItemState::quarantined);
    if (!told) return Outcome::silent;
    outcome = Outcome::found;
  }
  return outcome;
}

Image flipped(const std::string& file, std::size_t bit) {
  Image image = sound().image;
  char& byte = image.at(file).at(bit / 8);
  byte = static_cast<char>(byte ^ (1 << (bit % 8)));
  return image;
}

}  // namespace

TEST_CASE("no flipped bit loses or alters an item silently") {
  REQUIRE(sound().sealed.size() == 4);
  for (const char* file : {"store.db", "store.db-wal", "store.mark", "store.key"}) {
    std::mt19937_64 random(20261122);
    int counts[3] = {};
    const std::size_t bits = sound().image.at(file).size() * 8;
    for (int i = 0; i < kFlips; ++i) {
      const std::size_t bit = random() % bits;
      const Outcome outcome = outcome_on(flipped(file, bit));
      ++counts[static_cast<int>(outcome)];
      INFO(file << ", bit " << bit);
      CHECK(outcome != Outcome::silent);
    }
    SUCCEED(file << ": " << counts[0] << " flips harmless, " << counts[1] << " found");
  }
}

TEST_CASE("a missing WAL is found") {
  Image image = sound().image;
  image.erase("store.db-wal");
  CHECK(outcome_on(image) == Outcome::found);
}

TEST_CASE("a WAL that was cut off anywhere is found, or nothing of it was needed") {
  const std::size_t size = sound().image.at("store.db-wal").size();
  int found = 0;
  for (std::size_t kept = 0; kept < size; kept += 1024) {
    Image image = sound().image;
    image.at("store.db-wal").resize(kept);
    const Outcome outcome = outcome_on(image);
    CAPTURE(kept);
    CHECK(outcome != Outcome::silent);
    if (outcome == Outcome::found) ++found;
  }
  CHECK(found > 0);
}

TEST_CASE("a database that was cut off anywhere is found, or nothing of it was needed") {
  const std::size_t size = sound().image.at("store.db").size();
  for (std::size_t kept = 0; kept < size; kept += 2048) {
    Image image = sound().image;
    image.at("store.db").resize(kept);
    CAPTURE(kept);
    CHECK(outcome_on(image) != Outcome::silent);
  }
}

TEST_CASE("another database beside the mark is found") {
  Image image = sound().image;
  {
    World world({}, {}, hall().clock.now());
    world.open();
    world.submit();
    world.close();
    const Image other = read_image(world.path());
    for (const char* file : {"store.db", "store.key"}) image.at(file) = other.at(file);
  }
  image.erase("store.db-wal");
  CHECK(outcome_on(image) == Outcome::found);
}
