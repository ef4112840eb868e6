#pragma once
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "tests/kiosk/documents/invented_report.h"
#include "tests/support/temporary_folder.h"

/// What the pages say, read back by poppler's programs, which share no code with Cairo.
namespace linli::tests {

inline std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), &::pclose);
  std::string all;
  std::array<char, 4096> block{};
  while (const std::size_t count = std::fread(block.data(), 1, block.size(), pipe.get())) {
    all.append(block.data(), count);
  }
  return all;
}

/// A paper as whoever gets it reads it.
struct Printed {
  TemporaryFolder folder;
  explicit Printed(const std::string& pdf) {
    std::ofstream(folder / "a.pdf", std::ios::binary) << pdf;
  }
  /// One of poppler's programs over the file.
  std::string read(const std::string& program, const std::string& rest = "") const {
    return output_of(program + " " + (folder / "a.pdf").string() + " " + rest + " 2>&1");
  }
  std::string text() const { return read("pdftotext -layout", "-"); }
  bool says(const char* words) const { return text().find(words) != std::string::npos; }
  /// A picture of each page to look at.
  void keep_pictures(const char* name) const {
    const std::filesystem::path pictures = LINLI_PICTURES_DEFAULT;
    std::filesystem::create_directories(pictures);
    read("pdftoppm -png -r 80", (pictures / name).string());
  }
};

}  // namespace linli::tests
