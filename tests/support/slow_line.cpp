#include "tests/support/slow_line.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <deque>
#include <thread>

namespace linli::tests {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kPacket = 4096;  // bytes that travel together
/// What waits to enter the line, as time: a sender beyond it has to wait.
constexpr auto kMostQueue = 20ms;
constexpr std::chrono::nanoseconds kLongestSleep = 1s;

bool write_all(int socket, const std::string& bytes) {
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t count = ::send(socket, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
    if (count <= 0) return false;
    done += static_cast<std::size_t>(count);
  }
  return true;
}

/// Waits for bytes, if they are wanted, at most so long.
bool readable(int socket, bool wanted, std::chrono::nanoseconds most) {
  pollfd one{socket, POLLIN, 0};
  const auto wait = std::clamp(most, std::chrono::nanoseconds{0}, kLongestSleep);
  const auto seconds = std::chrono::floor<std::chrono::seconds>(wait);
  const timespec time{seconds.count(), (wait - seconds).count()};
  return ::ppoll(&one, wanted ? 1 : 0, &time, nullptr) > 0;
}

}  // namespace

SlowLine::SlowLine(int to_port, LineSpeed speed) : to_port_(to_port), speed_(speed) {}

void SlowLine::serve(int socket) {
  const auto target = connect_to_loopback(to_port_);
  if (!target) return;
  std::jthread back([&] { carry(target.get(), socket, back_); });
  carry(socket, target.get(), there_);
}

void SlowLine::carry(int from, int to, Lane& lane) const {
  struct Packet {
    Clock::time_point due;
    std::string bytes;
  };
  std::deque<Packet> on_the_way;
  for (bool open = true; open || !on_the_way.empty();) {
    const auto now = Clock::now();
    while (!on_the_way.empty() && on_the_way.front().due <= now) {
      if (!write_all(to, on_the_way.front().bytes)) open = false;
      on_the_way.pop_front();
    }
    const auto room_at = free_at(lane) - kMostQueue;
    const bool room = open && room_at <= now;
    auto next = now + kLongestSleep;
    if (!on_the_way.empty()) next = on_the_way.front().due;
    if (open && !room) next = std::min(next, room_at);
    if (!readable(from, room, next - now)) continue;
    std::string bytes(kPacket, '\0');
    const ssize_t count = ::recv(from, bytes.data(), bytes.size(), 0);
    open = count > 0;
    bytes.resize(open ? static_cast<std::size_t>(count) : 0);
    if (open) on_the_way.push_back({arrival(lane, bytes.size()), std::move(bytes)});
  }
  ::shutdown(to, SHUT_WR);
}

SlowLine::Clock::time_point SlowLine::arrival(Lane& lane, std::size_t bytes) const {
  const std::lock_guard lock(lane.mutex);
  lane.bytes += bytes;
  lane.free_at = std::max(lane.free_at, Clock::now());
  if (speed_.bits_per_second > 0) {
    lane.free_at += std::chrono::nanoseconds{static_cast<std::int64_t>(bytes) * 8 * 1'000'000'000 /
                                             speed_.bits_per_second};
  }
  return lane.free_at + speed_.round_trip / 2;
}

SlowLine::Clock::time_point SlowLine::free_at(Lane& lane) {
  const std::lock_guard lock(lane.mutex);
  return lane.free_at;
}

}  // namespace linli::tests
