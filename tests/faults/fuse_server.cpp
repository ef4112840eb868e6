/// The calls of a FUSE file system with one folder, answered by the disk model.
#define FUSE_USE_VERSION 31
#include <fuse.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>

#include "tests/faults/fuse_disk.h"

namespace linli::tests {
namespace {

/// A disk as the kernel sees it: what was last written. Every change goes to the model too.
class ServedDisk {
 public:
  explicit ServedDisk(const Image& before) : model_(before) {
    for (const auto& [name, content] : before) {  // numbered as the model does
      names_[name] = static_cast<int>(contents_.size());
      contents_.push_back(content);
    }
  }

  int number_of(const std::string& name) const {
    const auto at = names_.find(name);
    return at != names_.end() ? at->second : -1;
  }
  const std::map<std::string, int>& names() const { return names_; }
  std::string& content(int file) { return contents_.at(static_cast<std::size_t>(file)); }

  int create(const std::string& name) {
    const int file = static_cast<int>(contents_.size());
    contents_.emplace_back();
    names_[name] = file;
    note({.kind = Change::Kind::create, .file = file, .name = name});
    return file;
  }
  void write(int file, std::size_t offset, std::string_view bytes) {
    std::string& all = content(file);
    if (all.size() < offset + bytes.size()) all.resize(offset + bytes.size());
    all.replace(offset, bytes.size(), bytes);
    note(
        {.kind = Change::Kind::write, .file = file, .offset = offset, .bytes = std::string(bytes)});
  }
  void resize(int file, std::size_t size) {
    content(file).resize(size);
    note({.kind = Change::Kind::resize, .file = file, .offset = size});
  }
  void remove(const std::string& name) {
    note({.kind = Change::Kind::remove, .file = names_.at(name), .name = name});
    names_.erase(name);
  }
  void rename(const std::string& from, const std::string& to) {
    const int file = names_.at(from);
    names_.erase(from);
    names_[to] = file;
    note({.kind = Change::Kind::rename, .file = file, .name = to, .old_name = from});
  }
  void sync(int file) { note({.kind = Change::Kind::sync, .file = file}); }
  void sync_folder() { note({.kind = Change::Kind::sync_folder}); }

  Image after(const Cut& cut, std::size_t seed) const { return model_.after(cut, seed); }

 private:
  void note(Change change) {
    changes_.push_back(std::move(change));
    model_.apply(changes_.back());
  }

  std::map<std::string, int> names_;
  std::deque<std::string> contents_;
  std::deque<Change> changes_;
  DiskModel model_;
};

ServedDisk& disk() { return *static_cast<ServedDisk*>(fuse_get_context()->private_data); }
int file_in(const fuse_file_info* info) { return static_cast<int>(info->fh); }
bool is_folder(const char* path) { return std::strcmp(path, "/") == 0; }

/// Of an open file, or of a name; -1: there is none.
int file_of(const char* path, const fuse_file_info* info) {
  return info != nullptr ? file_in(info) : disk().number_of(path + 1);
}

int get_attributes(const char* path, struct stat* about, fuse_file_info* info) {
  const bool folder = info == nullptr && is_folder(path);
  const int file = folder ? -1 : file_of(path, info);
  if (!folder && file < 0) return -ENOENT;
  about->st_mode = folder ? S_IFDIR | 0700 : S_IFREG | 0600;
  about->st_nlink = 1;
  if (!folder) about->st_size = static_cast<off_t>(disk().content(file).size());
  return 0;
}

int read_folder(const char*, void* buffer, fuse_fill_dir_t fill, off_t, fuse_file_info*,
                fuse_readdir_flags) {
  for (const auto& [name, file] : disk().names()) {
    fill(buffer, name.c_str(), nullptr, 0, fuse_fill_dir_flags{});
  }
  return 0;
}

int create(const char* path, mode_t, fuse_file_info* info) {
  info->fh = static_cast<std::uint64_t>(disk().create(path + 1));
  info->direct_io = 1;
  return 0;
}

int open(const char* path, fuse_file_info* info) {
  const int file = disk().number_of(path + 1);
  if (file < 0) return -ENOENT;
  info->fh = static_cast<std::uint64_t>(file);
  info->direct_io = 1;
  return 0;
}

int read(const char*, char* buffer, std::size_t size, off_t offset, fuse_file_info* info) {
  const std::string& all = disk().content(file_in(info));
  const auto from = std::min(static_cast<std::size_t>(offset), all.size());
  return static_cast<int>(all.copy(buffer, size, from));
}

int write(const char*, const char* bytes, std::size_t size, off_t offset, fuse_file_info* info) {
  disk().write(file_in(info), static_cast<std::size_t>(offset), {bytes, size});
  return static_cast<int>(size);
}

int resize(const char* path, off_t size, fuse_file_info* info) {
  const int file = file_of(path, info);
  if (file < 0) return -ENOENT;
  disk().resize(file, static_cast<std::size_t>(size));
  return 0;
}

int sync(const char*, int, fuse_file_info* info) {
  disk().sync(file_in(info));
  return 0;
}

int sync_folder(const char*, int, fuse_file_info*) {
  disk().sync_folder();
  return 0;
}

int remove(const char* path) {
  disk().remove(path + 1);
  return 0;
}

int rename(const char* from, const char* to, unsigned) {
  disk().rename(from + 1, to + 1);
  return 0;
}

int change_mode(const char*, mode_t, fuse_file_info*) { return 0; }
int change_times(const char*, const timespec*, fuse_file_info*) { return 0; }

/// The kernel keeps nothing; files live on when their name is gone.
void* begin(fuse_conn_info*, fuse_config* config) {
  config->attr_timeout = 0;
  config->entry_timeout = 0;
  config->negative_timeout = 0;
  config->nullpath_ok = 1;
  config->hard_remove = 1;
  return fuse_get_context()->private_data;
}

fuse_operations operations() {
  fuse_operations calls{};
  calls.init = begin;
  calls.getattr = get_attributes;
  calls.readdir = read_folder;
  calls.create = create;
  calls.open = open;
  calls.read = read;
  calls.write = write;
  calls.truncate = resize;
  calls.fsync = sync;
  calls.fsyncdir = sync_folder;
  calls.unlink = remove;
  calls.rename = rename;
  calls.chmod = change_mode;
  calls.utimens = change_times;
  return calls;
}

}  // namespace

bool serve_disk(const std::filesystem::path& mount_point, const std::filesystem::path& platter,
                const Cut& cut, std::size_t seed, const std::function<void()>& ready) {
  ServedDisk served(read_image(platter));
  char name[] = "linli-test-disk";
  char* arguments[] = {name, nullptr};
  fuse_args args{1, arguments, 0};
  const fuse_operations calls = operations();
  fuse* const server = fuse_new(&args, &calls, sizeof calls, &served);
  if (server == nullptr || fuse_mount(server, mount_point.c_str()) != 0) return false;
  ready();
  fuse_loop(server);  // until it is unmounted
  fuse_destroy(server);
  const Image left = served.after(cut, seed);
  for (const auto& entry : std::filesystem::directory_iterator(platter)) {
    std::filesystem::remove(entry.path());
  }
  write_image(platter, left);
  return true;
}

}  // namespace linli::tests
