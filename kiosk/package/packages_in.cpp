#include <fmt/format.h>

#include <algorithm>

#include "kiosk/package/form.h"

namespace linli::package {
namespace {

constexpr int kMostNames = 10'000;
constexpr std::string_view kPrefix = "linli-";
constexpr std::size_t kTerminalDigits = 4;
constexpr std::size_t kUuidCharacters = 36;

std::string_view ending_of(Kind kind) { return kind == Kind::items ? ".linli" : ".answers"; }

std::string_view name_of(Kind kind) { return kind == Kind::items ? "items" : "answers"; }

/// The rest of the next line after `name`; moves past it. Empty if it is another line.
std::optional<std::string_view> take_line(std::string_view& text, std::string_view name) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos || !text.starts_with(name)) return std::nullopt;
  const auto value = text.substr(name.size(), end - name.size());
  text.remove_prefix(end + 1);
  return value;
}

std::optional<Header> header_of(std::string_view kind, std::string_view package,
                                std::string_view terminal) {
  const auto id = base::Uuid::parse(package);
  const bool items = kind == name_of(Kind::items);
  if (!id || id->text() != package || !protocol::is_terminal_number(terminal) ||
      (!items && kind != name_of(Kind::answers))) {
    return std::nullopt;
  }
  return Header{items ? Kind::items : Kind::answers, *id, std::string(terminal)};
}

}  // namespace

std::string file_name(const Header& header) {
  return fmt::format("{}{}-{}{}", kPrefix, header.terminal, header.package.text(),
                     ending_of(header.kind));
}

std::optional<Header> header_from_name(std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot != kPrefix.size() + kTerminalDigits + 1 + kUuidCharacters) return std::nullopt;
  const std::string_view ending = name.substr(dot + 1);
  const auto header = header_of(ending == "linli" ? name_of(Kind::items) : ending,
                                name.substr(dot - kUuidCharacters, kUuidCharacters),
                                name.substr(kPrefix.size(), kTerminalDigits));
  return header && file_name(*header) == name ? header : std::nullopt;
}

std::optional<std::vector<std::filesystem::path>> packages_in(const std::filesystem::path& folder,
                                                              Kind kind) {
  std::error_code error;
  std::filesystem::directory_iterator names(folder, error);
  if (error) return std::nullopt;
  std::vector<std::filesystem::path> found;
  for (int i = 0; i < kMostNames && names != std::filesystem::directory_iterator(); ++i) {
    const auto header = header_from_name(names->path().filename().native());
    const bool regular = names->symlink_status(error).type() == std::filesystem::file_type::regular;
    if (header && header->kind == kind && !error && regular) found.push_back(names->path());
    names.increment(error);
    if (error) return std::nullopt;
  }
  std::ranges::sort(found);
  return found;
}

std::string header_text(const Header& header) {
  return fmt::format("linli-package-v1\nkind: {}\npackage: {}\nterminal: {}\n",
                     name_of(header.kind), header.package.text(), header.terminal);
}

Expected<Header, HeaderFault> header_from_text(std::string_view text) {
  const auto version = take_line(text, "linli-package-v");
  if (!version) return unexpected(HeaderFault::foreign);
  if (*version != "1") return unexpected(HeaderFault::newer);
  const auto kind = take_line(text, "kind: ");
  const auto package = take_line(text, "package: ");
  const auto terminal = take_line(text, "terminal: ");
  auto header = header_of(kind.value_or(""), package.value_or(""), terminal.value_or(""));
  if (!header || !text.empty()) return unexpected(HeaderFault::foreign);
  return *std::move(header);
}

std::string statement_of(std::uint64_t bytes, const crypto::Digest& digest) {
  return fmt::format("linli-package-v1\nbytes: {}\ndigest: {}\n", bytes, crypto::to_hex(digest));
}

}  // namespace linli::package
