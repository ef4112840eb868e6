#include "tests/support/fault_plan.h"

#include <fmt/format.h>

namespace linli::tests {

std::string_view name_of(Fault fault) {
  switch (fault) {
    case Fault::none:
      return "none";
    case Fault::reset_tls:
      return "TLS reset";
    case Fault::wrong_certificate:
      return "wrong certificate";
    case Fault::delay:
      return "delayed";
    case Fault::throttle:
      return "throttled to 20 kB/s";
    case Fault::cut_request:
      return "request cut";
    case Fault::cut_response:
      return "response cut";
    case Fault::duplicate:
      return "duplicated";
    case Fault::late_duplicate:
      return "duplicated later";
    case Fault::hold_response:
      return "response held";
    case Fault::captive_portal:
      return "HTML 200";
    case Fault::bad_gateway:
      return "502, nothing done";
    case Fault::lost_behind_gateway:
      return "502, but done";
    case Fault::too_many_requests:
      return "429 with Retry-After";
  }
  return "";
}

std::size_t FaultPlan::below(std::size_t end) {
  const std::lock_guard lock(mutex_);
  return std::uniform_int_distribution<std::size_t>(0, end - 1)(chance_);
}

Fault FaultPlan::draw(const std::vector<Chance>& table) {
  const std::lock_guard lock(mutex_);
  int left = std::uniform_int_distribution<int>(0, 999)(chance_);
  for (const auto& [fault, per_mille] : table) {
    left -= per_mille;
    if (left >= 0) continue;
    ++came_[fault];
    return fault;
  }
  return Fault::none;
}

std::map<Fault, int> FaultPlan::counts() const {
  const std::lock_guard lock(mutex_);
  std::map<Fault, int> counts = came_;
  for (const auto* table : {&connections_, &requests_}) {
    for (const auto& chance : *table) counts.try_emplace(chance.fault, 0);
  }
  return counts;
}

std::string FaultPlan::report() const {
  std::string lines;
  for (const auto& [fault, count] : counts())
    lines += fmt::format("{}: {}\n", name_of(fault), count);
  return lines;
}

}  // namespace linli::tests
