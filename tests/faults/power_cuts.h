#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace linli::tests {

/// A disk of its own whose power can be cut while something writes to it.
class CutDisk {
 public:
  CutDisk() = default;
  virtual ~CutDisk() = default;
  CutDisk(const CutDisk&) = delete;
  CutDisk& operator=(const CutDisk&) = delete;

  /// Why there is none here; empty: there is.
  virtual std::string missing() const = 0;
  /// A folder on it, for a store.
  virtual std::filesystem::path folder() const = 0;
  /// Whoever writes stands still: from here on nothing more reaches the platter.
  virtual void power_off() = 0;
  /// Whoever wrote has died: the disk is there again, with what was on the platter.
  virtual bool power_on() = 0;
};

/// What a number of power cuts have brought to light.
struct PowerCuts {
  int cuts = 0;
  std::size_t stored = 0;    // receipts that were printed before a cut
  std::size_t accepted = 0;  // acceptances that were
  std::vector<std::string> broken;
};

/// A process submits and has items accepted through a store of its own on the disk, and prints
/// every receipt and acceptance; it is stopped at a moment of chance, and the power cut. Then
/// everything it had printed is looked for, and the store is looked into. A new store is begun
/// every few cuts. Ends early after a few broken promises.
PowerCuts cut_power(CutDisk& disk, int cuts, unsigned seed);

}  // namespace linli::tests
