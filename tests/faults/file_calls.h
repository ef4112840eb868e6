#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace linli::tests {

/// The files of a folder: name and content.
using Image = std::map<std::string, std::string>;

Image read_image(const std::filesystem::path& folder);
void write_image(const std::filesystem::path& folder, const Image& image);

/// One change to the files of the watched folder. Files are numbered, because
/// a name can come to mean another file.
struct Change {
  enum class Kind { create, write, resize, sync, failed_sync, rename, remove, sync_folder };
  Kind kind{};
  int file = -1;
  std::string name;        // create, rename (the new one), remove
  std::string old_name;    // rename
  std::size_t offset = 0;  // write; the new size in resize
  std::string bytes;       // write
};

enum class CallKind { open, read, write, sync, resize, rename, remove };

/// What a call answers instead of doing its work.
struct Fault {
  int error = 0;              // errno; 0: it does half of what was asked (read and write)
  bool lasting = false;       // every later call of these kinds too
  std::uint32_t kinds = ~0u;  // bits 1 << CallKind
  std::size_t times = 1;      // calls in a row, where it does not last
};

/// Sees every call of this process to the C library that touches a file of one
/// folder, whoever makes it: SQLite and the store's own files alike (see
/// file_calls.cpp). Syncs are noted but not passed on to the real disk. One at
/// a time; for one thread.
class FileWatch {
 public:
  explicit FileWatch(const std::filesystem::path& folder);
  ~FileWatch();
  FileWatch(const FileWatch&) = delete;
  FileWatch& operator=(const FileWatch&) = delete;

  const std::vector<Change>& changes() const { return changes_; }
  /// What each call was that could have failed, in order.
  const std::vector<CallKind>& calls() const { return calls_; }
  /// Lets the call with this number (from 0) meet the fault.
  void fail_at(std::size_t call, const Fault& fault);
  void heal() { fault_.reset(); }

  // For file_calls.cpp.
  static FileWatch* active();
  /// Empty: let it through. Otherwise the error, 0 for a half.
  std::optional<int> next_call(CallKind kind);
  std::optional<std::string> name_of(const char* path) const;  // "" for the folder itself
  void opened(int fd, const std::string& name, bool truncated);
  void closed(int fd) { open_.erase(fd); }
  /// A number from 0, kFolder, or empty for a file of somewhere else.
  std::optional<int> file_of(int fd) const;
  void changed(Change change) { changes_.push_back(std::move(change)); }
  void renamed(const std::string& from, const std::string& to);
  void removed(const std::string& name);

  static constexpr int kFolder = -1;

 private:
  std::string folder_;
  std::map<std::string, int> numbers_;  // of the files by their present name
  int next_number_ = 0;
  std::map<int, int> open_;  // descriptor, number
  std::vector<Change> changes_;
  std::vector<CallKind> calls_;
  std::optional<Fault> fault_;
  std::size_t fault_at_ = 0;
};

}  // namespace linli::tests
