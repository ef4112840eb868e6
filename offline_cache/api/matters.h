#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

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

/// The last kMostMatters matters of a person, encrypted so that only the same ID card finds them;
/// kept for 90 days. Calls come from the UI thread, callbacks run there exactly once.
class Matters {
 public:
  virtual ~Matters() = default;
  /// Replaces what was kept of the same item.
  virtual void keep(const domain::IdCard& card, Matter matter) = 0;
  /// The newest first; empty as well where the store can't be read.
  virtual void find(const domain::IdCard& card,
                    std::function<void(std::vector<MatterState>)> done) = 0;
};

}  // namespace linli::offline_cache
