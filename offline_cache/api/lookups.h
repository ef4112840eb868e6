#pragma once
#include <functional>
#include <string>

#include "kiosk/base/expected.h"
#include "kiosk/domain/benefit.h"
#include "kiosk/domain/person.h"
#include "kiosk/domain/receipt.h"
#include "offline_cache/api/trouble.h"

namespace linli::offline_cache {

struct BenefitAnswer {
  domain::BenefitStatus status;
  bool from_cache = false;  // the centre was out of reach; status.as_of says how old
};

enum class LookupError {
  unreachable,  // and nothing usable is stored here
  not_trusted,
  misbehaving,
  refused,       // the centre knows no such person or matter
  foreign_code,  // a QR code, but not a receipt of this project
  forged_code,   // looks like a receipt, the signature does not hold
};

/// Questions to the centre, answered from the store where it is out of reach.
/// Calls come from the UI thread, callbacks run on the UI thread exactly once.
class Lookups {
 public:
  virtual ~Lookups() = default;

  /// Needs the person's consent first. What the centre answers is kept so that
  /// only the same number opens it again.
  virtual void benefits(const domain::IdCard& card,
                        std::function<void(Expected<BenefitAnswer, LookupError>)> done) = 0;

  /// `code` is the text of a scanned QR code. Its signature is checked without
  /// the network; then the centre is asked, or this terminal's own queue.
  virtual void stage(const std::string& code,
                     std::function<void(Expected<domain::StageReport, LookupError>)> done) = 0;
};

}  // namespace linli::offline_cache
