#include "offline_cache/store/high_water_mark.h"

#include <fmt/format.h>

#include <charconv>
#include <string_view>

#include "kiosk/base/file.h"

namespace linli::offline_cache {
namespace {

/// Each slot is a text and its check, filled up with line ends to what a disk writes whole. The
/// slots of the last four marks at most are not on the disk yet; so a crash always leaves one that
/// is, and what it tore shows by its check.
constexpr std::size_t kSlotBytes = 512;
constexpr std::size_t kSlots = 8;
constexpr std::size_t kMostUnsettled = kSlots / 2;
constexpr std::string_view kTitle = "linli-mark-v2";

/// The value of the next line "name: value"; moves past it.
std::optional<std::string_view> take_line(std::string_view& text, std::string_view name) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  if (!line.starts_with(name) || line.substr(name.size(), 2) != ": ") return std::nullopt;
  return line.substr(name.size() + 2);
}

std::optional<std::uint64_t> number_from(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string check_of(std::string_view text) {
  return crypto::to_hex(crypto::sha256(bytes_of(text))).substr(0, 16);
}

std::string slot_with(const HighWaterMark& mark) {
  std::string text = fmt::format("{}\nincarnation: {}\nsequence: {}\nhead: {}\n", kTitle,
                                 mark.incarnation.text(), mark.sequence, crypto::to_hex(mark.head));
  text += fmt::format("check: {}\n", check_of(text));
  text.resize(kSlotBytes, '\n');
  return text;
}

/// Empty: the slot was never written, or not to its end.
std::optional<HighWaterMark> mark_in(std::string_view slot) {
  std::string_view text = slot;
  if (!text.starts_with(kTitle) || text.substr(kTitle.size(), 1) != "\n") return std::nullopt;
  text.remove_prefix(kTitle.size() + 1);
  const auto incarnation = base::Uuid::parse(take_line(text, "incarnation").value_or(""));
  const auto sequence = number_from(take_line(text, "sequence").value_or(""));
  const auto head = crypto::digest_from_hex(take_line(text, "head").value_or(""));
  const std::string_view checked = slot.substr(0, slot.size() - text.size());
  if (take_line(text, "check") != check_of(checked)) return std::nullopt;
  if (!incarnation || !sequence || !head) return std::nullopt;
  return HighWaterMark{*incarnation, *sequence, *head};
}

/// Empty: no slot holds a mark.
std::optional<HighWaterMark> newest_in(std::string_view file) {
  std::optional<HighWaterMark> newest;
  for (std::size_t at = 0; at < file.size(); at += kSlotBytes) {
    const auto mark = mark_in(file.substr(at, kSlotBytes));
    if (mark && (!newest || mark->sequence > newest->sequence)) newest = mark;
  }
  return newest;
}

}  // namespace

Expected<std::optional<HighWaterMark>, std::error_code> read_mark(
    const std::filesystem::path& file) {
  const auto text = base::read_file(file, kSlots * kSlotBytes);
  if (!text && text.error() == std::errc::no_such_file_or_directory) {
    return std::optional<HighWaterMark>();
  }
  if (!text) return unexpected(text.error());
  auto newest = newest_in(*text);
  if (!newest) return unexpected(std::make_error_code(std::errc::illegal_byte_sequence));
  return newest;
}

std::error_code MarkFile::write(const HighWaterMark& mark) {
  const std::string slot = slot_with(mark);
  // The first of an incarnation leaves nothing of the one before.
  if (written_ == 0 || mark.sequence == 0) return write_whole(slot);
  if (const auto error = base::overwrite(path_, written_ % kSlots * kSlotBytes, slot)) return error;
  ++written_;
  settled_ = false;
  return written_ % kMostUnsettled == 0 ? settle() : std::error_code{};
}

std::error_code MarkFile::write_whole(const std::string& slot) {
  std::string whole(kSlots * kSlotBytes, '\n');
  whole.replace(0, kSlotBytes, slot);
  if (const auto error = base::write_file_durably(path_, whole)) return error;
  written_ = 1;
  settled_ = true;
  return {};
}

std::error_code MarkFile::settle() {
  if (settled_) return {};
  if (const auto error = base::sync_file(path_)) {
    written_ =
        0;  // what a failed sync was to bring is not brought by another: the file is written anew
    return error;
  }
  settled_ = true;
  return {};
}

}  // namespace linli::offline_cache
