#include "offline_cache/store/high_water_mark.h"

#include <fmt/format.h>

#include <charconv>
#include <string_view>

#include "kiosk/base/file.h"

namespace linli::offline_cache {
namespace {

constexpr std::size_t kMostMarkBytes = 1024;
constexpr std::string_view kTitle = "linli-mark-v1";

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

std::optional<HighWaterMark> mark_from(std::string_view text) {
  if (!text.starts_with(kTitle) || text.substr(kTitle.size(), 1) != "\n") return std::nullopt;
  text.remove_prefix(kTitle.size() + 1);
  const auto incarnation = base::Uuid::parse(take_line(text, "incarnation").value_or(""));
  const auto sequence = number_from(take_line(text, "sequence").value_or(""));
  const auto head = crypto::digest_from_hex(take_line(text, "head").value_or(""));
  if (!incarnation || !sequence || !head || !text.empty()) return std::nullopt;
  return HighWaterMark{*incarnation, *sequence, *head};
}

}  // namespace

Expected<std::optional<HighWaterMark>, std::error_code> read_mark(
    const std::filesystem::path& file) {
  const auto text = base::read_file(file, kMostMarkBytes);
  if (!text && text.error() == std::errc::no_such_file_or_directory) {
    return std::optional<HighWaterMark>();
  }
  if (!text) return unexpected(text.error());
  const auto mark = mark_from(*text);
  if (!mark) return unexpected(std::make_error_code(std::errc::illegal_byte_sequence));
  return mark;
}

std::error_code write_mark(const std::filesystem::path& file, const HighWaterMark& mark) {
  return base::write_file_durably(
      file, fmt::format("{}\nincarnation: {}\nsequence: {}\nhead: {}\n", kTitle,
                        mark.incarnation.text(), mark.sequence, crypto::to_hex(mark.head)));
}

}  // namespace linli::offline_cache
