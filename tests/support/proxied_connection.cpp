#include "tests/support/proxied_connection.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <thread>

#include "tests/support/loopback_socket.h"

namespace linli::tests {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kMostHead = 64 * 1024;
constexpr std::string_view kHeadEnd = "\r\n\r\n";
constexpr milliseconds kLongestHold{50};
constexpr std::size_t kLongestDelay = 20;        // ms
constexpr std::size_t kLatestCopy = 40;          // requests
constexpr std::size_t kLongestRetryAfter = 120;  // s
constexpr std::size_t kThrottledPiece = 400;     // bytes every 20 ms: 20 kB/s
constexpr milliseconds kThrottledPause{20};

/// Content-Length of a message's head (RFC 9112 section 6.2); 0 for none.
std::size_t body_size(std::string_view head) {
  constexpr std::string_view name = "\r\ncontent-length:";
  const auto found = std::ranges::search(
      head, name, [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
  const char* at = found.end() == head.end() ? nullptr : &*found.end();
  if (found.empty() || at == nullptr) return 0;
  while (*at == ' ') ++at;
  std::size_t size = 0;
  std::from_chars(at, head.data() + head.size(), size);
  return size;
}

std::string message(std::string_view status, std::string_view headers, std::string_view body) {
  return fmt::format("HTTP/1.1 {}\r\n{}Content-Length: {}\r\n\r\n{}", status, headers, body.size(),
                     body);
}

std::string login_page() {
  return message("200 OK", "Content-Type: text/html\r\n",
                 "<html><body>Please log in to the network</body></html>");
}

std::string gateway_page() {
  return message("502 Bad Gateway", "Content-Type: text/html\r\n", "<h1>Bad Gateway</h1>");
}

std::string come_back_later(std::size_t seconds, bool as_the_centre) {
  return message("429 Too Many Requests",
                 fmt::format("Retry-After: {}\r\nContent-Type: {}\r\n", seconds,
                             as_the_centre ? "application/problem+json" : "text/html"),
                 as_the_centre
                     ? R"({"status":429,"type":"urn:linli:problem:too-many","title":"slow down"})"
                     : "<h1>Too Many Requests</h1>");
}

bool write_slowly(TlsStream& stream, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto piece = bytes.substr(0, kThrottledPiece);
    if (!stream.write(piece)) return false;
    bytes.remove_prefix(piece.size());
    std::this_thread::sleep_for(kThrottledPause);
  }
  return true;
}

std::optional<std::string> read_message(TlsStream& stream) {
  auto text = stream.read_through(kHeadEnd, kMostHead);
  if (!text) return std::nullopt;
  const std::size_t size = body_size(*text);
  const std::string body = stream.read(size);
  if (body.size() < size) return std::nullopt;
  return *text + body;
}

}  // namespace

void PassingPlace::pass() {
  const std::lock_guard lock(mutex_);
  ++answers_;
  passed_.notify_all();
}

void PassingPlace::wait_for_another() {
  std::unique_lock lock(mutex_);
  const int before = answers_;
  if (passed_.wait_for(lock, kLongestHold, [&] { return answers_ > before; })) ++overtaken_;
}

void LateCopies::keep(std::string request, std::size_t after_requests) {
  const std::lock_guard lock(mutex_);
  copies_.push_back({std::move(request), after_requests});
}

std::deque<std::string> LateCopies::next() {
  const std::lock_guard lock(mutex_);
  std::deque<std::string> due;
  for (Copy& copy : copies_) {
    if (copy.after_requests-- == 0) due.push_back(std::move(copy.request));
  }
  std::erase_if(copies_, [](const Copy& copy) { return copy.request.empty(); });
  return due;
}

bool ProxiedConnection::exchange() {
  auto head = terminal_.read_through(kHeadEnd, kMostHead);
  if (!head) return false;
  const std::size_t rest = body_size(*head);
  const Fault fault = shared_.plan.for_request();
  if (fault == Fault::cut_request) return cut_request(std::move(*head), rest);
  const std::string body = terminal_.read(rest);
  if (body.size() < rest) return false;
  send_late_copies();
  return exchange(fault, *head + body);
}

bool ProxiedConnection::exchange(Fault fault, const std::string& request) {
  FaultPlan& plan = shared_.plan;
  switch (fault) {
    case Fault::captive_portal:
      return answer_with(login_page());
    case Fault::bad_gateway:
      return answer_with(gateway_page());
    case Fault::too_many_requests:
      return answer_with(come_back_later(1 + plan.below(kLongestRetryAfter), plan.below(2) == 0));
    case Fault::lost_behind_gateway:
      (void)ask_centre(request);
      return answer_with(gateway_page());
    case Fault::cut_response: {
      const auto answer = ask_centre(request);
      return answer && cut_response(*answer);
    }
    case Fault::duplicate: {
      std::optional<std::string> answer;
      ask_twice_at_once(request, answer);
      return pass_on(answer);
    }
    case Fault::hold_response: {
      const auto answer = ask_centre(request);
      shared_.passing_place.wait_for_another();
      return pass_on(answer);
    }
    case Fault::throttle:
      return exchange_throttled(request);
    case Fault::delay:
      std::this_thread::sleep_for(milliseconds{1 + plan.below(kLongestDelay)});
      return pass_on(ask_centre(request));
    case Fault::late_duplicate:
      copies_.keep(request, 1 + plan.below(kLatestCopy));
      return pass_on(ask_centre(request));
    case Fault::none:
    case Fault::cut_request:
    case Fault::reset_tls:
    case Fault::wrong_certificate:
      return pass_on(ask_centre(request));
  }
  return false;
}

bool ProxiedConnection::cut_request(std::string request, std::size_t rest) {
  const std::size_t most = shared_.plan.below(request.size() + rest);
  if (most > request.size()) request += terminal_.read(most - request.size());
  request.resize(std::min(request.size(), most));
  if (auto upstream = connect()) {
    upstream->stream.write(request);
    if (shared_.plan.below(2) == 0) reset_when_closed(upstream->socket.get());
  }
  reset_when_closed(terminal_socket_);
  return false;
}

bool ProxiedConnection::cut_response(const std::string& answer) {
  terminal_.write(std::string_view(answer).substr(0, shared_.plan.below(answer.size())));
  switch (shared_.plan.below(3)) {
    case 0:
      terminal_.say_end();
      break;
    case 1:
      reset_when_closed(terminal_socket_);
      break;
    default:  // the socket just closes
      break;
  }
  return false;
}

bool ProxiedConnection::answer_with(std::string_view answer) {
  shared_.passing_place.pass();
  return terminal_.write(answer);
}

bool ProxiedConnection::pass_on(const std::optional<std::string>& answer) {
  return answer_with(answer ? *answer : gateway_page());
}

bool ProxiedConnection::exchange_throttled(const std::string& request) {
  auto slow = connect();
  if (!slow || !write_slowly(slow->stream, request)) return false;
  const auto answer = read_message(slow->stream);
  if (!answer) return false;
  ++shared_.answered;
  shared_.passing_place.pass();
  return write_slowly(terminal_, *answer);
}

std::optional<ProxiedConnection::Upstream> ProxiedConnection::connect() const {
  auto socket = connect_to_loopback(shared_.centre_port);
  if (!socket) return std::nullopt;
  auto stream = TlsStream::connect(socket.get(), towards_centre_);
  if (!stream) return std::nullopt;
  return Upstream{std::move(socket), std::move(*stream)};
}

std::optional<std::string> ProxiedConnection::ask_centre(const std::string& request) {
  if (upstream_) {
    if (auto answer = ask(*upstream_, request)) return answer;
  }
  upstream_ = connect();
  return upstream_ ? ask(*upstream_, request) : std::nullopt;
}

std::optional<std::string> ProxiedConnection::ask(Upstream& upstream, const std::string& request) {
  if (!upstream.stream.write(request)) return std::nullopt;
  auto answer = read_message(upstream.stream);
  if (answer) ++shared_.answered;
  return answer;
}

void ProxiedConnection::ask_twice_at_once(const std::string& request,
                                          std::optional<std::string>& answer) {
  auto first = connect();
  auto second = connect();
  if (!first || !second || !first->stream.write(request)) return;
  answer = ask(*second, request);
  if (read_message(first->stream)) ++shared_.answered;
}

void ProxiedConnection::send_late_copies() {
  for (const std::string& copy : copies_.next()) {
    if (auto upstream = connect()) (void)ask(*upstream, copy);
  }
}

}  // namespace linli::tests
