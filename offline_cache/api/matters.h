#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/expected.h"
#include "kiosk/domain/application.h"
#include "kiosk/domain/receipt.h"

namespace linli::offline_cache {

/// What a person has handed in at this terminal.
struct Matter {
  base::Uuid item;
  std::string receipt_number;
  std::string service;
  int service_version = 1;
  base::WallTime submitted_at{};
  domain::Answers answers;  // of an order, which may be changed; empty of anything else
  /// What was handed in to end it: the centre may not have it yet.
  std::optional<domain::OrderChange::How> ended = std::nullopt;
};

struct MatterState {
  Matter matter;
  domain::StageReport report;  // the centre's, or what this terminal knows
};

inline constexpr std::size_t kMostMatters = 20;

enum class MattersError {
  unreadable,  // what is kept of them: it stays as it is
};

/// The last kMostMatters matters of a person, encrypted so that only the same ID card finds them;
/// each is kept for 90 days from when it was handed in. Calls come from the UI thread, callbacks
/// run there exactly once.
class Matters {
 public:
  virtual ~Matters() = default;
  /// Replaces what was kept of the same item. Where that can't be read, nothing is written.
  virtual void keep(const domain::IdCard& card, Matter matter) = 0;
  /// The newest first. The centre is asked for a few seconds in all; of the rest the report is what
  /// this terminal knows.
  using Found = Expected<std::vector<MatterState>, MattersError>;
  virtual void find(const domain::IdCard& card, std::function<void(Found)> done) = 0;
};

}  // namespace linli::offline_cache
