#include "kiosk/package/entries.h"

#include <algorithm>

#include "kiosk/package/frame.h"

namespace linli::package {
namespace {

constexpr std::size_t kItemBytes = 16;
constexpr std::size_t kNumberBytes = 2;
constexpr std::size_t kKindBytes = 1;
constexpr std::size_t kMostProblemBytes = 128;

void append(Bytes& record, ByteView bytes) {
  record.insert(record.end(), bytes.begin(), bytes.end());
}

void begin_entry(Bytes& record, EntryKind kind, std::size_t size) {
  record.push_back(static_cast<std::uint8_t>(kind));
  append(record, length_bytes(size));
}

void append_text(Bytes& record, EntryKind kind, const std::string& text) {
  begin_entry(record, kind, text.size());
  append(record, bytes_of(text));
}

std::optional<EntryKind> kind_from(std::uint8_t byte) {
  const bool known = byte >= static_cast<std::uint8_t>(EntryKind::part) &&
                     byte <= static_cast<std::uint8_t>(EntryKind::refused);
  return known ? std::optional(static_cast<EntryKind>(byte)) : std::nullopt;
}

base::Uuid item_at_front(ByteView content) {
  base::Uuid item;
  std::copy_n(content.begin(), kItemBytes, item.bytes.begin());
  return item;
}

bool names_a_problem(std::string_view text) {
  return !text.empty() && text.size() <= kMostProblemBytes && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || c == ':' || c == '-';
  });
}

}  // namespace

void append_part(Bytes& record, const base::Uuid& item, int number, ByteView sealed) {
  begin_entry(record, EntryKind::part, kItemBytes + kNumberBytes + sealed.size());
  append(record, item.bytes);
  record.push_back(static_cast<std::uint8_t>(number >> 8));
  record.push_back(static_cast<std::uint8_t>(number & 0xff));
  append(record, sealed);
}

void append_commit(Bytes& record, const protocol::Commit& commit) {
  append_text(record, EntryKind::commit, protocol::to_json(commit));
}

void append_acceptance(Bytes& record, const protocol::Acceptance& acceptance, bool known) {
  append_text(record, known ? EntryKind::known : EntryKind::accepted,
              protocol::to_json(acceptance));
}

void append_refusal(Bytes& record, const base::Uuid& item, std::string_view problem) {
  begin_entry(record, EntryKind::refused, kItemBytes + problem.size());
  append(record, item.bytes);
  append(record, bytes_of(problem));
}

std::optional<std::vector<Entry>> entries_of(ByteView record) {
  std::vector<Entry> entries;
  while (!record.empty()) {
    if (record.size() < kKindBytes + kLengthBytes) return std::nullopt;
    const auto kind = kind_from(record.front());
    const std::size_t size = length_from(record.subspan(kKindBytes, kLengthBytes));
    record = record.subspan(kKindBytes + kLengthBytes);
    if (!kind || size > record.size()) return std::nullopt;
    entries.push_back({*kind, record.first(size)});
    record = record.subspan(size);
  }
  return entries;
}

std::optional<PartEntry> part_from(const Entry& entry) {
  constexpr std::size_t kBefore = kItemBytes + kNumberBytes;
  if (entry.content.size() <= kBefore || entry.content.size() > kBefore + protocol::kMaxPartBytes) {
    return std::nullopt;
  }
  const int number = entry.content[kItemBytes] << 8 | entry.content[kItemBytes + 1];
  if (number < 1 || number > protocol::kMaxParts) return std::nullopt;
  return PartEntry{item_at_front(entry.content), number, entry.content.subspan(kBefore)};
}

std::optional<Refusal> refusal_from(const Entry& entry) {
  if (entry.content.size() < kItemBytes) return std::nullopt;
  const std::string_view problem = text_of(entry.content.subspan(kItemBytes));
  if (!names_a_problem(problem)) return std::nullopt;
  return Refusal{item_at_front(entry.content), std::string(problem)};
}

}  // namespace linli::package
