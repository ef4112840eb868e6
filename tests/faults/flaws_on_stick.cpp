#include <algorithm>
#include <set>

#include "kiosk/crypto/envelope.h"
#include "kiosk/package/entries.h"
#include "kiosk/package/package_reader.h"
#include "tests/faults/books.h"

namespace linli::tests {
namespace {

using offline_cache::ItemState;

/// The items that a package carries whole; empty if it is not what it should be.
std::optional<std::set<base::Uuid>> items_of(const std::filesystem::path& file) {
  auto reader = package::PackageReader::open(file);
  if (!reader || !reader->check(hall().terminal.receipt_key.public_key())) return std::nullopt;
  std::set<base::Uuid> items;
  for (auto record = reader->next(); record && *record; record = reader->next()) {
    const auto plain = crypto::open_sealed(**record, hall().sealing_key, hall().sealing);
    const auto entries = plain ? package::entries_of(*plain) : std::nullopt;
    if (!entries) return std::nullopt;
    for (const package::Entry& entry : *entries) {
      if (entry.kind != package::EntryKind::commit) continue;
      const auto commit = protocol::commit_from_json(text_of(entry.content));
      if (!commit) return std::nullopt;
      items.insert(commit->link.item);
    }
  }
  return items;
}

}  // namespace

std::vector<std::string> flaws_on_stick(offline_cache::Store& store,
                                        const std::filesystem::path& folder, const Books& books,
                                        Point point) {
  std::vector<std::string> flaws;
  std::set<base::Uuid> on_stick;
  const auto files = package::packages_in(folder, package::Kind::items);
  for (const auto& file : files.value_or(std::vector<std::filesystem::path>())) {
    const auto items = items_of(file);
    if (!items) flaws.emplace_back("a finished package is not whole");
    if (items) on_stick.insert(items->begin(), items->end());
  }
  for (const HandedIn& item : books.items) {
    const base::Uuid& id = item.application.item;
    const auto found = store.find(id);
    const bool shown = found && found->state == ItemState::exported;
    if ((shown || item.on_stick <= point) && !on_stick.contains(id)) {
      flaws.emplace_back("an item is not on the stick that should be");
    }
  }
  return flaws;
}

}  // namespace linli::tests
