#pragma once
#include <string_view>

namespace linli::offline_cache {

/// The migration that finds the days with ratings that the centre has not accepted, without a look
/// at every day that ever was: the counters of a day stay for good.
inline constexpr std::string_view kRatingSchema = R"sql(
CREATE INDEX day_count_of_open_ratings ON day_count (stored - accepted)
  WHERE service = 'rating' AND stored <> accepted;
)sql";

}  // namespace linli::offline_cache
