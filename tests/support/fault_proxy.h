#pragma once
#include <memory>
#include <string>
#include <vector>

#include "centre/server/keys.h"
#include "offline_cache/store/terminal_identity.h"
#include "tests/support/fault_plan.h"

namespace linli::tests {

/// A bad network between terminals and a centre: takes their HTTP/1.1 over TLS,
/// with a certificate of the centre's own CA, does to it what the plan says,
/// and passes it on in the terminal's name. Any number of connections at a
/// time. Stops with the object; copies that are still to come are dropped then.
class FaultProxy {
 public:
  /// `plan` must outlive it. Only what these terminals send is passed on.
  FaultProxy(const centre::Keys& keys, int centre_port,
             const std::vector<offline_cache::TerminalIdentity>& terminals, FaultPlan& plan);
  ~FaultProxy();
  FaultProxy(const FaultProxy&) = delete;
  FaultProxy& operator=(const FaultProxy&) = delete;

  /// https://localhost:PORT
  std::string address() const;
  /// Whole requests that the centre answered, copies included.
  int answered() const;
  /// Held answers that another one overtook.
  int overtaken() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace linli::tests
