#pragma once
#include <chrono>
#include <memory>
#include <string>

#include "offline_cache/sync/centre_transport.h"

namespace linli::offline_cache {

/// How to reach the centre. HTTPS only; no redirects, no proxy, and no other
/// CA than the given one, not even the system's.
struct CurlOptions {
  std::string centre_url;      // https://centre.example:8443, without a path
  std::string ca_certificate;  // PEM
  std::string certificate;     // PEM of the client; empty before enrolment
  std::string key;             // PEM
  std::chrono::milliseconds connect_time{5'000};
  std::chrono::milliseconds total_time{30'000};  // and a second for each 8 KiB of the body
  std::chrono::seconds slow_time{10};            // below 64 bytes a second for so long is too slow
  std::size_t most_bytes_per_second = 0;         // that one request sends; 0: as fast as the line
};

/// A transport over one libcurl multi (TLS 1.2 or later, HTTP/2 where the centre
/// speaks it). Keeps its connections; requests share one where it has streams.
std::unique_ptr<CentreTransport> make_curl_transport(CurlOptions options);

}  // namespace linli::offline_cache
