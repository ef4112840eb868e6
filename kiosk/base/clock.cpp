#include "kiosk/base/clock.h"

#include <fmt/format.h>
#include <sys/timex.h>

#include <charconv>

namespace linli::base {
namespace {

using std::chrono::milliseconds;

/// Reads `count` digits at `*at` and moves past them.
std::optional<int> digits(std::string_view text, std::size_t& at, std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  int value = 0;
  const char* begin = text.data() + at;
  const auto [end, error] = std::from_chars(begin, begin + count, value);
  if (error != std::errc{} || end != begin + count || value < 0) return std::nullopt;
  at += count;
  return value;
}

bool skip(std::string_view text, std::size_t& at, char expected) {
  if (at >= text.size() || text[at] != expected) return false;
  ++at;
  return true;
}

std::optional<std::chrono::minutes> parse_offset(std::string_view text) {
  if (text == "Z" || text == "z") return std::chrono::minutes{0};
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  std::size_t at = 1;
  const auto hours = digits(text, at, 2);
  if (!hours || !skip(text, at, ':')) return std::nullopt;
  const auto minutes = digits(text, at, 2);
  if (!minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const std::chrono::minutes offset{*hours * 60 + *minutes};
  return text[0] == '-' ? -offset : offset;
}

/// Reads an optional ".fff…" and moves past it; digits after the third are dropped.
milliseconds parse_fraction(std::string_view text, std::size_t& at) {
  if (!skip(text, at, '.')) return milliseconds{0};
  milliseconds fraction{0};
  for (int scale = 100; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10) {
    fraction += milliseconds{scale * (text[at] - '0')};
  }
  return fraction;
}

}  // namespace

ClockInterval SystemClock::interval() const {
  const auto now = std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
  timex state{};
  const bool synchronised = adjtimex(&state) != TIME_ERROR;
  // Unsynchronised, the kernel's bound means nothing; a day is what a flat
  // clock battery and a careful eye leave.
  const milliseconds bound =
      synchronised ? milliseconds{state.maxerror / 1000 + 1} : milliseconds{std::chrono::hours{24}};
  return {now - bound, now + bound};
}

SteadyTime SystemClock::steady() const { return std::chrono::steady_clock::now(); }

ClockInterval FakeClock::interval() const {
  const std::lock_guard lock(mutex_);
  return {wall_ - error_, wall_ + error_};
}

SteadyTime FakeClock::steady() const {
  const std::lock_guard lock(mutex_);
  return steady_;
}

void FakeClock::advance(milliseconds by) {
  const std::lock_guard lock(mutex_);
  wall_ += by;
  steady_ += by;
}

void FakeClock::set_error(milliseconds bound) {
  const std::lock_guard lock(mutex_);
  error_ = bound;
}

CivilTime hall_time(WallTime t) {
  const auto local = std::chrono::floor<std::chrono::seconds>(t + kHallOffset);
  const auto day = std::chrono::floor<std::chrono::days>(local);
  return {std::chrono::year_month_day{day}, std::chrono::hh_mm_ss{local - day},
          std::chrono::weekday{day}};
}

std::string format_rfc3339(WallTime t) {
  const auto civil = hall_time(t);
  const auto fraction = (t - std::chrono::floor<std::chrono::seconds>(t)).count();
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}+08:00", int{civil.date.year()},
                     unsigned{civil.date.month()}, unsigned{civil.date.day()},
                     civil.time.hours().count(), civil.time.minutes().count(),
                     civil.time.seconds().count(), fraction);
}

std::optional<WallTime> parse_rfc3339(std::string_view text) {
  std::size_t at = 0;
  const auto year = digits(text, at, 4);
  if (!year || !skip(text, at, '-')) return std::nullopt;
  const auto month = digits(text, at, 2);
  if (!month || !skip(text, at, '-')) return std::nullopt;
  const auto day = digits(text, at, 2);
  if (!day || !(skip(text, at, 'T') || skip(text, at, 't'))) return std::nullopt;
  const auto hour = digits(text, at, 2);
  if (!hour || !skip(text, at, ':')) return std::nullopt;
  const auto minute = digits(text, at, 2);
  if (!minute || !skip(text, at, ':')) return std::nullopt;
  const auto second = digits(text, at, 2);
  if (!second || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  const milliseconds fraction = parse_fraction(text, at);
  const auto offset = parse_offset(text.substr(at));
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!offset || !date.ok()) return std::nullopt;
  return WallTime{std::chrono::sys_days{date} + std::chrono::hours{*hour} +
                  std::chrono::minutes{*minute} + std::chrono::seconds{*second} + fraction -
                  *offset};
}

}  // namespace linli::base
