#pragma once
#include <cstdint>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace linli::tests {

/// What a network can do to a connection or to one request and its answer.
enum class Fault {
  none,
  // to connections
  reset_tls,          // a reset in the middle of the handshake
  wrong_certificate,  // of another CA, or for another name
  // to requests
  delay,                // 1 to 20 ms before the centre gets it
  throttle,             // 20 kB/s both ways
  cut_request,          // after any byte, towards both sides
  cut_response,         // after any byte; the centre did what was asked
  duplicate,            // the centre gets it twice at once; the second answer counts
  late_duplicate,       // and once more after later requests
  hold_response,        // until another one has passed, or for 50 ms
  captive_portal,       // 200 and a page; the centre hears nothing
  bad_gateway,          // 502; the centre hears nothing
  lost_behind_gateway,  // 502; the centre did what was asked
  too_many_requests,    // 429 with Retry-After, of a gateway or in the centre's form
};
std::string_view name_of(Fault fault);

/// So many of a thousand.
struct Chance {
  Fault fault{};
  int per_mille = 0;
};

/// Which faults come, from a seed, and how many came. Safe from any thread;
/// the order in which threads ask is theirs.
class FaultPlan {
 public:
  FaultPlan(std::uint32_t seed, std::vector<Chance> connections, std::vector<Chance> requests)
      : chance_(seed), connections_(std::move(connections)), requests_(std::move(requests)) {}

  Fault for_connection() { return draw(connections_); }
  Fault for_request() { return draw(requests_); }
  /// From 0 up to but without `end`.
  std::size_t below(std::size_t end);
  /// Every fault of the tables, also those that did not come.
  std::map<Fault, int> counts() const;
  /// name: count, a line each.
  std::string report() const;

 private:
  Fault draw(const std::vector<Chance>& table);

  mutable std::mutex mutex_;
  std::mt19937 chance_;
  std::vector<Chance> connections_, requests_;
  std::map<Fault, int> came_;
};

}  // namespace linli::tests
