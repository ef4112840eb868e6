#pragma once
#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace linli::base {

using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;
using SteadyTime = std::chrono::steady_clock::time_point;

/// A wall-clock reading with its error bound: the true time lies within
/// [earliest, latest] as far as the machine can know.
struct ClockInterval {
  WallTime earliest;
  WallTime latest;
  WallTime middle() const { return earliest + (latest - earliest) / 2; }
};

/// Where all time comes from. Safe from any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual ClockInterval interval() const = 0;
  virtual SteadyTime steady() const = 0;
  WallTime now() const { return interval().middle(); }
};

/// The machine's clocks; the error bound is the kernel's (adjtimex, maxerror).
class SystemClock final : public Clock {
 public:
  ClockInterval interval() const override;
  SteadyTime steady() const override;
};

/// For tests: stands still until it is moved.
class FakeClock final : public Clock {
 public:
  explicit FakeClock(WallTime start) : wall_(start) {}
  ClockInterval interval() const override;
  SteadyTime steady() const override;
  /// Moves both clocks forward.
  void advance(std::chrono::milliseconds by);
  /// Half the interval; none at first.
  void set_error(std::chrono::milliseconds bound);

 private:
  mutable std::mutex mutex_;
  WallTime wall_;
  std::chrono::milliseconds error_{};
  SteadyTime steady_{};
};

/// The hall's civil time: China Standard Time, UTC+8 all year (no daylight saving).
inline constexpr std::chrono::hours kHallOffset{8};

struct CivilTime {
  std::chrono::year_month_day date;
  std::chrono::hh_mm_ss<std::chrono::seconds> time;
  std::chrono::weekday weekday;
};
CivilTime hall_time(WallTime t);

/// RFC 3339 with the hall's offset and milliseconds: 2026-11-22T09:41:00.000+08:00.
std::string format_rfc3339(WallTime t);

/// The reverse; any offset is accepted. Empty for text that is not RFC 3339.
std::optional<WallTime> parse_rfc3339(std::string_view text);

}  // namespace linli::base
