#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "centre/ledger/ledger.h"
#include "centre/server/keys.h"
#include "centre/server/problem.h"
#include "centre/server/recent_terminals.h"

/// The calls of centre/api/openapi.yaml, without HTTP: what comes in is bytes and
/// the certificate that TLS has proved, what goes out is a status and a text.
namespace linli::centre {

/// The client certificate of a connection; TLS has verified that our CA issued it.
struct PeerCertificate {
  std::string common_name;
  crypto::Digest fingerprint{};
};

struct Request {
  std::optional<PeerCertificate> peer;
  std::vector<std::string> path;  // the values of {…} in the route, in order
  std::string content_digest;     // the header of RFC 9530, empty if absent
  std::string body;
};

struct Answer {
  int status = 204;
  std::string body;
  const char* content_type = "application/json";
};

Answer refuse(ProblemKind kind, std::vector<int> missing_parts = {});

class Api;

enum class Access { anyone, enrolled_terminal };

struct Route {
  const char* method;
  const char* path;  // as in the OpenAPI document: /v1/submissions/{id}
  Access access;
  std::size_t most_body_bytes;
  Answer (*handler)(Api& api, const Request& request);
};

std::span<const Route> routes();

/// Answers calls; safe from any thread.
class Api {
 public:
  struct Settings {
    std::string public_page;                 // where receipt codes point
    std::optional<protocol::Pacing> pacing;  // what terminals are asked for; empty: fair shares
  };
  /// All must outlive it.
  Api(Ledger& ledger, const Keys& keys, const base::Clock& clock, Settings settings)
      : ledger_(ledger), keys_(keys), clock_(clock), settings_(std::move(settings)) {}

  Answer answer(const Route& route, const Request& request);

  Ledger& ledger() { return ledger_; }
  const Keys& keys() const { return keys_; }
  base::WallTime now() const { return clock_.now(); }
  const Settings& settings() const { return settings_; }
  RecentTerminals& recent() { return recent_; }

 private:
  /// May this caller proceed? Empty for yes.
  std::optional<ProblemKind> refusal(const Route& route, const Request& request);

  Ledger& ledger_;
  const Keys& keys_;
  const base::Clock& clock_;
  Settings settings_;
  RecentTerminals recent_;
};

}  // namespace linli::centre
