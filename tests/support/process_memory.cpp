#include "tests/support/process_memory.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "kiosk/base/descriptor.h"
#include "tests/support/automation_client.h"

namespace linli::tests {
namespace {

struct Region {
  std::uintptr_t begin = 0;
  std::uintptr_t end = 0;
  std::string name;
};

std::vector<Region> writable_regions(pid_t process) {
  std::ifstream maps(fmt::format("/proc/{}/maps", process));
  std::vector<Region> regions;
  for (std::string line; std::getline(maps, line);) {
    std::istringstream fields(line);
    std::string range, permissions, offset, device, inode, name;
    fields >> range >> permissions >> offset >> device >> inode >> name;
    if (permissions.find('w') == std::string::npos) continue;
    const auto dash = range.find('-');
    regions.push_back({std::stoull(range.substr(0, dash), nullptr, 16),
                       std::stoull(range.substr(dash + 1), nullptr, 16), name});
  }
  return regions;
}

/// The code points of well-formed UTF-8.
std::u32string code_points(const std::string& utf8) {
  std::u32string points;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) == 0x80) {
      points.back() = points.back() << 6 | (byte & 0x3Fu);
    } else {
      points.push_back(byte < 0x80 ? byte : byte & (byte < 0xE0 ? 0x1Fu : byte < 0xF0 ? 0x0Fu : 7u));
    }
  }
  return points;
}

void append_little_endian(std::string& out, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

std::map<std::string, std::string> forms_of(const std::string& utf8) {
  std::string utf16, utf32;
  for (const char32_t point : code_points(utf8)) {
    append_little_endian(utf32, point, 4);
    if (point < 0x10000) {
      append_little_endian(utf16, point, 2);
    } else {
      append_little_endian(utf16, 0xD800 + ((point - 0x10000) >> 10), 2);
      append_little_endian(utf16, 0xDC00 + ((point - 0x10000) & 0x3FF), 2);
    }
  }
  return {{"UTF-8", utf8}, {"UTF-16LE", utf16}, {"UTF-32LE", utf32}};
}

std::string read_region(int memory, const Region& region) {
  std::string content(region.end - region.begin, '\0');
  std::size_t filled = 0;
  while (filled < content.size()) {
    const ssize_t count = ::pread(memory, content.data() + filled, content.size() - filled,
                                  static_cast<off_t>(region.begin + filled));
    if (count <= 0) break;  // a guard page, or unmapped meanwhile
    filled += static_cast<std::size_t>(count);
  }
  content.resize(filled);
  return content;
}

}  // namespace

std::vector<MemoryFinding> find_in_memory(pid_t process, const std::string& utf8) {
  const base::Descriptor memory(
      ::open(fmt::format("/proc/{}/mem", process).c_str(), O_RDONLY | O_CLOEXEC));
  if (!memory) throw ScenarioFailure("the process's memory can't be read here");
  const auto forms = forms_of(utf8);
  std::vector<MemoryFinding> findings;
  for (const auto& region : writable_regions(process)) {
    const std::string content = read_region(memory.get(), region);
    for (const auto& [form, needle] : forms) {
      for (auto at = content.find(needle); at != std::string::npos;
           at = content.find(needle, at + 1)) {
        findings.push_back({region.name, form, at});
      }
    }
  }
  return findings;
}

long resident_kilobytes(pid_t process) {
  std::ifstream status(fmt::format("/proc/{}/status", process));
  for (std::string word; status >> word;) {
    long value = 0;
    if (word == "VmRSS:" && status >> value) return value;
  }
  throw ScenarioFailure("no such process");
}

long long processor_nanoseconds(pid_t process) {
  long long sum = 0;
  for (const auto& thread :
       std::filesystem::directory_iterator(fmt::format("/proc/{}/task", process))) {
    long long used = 0;
    std::ifstream(thread.path() / "schedstat") >> used;
    sum += used;
  }
  return sum;
}

}  // namespace linli::tests
