#pragma once
#include <chrono>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"
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
  /// Personal requests and their answers go through buffers that are gone afterwards.
  bool personal = false;
};

struct CentreAnswer {
  int status = 0;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;                            // at most kMostAnswerBytes
};
inline constexpr std::size_t kMostAnswerBytes = 1 << 20;

/// One request to the centre, one answer. Used by one thread.
class CentreTransport {
 public:
  virtual ~CentreTransport() = default;
  /// Any status is an answer; trouble is that there was none to be trusted
  /// (never `refused`). A requested stop ends the call soon, as unreachable.
  virtual Expected<CentreAnswer, CentreTrouble> send(const CentreRequest& request,
                                                     std::stop_token stop) = 0;
};

}  // namespace linli::offline_cache
