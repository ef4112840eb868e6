#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "centre/ledger/ledger.h"
#include "centre/server/keys.h"

namespace linli::centre {

/// What the administrator's commands do. Commands and answers are JSON in one
/// line, because they come over the control socket while the server runs; when
/// it does not, the command line calls this itself.
///   {"command": "stage", "receipt": …, "stage": …, "note": …}
///   {"ok": true, "result": …}   {"ok": false, "error": "for the administrator"}
/// Safe from any thread.
class Administration {
 public:
  /// All must outlive it.
  Administration(Ledger& ledger, const Keys& keys, const base::Clock& clock)
      : ledger_(ledger), keys_(keys), clock_(clock) {}

  std::string run(std::string_view command);

  Ledger& ledger() { return ledger_; }
  const Keys& keys() const { return keys_; }
  base::WallTime now() const { return clock_.now(); }

 private:
  Ledger& ledger_;
  const Keys& keys_;
  const base::Clock& clock_;
};

}  // namespace linli::centre
