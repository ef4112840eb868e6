#pragma once
#include <functional>
#include <optional>
#include <string>

#include "kiosk/base/expected.h"
#include "kiosk/domain/application.h"

namespace linli::offline_cache {

struct Draft {
  std::string service;
  int service_version = 1;
  std::string step;  // id of the step that was open
  domain::Answers answers;
};

/// Unfinished applications, encrypted so that only the same ID card reopens
/// them; kept for 30 days. Calls come from the UI thread, callbacks run there.
class Drafts {
 public:
  virtual ~Drafts() = default;
  /// Replaces the person's draft of the same service.
  virtual void keep(const domain::IdCard& card, Draft draft,
                    std::function<void(bool kept)> done) = 0;
  virtual void find(const domain::IdCard& card, const std::string& service,
                    std::function<void(std::optional<Draft>)> done) = 0;
  virtual void drop(const domain::IdCard& card, const std::string& service) = 0;
};

}  // namespace linli::offline_cache
