#include <cstdlib>
#include <fstream>

#include "tests/faults/file_calls.h"
#include "tests/support/files.h"

namespace linli::tests {
namespace {
FileWatch* the_active = nullptr;
}  // namespace

Image read_image(const std::filesystem::path& folder) {
  Image image;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.is_regular_file()) image[entry.path().filename()] = read_whole(entry.path());
  }
  return image;
}

void write_image(const std::filesystem::path& folder, const Image& image) {
  for (const auto& [name, content] : image) {
    write_whole(folder / name, content);
    std::filesystem::permissions(
        folder / name, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  }
}

FileWatch* FileWatch::active() { return the_active; }

FileWatch::FileWatch(const std::filesystem::path& folder)
    : folder_(std::filesystem::canonical(folder)) {
  if (the_active != nullptr) std::abort();
  // In the order of an Image.
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.is_regular_file()) numbers_[entry.path().filename()] = 0;
  }
  for (auto& [name, number] : numbers_) number = next_number_++;
  the_active = this;
}

FileWatch::~FileWatch() { the_active = nullptr; }

void FileWatch::fail_at(std::size_t call, const Fault& fault) {
  fault_at_ = call;
  fault_ = fault;
}

std::optional<int> FileWatch::next_call(CallKind kind) {
  const std::size_t call = calls_.size();
  calls_.push_back(kind);
  if (!fault_ || (fault_->kinds >> static_cast<int>(kind) & 1u) == 0) return std::nullopt;
  const bool over = !fault_->lasting && call >= fault_at_ + fault_->times;
  return call >= fault_at_ && !over ? std::optional(fault_->error) : std::nullopt;
}

std::optional<std::string> FileWatch::name_of(const char* path) const {
  const std::string_view text = path;
  if (text == folder_) return "";
  if (!text.starts_with(folder_ + "/")) return std::nullopt;
  return std::string(text.substr(folder_.size() + 1));
}

void FileWatch::opened(int fd, const std::string& name, bool truncated) {
  if (name.empty()) {
    open_[fd] = kFolder;
    return;
  }
  const auto [at, created] = numbers_.try_emplace(name, next_number_);
  if (created) {
    ++next_number_;
    changes_.push_back({.kind = Change::Kind::create, .file = at->second, .name = name});
  } else if (truncated) {
    changes_.push_back({.kind = Change::Kind::resize, .file = at->second});
  }
  open_[fd] = at->second;
}

std::optional<int> FileWatch::file_of(int fd) const {
  const auto at = open_.find(fd);
  return at != open_.end() ? std::optional(at->second) : std::nullopt;
}

void FileWatch::renamed(const std::string& from, const std::string& to) {
  const int file = numbers_.at(from);
  numbers_.erase(from);
  numbers_[to] = file;
  changes_.push_back({.kind = Change::Kind::rename, .file = file, .name = to, .old_name = from});
}

void FileWatch::removed(const std::string& name) {
  changes_.push_back({.kind = Change::Kind::remove, .file = numbers_.at(name), .name = name});
  numbers_.erase(name);
}

}  // namespace linli::tests
