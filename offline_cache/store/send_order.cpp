#include "offline_cache/store/send_order.h"

#include <numeric>

namespace linli::offline_cache {
namespace {

struct Urgency {
  std::string_view service;
  std::int64_t yields;
};
/// Services that are not named here yield to kYieldsOfOthers. Relief may be an
/// emergency; a booking's seat is held for it at the centre.
constexpr Urgency kUrgencies[] = {
    {"temporary_relief", 0}, {"marriage_booking", 100}, {"rating", 10'000}};
/// What a large item yields besides: about two hours of a full hall.
constexpr std::int64_t kYieldsOfLarge = 200;

std::int64_t yields_of(std::string_view service) {
  for (const auto& row : kUrgencies) {
    if (row.service == service) return row.yields;
  }
  return kYieldsOfOthers;
}

}  // namespace

SendOrder send_order(const protocol::Commit& commit, bool urgent) {
  const std::size_t bytes = std::accumulate(
      commit.parts.begin(), commit.parts.end(), commit.sealed_manifest.size(),
      [](std::size_t sum, const protocol::PartDigest& part) { return sum + part.size; });
  const bool large = bytes > protocol::kMaxInsideBytes;
  const std::int64_t yields = urgent ? 0 : yields_of(commit.service);
  return {yields + (large ? kYieldsOfLarge : 0), large};
}

}  // namespace linli::offline_cache
