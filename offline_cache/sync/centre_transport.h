#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/expected.h"
#include "offline_cache/api/trouble.h"

namespace linli::offline_cache {

enum class HttpMethod { get, put, post };

struct CentreRequest {
  HttpMethod method{};
  std::string path;          // /v1/heartbeats; contains nothing personal
  std::string content_type;  // empty for no body
  std::string body;
  std::map<std::string, std::string> headers;  // further ones
};

struct CentreAnswer {
  int status = 0;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;                            // at most kMostAnswerBytes
};
inline constexpr std::size_t kMostAnswerBytes = 1 << 20;

/// Requests to the centre, one or several at a time, and their answers. Used by
/// one thread. What went through its buffers is gone with the object.
class CentreTransport {
 public:
  /// Any status is an answer; trouble is that there was none to be trusted
  /// (never `refused`).
  using Contact = Expected<CentreAnswer, CentreTrouble>;
  using Ticket = std::uint64_t;
  struct Finished {
    Ticket ticket = 0;
    Contact contact;
  };

  virtual ~CentreTransport() = default;

  /// Sets a request on its way; wait() brings it there.
  virtual Ticket begin(CentreRequest request) = 0;
  /// Returns as soon as something has finished, `most` has passed, or a stop is
  /// requested. With nothing under way it is a pause.
  virtual std::vector<Finished> wait(std::chrono::milliseconds most,
                                     const std::stop_token& stop) = 0;
  /// Drops everything under way; the centre may have got it or not.
  virtual void abandon() = 0;

  struct Deadline {
    const base::Clock& clock;
    base::SteadyTime at;
    bool is_over() const { return clock.steady() >= at; }
  };
  /// One request alone: nothing else may be under way. A requested stop ends
  /// the call soon, as unreachable, and so does the deadline, if there is one.
  Contact send(CentreRequest request, const std::stop_token& stop,
               const Deadline* deadline = nullptr);
};

}  // namespace linli::offline_cache
