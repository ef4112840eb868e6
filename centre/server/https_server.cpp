#include "centre/server/https_server.h"

#include <fmt/format.h>
#include <httplib.h>

#include <array>
#include <atomic>
#include <thread>

#include "centre/server/connections.h"
#include "centre/server/tls_context.h"
#include "kiosk/base/log.h"

namespace linli::centre {
namespace {

/// For the next bytes of a request, or taking some of an answer.
constexpr std::chrono::seconds kPatience{10};
constexpr std::chrono::seconds kKeepAlive{5};
constexpr std::size_t kMostRequestsAConnection = 1000;
constexpr std::chrono::seconds kStartPatience{10};
constexpr std::chrono::milliseconds kLookAround{250};  // for connections that take too long

/// /v1/submissions/{id} as the expression that httplib matches paths with.
std::string pattern_of(std::string_view path) {
  std::string pattern;
  bool inside = false;
  for (const char c : path) {
    if (c == '{') pattern += "([^/]{1,100})";
    inside = (inside || c == '{') && c != '}';
    if (!inside && c != '}') pattern += c;
  }
  return pattern;
}

/// RFC 9110 section 5.6.7: Sun, 22 Nov 2026 01:41:00 GMT.
std::string http_date(base::WallTime now) {
  constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(now - day)};
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                     days.at(std::chrono::weekday{day}.c_encoding()), unsigned{date.day()},
                     months.at(unsigned{date.month()} - 1), int{date.year()}, time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

Request request_from(const httplib::Request& http) {
  Request request;
  request.peer = peer_of(http.ssl);
  for (std::size_t i = 1; i < http.matches.size(); ++i)
    request.path.push_back(http.matches[i].str());
  request.content_digest = http.get_header_value("Content-Digest");
  return request;
}

void give(const Answer& answer, httplib::Response& http) {
  http.status = answer.status;
  if (!answer.body.empty()) http.set_content(answer.body, answer.content_type);
}

/// What httplib refuses before a call sees it.
ProblemKind problem_of_status(int status) {
  switch (status) {
    case 404:
      return ProblemKind::not_found;
    case 413:
      return ProblemKind::too_large;
    case 500:
      return ProblemKind::ledger_failed;
    default:
      return ProblemKind::malformed;
  }
}

/// httplib bounds a body only by its announced length, so there has to be one.
bool length_is_known(const httplib::Request& http) {
  const bool may_have_none = http.method == "GET" || http.method == "HEAD";
  return !http.has_header("Transfer-Encoding") && !http.has_header("Content-Encoding") &&
         (may_have_none || http.has_header("Content-Length"));
}

/// httplib's threads with a bound on the connections that wait for one, and a
/// look at the open ones whenever one comes, or none for a while.
class BoundedThreads final : public httplib::TaskQueue {
  /// void up to Debian 12's httplib, then bool.
  using Enqueued = decltype(std::declval<httplib::TaskQueue&>().enqueue(nullptr));

 public:
  BoundedThreads(const HttpsServer::Limits& limits, Connections& connections)
      : most_waiting_(limits.waiting), connections_(connections), threads_(limits.threads) {}

  Enqueued enqueue(std::function<void()> serve) override {
    connections_.close_overdue();
    if (waiting_ >= most_waiting_) {
      // Only httplib can close its socket, so it gets a connection that fails at once.
      const Connections::Refusal refusal;
      serve();
      return Enqueued(true);
    }
    ++waiting_;
    return threads_.enqueue([this, serve = std::move(serve)] {
      --waiting_;
      serve();
    });
  }

  void on_idle() override { connections_.close_overdue(); }

  void shutdown() override {
    connections_.stop_reading();
    threads_.shutdown();
  }

 private:
  const std::size_t most_waiting_;
  std::atomic<std::size_t> waiting_ = 0;
  Connections& connections_;
  httplib::ThreadPool threads_;
};

class Server final : public HttpsServer {
 public:
  Server(Api& api, const TlsIdentity& identity, const Limits& limits)
      : api_(api),
        limits_(limits),
        connections_(limits.whole_request),
        server_([&](SSL_CTX& context) {
          connections_.watch(context);
          return set_up_tls(context, identity, api.keys().ca);
        }) {}

  ~Server() override {
    server_.stop();
    if (listener_.joinable()) listener_.join();
  }

  int port() const override { return port_; }

  /// Empty when it listens.
  std::string start(const Options& options) {
    if (!server_.is_valid()) return "TLS can't be set up with the centre's keys";
    set_limits();
    set_answers();
    for (const Route& route : routes()) add(route);
    port_ = options.port;
    const bool bound = options.port == 0 ? (port_ = server_.bind_to_any_port(options.host)) > 0
                                         : server_.bind_to_port(options.host, options.port);
    if (!bound) {
      return fmt::format("can't listen on {} port {}: is something else there?", options.host,
                         options.port);
    }
    listener_ = std::jthread([this] { server_.listen_after_bind(); });
    return wait_until_running() ? "" : "the server does not come up";
  }

 private:
  /// stop() before the loop runs would be overlooked, so a start is complete
  /// only when it does.
  bool wait_until_running() const {
    const auto deadline = std::chrono::steady_clock::now() + kStartPatience;
    while (!server_.is_running() && std::chrono::steady_clock::now() < deadline) {
      std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    return server_.is_running();
  }

  void set_limits() {
    server_.new_task_queue = [this] { return new BoundedThreads(limits_, connections_); };
    server_.set_idle_interval(kLookAround);
    server_.set_read_timeout(kPatience);
    server_.set_write_timeout(kPatience);
    server_.set_keep_alive_timeout(kKeepAlive.count());
    server_.set_keep_alive_max_count(kMostRequestsAConnection);
    server_.set_payload_max_length(protocol::kMaxCommitBytes);
    server_.set_tcp_nodelay(true);
    // httplib would set SO_REUSEPORT: two centres could share one port unnoticed.
    server_.set_socket_options([](auto socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
  }

  void set_answers() {
    server_.set_pre_routing_handler([](const httplib::Request& http, httplib::Response& response) {
      if (length_is_known(http)) return httplib::Server::HandlerResponse::Unhandled;
      give(refuse(ProblemKind::length_required), response);
      return httplib::Server::HandlerResponse::Handled;
    });
    server_.set_post_routing_handler(
        [this](const httplib::Request& request, httplib::Response& http) {
          Connections::renew(request.ssl);
          http.set_header("Date", http_date(api_.now()));
          http.set_header("Cache-Control", "no-store");
        });
    server_.set_error_handler([](const httplib::Request&, httplib::Response& http) {
      if (http.body.empty()) give(refuse(problem_of_status(http.status)), http);
    });
    server_.set_exception_handler(
        [](const httplib::Request&, httplib::Response& http, const std::exception_ptr&) {
          base::log(base::LogLevel::error, "a call ended in an exception");
          give(refuse(ProblemKind::ledger_failed), http);
        });
  }

  void add(const Route& route) {
    const auto pattern = pattern_of(route.path);
    const auto without_body = [this, &route](const httplib::Request& http,
                                             httplib::Response& response) {
      answer(route, request_from(http), response);
    };
    const auto with_body = [this, &route](const httplib::Request& http, httplib::Response& response,
                                          const httplib::ContentReader& reader) {
      take(route, http, response, reader);
    };
    const std::string_view method = route.method;
    if (method == "GET") server_.Get(pattern, without_body);
    if (method == "PUT") server_.Put(pattern, with_body);
    if (method == "POST") server_.Post(pattern, with_body);
  }

  /// Reads the body up to the call's own limit.
  void take(const Route& route, const httplib::Request& http, httplib::Response& response,
            const httplib::ContentReader& reader) {
    if (http.is_multipart_form_data()) return give(refuse(ProblemKind::malformed), response);
    Request request = request_from(http);
    bool too_large = false;
    const bool read = reader([&](const char* data, std::size_t size) {
      too_large = request.body.size() + size > route.most_body_bytes;
      if (!too_large) request.body.append(data, size);
      return !too_large;
    });
    if (too_large || response.status == 413) return give(refuse(ProblemKind::too_large), response);
    if (!read) return give(refuse(ProblemKind::malformed), response);
    answer(route, request, response);
  }

  void answer(const Route& route, const Request& request, httplib::Response& response) {
    const Answer answer = api_.answer(route, request);
    base::log(base::LogLevel::debug, "{} {} {}", base::Public{route.method},
              base::Public{route.path}, answer.status);
    give(answer, response);
  }

  Api& api_;
  const Limits limits_;
  Connections connections_;
  httplib::SSLServer server_;
  int port_ = 0;
  std::jthread listener_;
};

}  // namespace

Expected<std::unique_ptr<HttpsServer>, std::string> HttpsServer::start(Api& api,
                                                                       const TlsIdentity& identity,
                                                                       const Options& options) {
  auto server = std::make_unique<Server>(api, identity, options.limits);
  if (auto error = server->start(options); !error.empty()) return unexpected(std::move(error));
  return server;
}

}  // namespace linli::centre
