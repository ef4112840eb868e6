#pragma once
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "kiosk/base/bytes.h"

namespace linli::tests {

/// A line of vectors.txt.
struct Vector {
  std::string kind;
  std::string name;
  Bytes bytes;
};

inline Bytes from_hex(const std::string& hex) {
  Bytes bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes.push_back(static_cast<std::uint8_t>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  }
  return bytes;
}

/// The vectors of one kind.
inline std::vector<Vector> vectors(const std::string& kind) {
  std::ifstream file(LINLI_SAMV_VECTORS);
  std::vector<Vector> found;
  for (std::string line; std::getline(file, line);) {
    const auto first = line.find(" | ");
    const auto last = line.rfind(" | ");
    if (line.starts_with('#') || line.substr(0, first) != kind) continue;
    found.push_back(
        {kind, line.substr(first + 3, last - first - 3), from_hex(line.substr(last + 3))});
  }
  if (found.empty()) throw std::runtime_error("no vectors of kind " + kind);
  return found;
}

/// The frame of that name.
inline Bytes frame_named(const std::string& name) {
  for (const Vector& vector : vectors("frame")) {
    if (vector.name == name) return vector.bytes;
  }
  throw std::runtime_error("no vector " + name);
}

}  // namespace linli::tests
