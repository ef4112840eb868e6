#pragma once
#include <chrono>
#include <optional>

#include "kiosk/protocol/messages.h"
#include "offline_cache/sync/centre_transport.h"

/// What an answer is, before anyone looks at what it says.
namespace linli::offline_cache {

enum class AnswerKind {
  success,   // 2xx with JSON, or 204
  problem,   // 4xx with problem details (RFC 9457): the centre's own word
  later,     // 401, 403, 408, 425, 429 or 503 with problem details: ask again later
  nonsense,  // HTML, redirects, other 5xx, no JSON: not the centre as we know it
};
AnswerKind kind_of(const CentreAnswer& answer);

/// For those who ask once and don't retry; empty for success.
std::optional<CentreTrouble> trouble_of(const CentreAnswer& answer);

/// Retry-After in seconds (RFC 9110 section 10.2.3), at most `longest`. A date
/// there is not obeyed: the terminal's clock may be wrong.
std::optional<std::chrono::milliseconds> retry_after(const CentreAnswer& answer,
                                                     std::chrono::milliseconds longest);

}  // namespace linli::offline_cache
