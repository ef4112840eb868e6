#pragma once
#include <filesystem>
#include <system_error>

#include "kiosk/base/descriptor.h"
#include "kiosk/base/expected.h"

namespace linli::drivers::simulated {

/// A pseudo-terminal whose slave is what a driver opens, under a name of its own
/// (a symbolic link). Closing it is what unplugging is to the driver: a hang-up.
class PtyLine {
 public:
  /// Makes `link` point to the new slave. A link that stands there is replaced;
  /// anything else is refused (file_exists).
  static Expected<PtyLine, std::error_code> open(const std::filesystem::path& link);
  ~PtyLine();
  PtyLine(PtyLine&&) noexcept = default;
  PtyLine& operator=(PtyLine&&) = delete;

  /// Non-blocking.
  int master() const { return master_.get(); }

  /// A real line is no longer exclusive (TIOCEXCL) once the driver's process has
  /// died; this one is, because its slave stays open. Call it while the line is quiet.
  void forget_exclusive_use() const;

 private:
  PtyLine(std::filesystem::path link, base::Descriptor master, base::Descriptor slave);

  std::filesystem::path link_;
  base::Descriptor master_;
  base::Descriptor slave_;  // held open, so that the master survives drivers that come and go
};

}  // namespace linli::drivers::simulated
