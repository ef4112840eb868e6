#include "offline_cache/sync/upload_progress.h"

#include <algorithm>
#include <cmath>

namespace linli::offline_cache {
namespace {

using Seconds = std::chrono::duration<double>;

constexpr std::chrono::seconds kWindow{10};   // the rate is that of the last seconds
constexpr std::chrono::seconds kShortest{2};  // less says nothing of the line
constexpr std::chrono::seconds kNobody{5};    // between two looks: nobody looked meanwhile
constexpr double kLongest = 24 * 60 * 60;     // seconds; longer is no answer

std::size_t less(std::size_t bytes, std::size_t by) { return bytes - std::min(bytes, by); }

}  // namespace

void UploadProgress::leave_out(std::size_t held_back) {
  const std::size_t more = less(held_back, held_back_);
  held_back_ = held_back;
  most_ = less(most_, more);
  for (Look& look : looks_) look.left = less(look.left, more);
}

void UploadProgress::add_to(DayOverview& overview, base::SteadyTime now) {
  const std::lock_guard lock(mutex_);
  leave_out(overview.bytes_held_back);
  const std::size_t left = less(overview.bytes, overview.bytes_sent);
  const bool begins = left == 0 || looks_.empty() || now - looks_.back().at > kNobody;
  if (begins) {
    looks_.clear();
    most_ = 0;
  }
  most_ = std::max(most_, overview.bytes);
  overview.bytes = most_;
  overview.bytes_sent = most_ - left;
  looks_.push_back({now, left});
  while (now - looks_.front().at > kWindow) looks_.pop_front();
  const Look& first = looks_.front();
  if (now - first.at < kShortest || first.left <= left) return;
  const double rate =
      static_cast<double>(first.left - left) / Seconds(now - first.at).count();  // bytes a second
  overview.bytes_per_second = static_cast<std::size_t>(rate);
  const double seconds = std::ceil(static_cast<double>(left) / rate);
  if (seconds <= kLongest) overview.time_left = std::chrono::seconds(std::llround(seconds));
}

}  // namespace linli::offline_cache
