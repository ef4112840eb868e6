#include "tests/peers/nginx.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "tests/support/files.h"
#include "tests/support/loopback_socket.h"

namespace linli::tests {
namespace {

constexpr const char* kProgram = "/usr/sbin/nginx";
constexpr std::chrono::seconds kStart{30};

/// {0} is the folder, {1} the port, {2} more words for `listen`, {3} a line for root. An item's own
/// path is a folder too once a part of it is there, so commits have a root of their own.
constexpr const char* kConfiguration = R"(
{3}
daemon off;
worker_processes 1;
pid {0}/pid;
error_log {0}/error.log;
events {{}}
http {{
  log_format finished "$request_method $uri $server_protocol $status $connection";
  access_log {0}/access.log finished;
  client_body_temp_path {0}/body;
  proxy_temp_path {0}/proxy;
  fastcgi_temp_path {0}/fastcgi;
  uwsgi_temp_path {0}/uwsgi;
  scgi_temp_path {0}/scgi;
  client_max_body_size 1m;
  lingering_close off;
  server {{
    listen 127.0.0.1:{1} ssl{2};
    ssl_certificate {0}/certificate.pem;
    ssl_certificate_key {0}/key.pem;
    ssl_client_certificate {0}/ca.pem;
    ssl_verify_client on;
    add_header Content-Type application/json;
    dav_methods PUT;
    create_full_put_path on;
    location / {{ root {0}/parts; }}
    location ~ ^/v1/submissions/[^/]+$ {{ root {0}/commits; }}
    location = /v1/heartbeats {{ return 204; }}
  }}
}}
)";

/// Free a moment ago; nginx can't say which one the kernel gave it.
int free_port() { return listen_on_loopback().port; }

}  // namespace

bool Nginx::installed() { return ::access(kProgram, X_OK) == 0; }

Nginx::Nginx(const Files& files, Protocol protocol) : port_(free_port()) {
  write_whole(folder_ / "ca.pem", files.ca);
  write_whole(folder_ / "certificate.pem", files.certificate);
  write_whole(folder_ / "key.pem", files.key);
  for (const char* root : {"parts", "commits"}) std::filesystem::create_directory(folder_ / root);
  write_configuration(protocol);
  server_.emplace(std::vector<std::string>{kProgram, "-p", folder_.path().string(), "-e",
                                           (folder_ / "error.log").string(), "-c",
                                           (folder_ / "nginx.conf").string()},
                  folder_ / "log");
  const auto deadline = std::chrono::steady_clock::now() + kStart;
  while (!connect_to_loopback(port_)) {
    if (!server_->running() || std::chrono::steady_clock::now() > deadline) {
      throw std::runtime_error("nginx does not start: " + read_whole(folder_ / "log") +
                               read_whole(folder_ / "error.log"));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{5});  // it does not say when it listens
  }
}

void Nginx::write_configuration(Protocol protocol) const {
  // Started by root, it would work as a user who may not enter the folder.
  const char* user = ::geteuid() == 0 ? "user root;" : "";
  write_whole(folder_ / "nginx.conf",
              fmt::format(kConfiguration, folder_.path().string(), port_,
                          protocol == Protocol::http_2 ? " http2" : "", user));
}

std::string Nginx::stored(const std::string& path) const {
  for (const char* root : {"parts", "commits"}) {
    const std::filesystem::path file = (folder_ / root).string() + path;
    if (std::filesystem::is_regular_file(file)) return read_whole(file);
  }
  return {};
}

std::vector<LoggedRequest> Nginx::log() const {
  std::vector<LoggedRequest> requests;
  std::istringstream lines(read_whole(folder_ / "access.log"));
  for (LoggedRequest request; lines >> request.method >> request.path >> request.protocol >>
                              request.status >> request.connection;) {
    requests.push_back(request);
  }
  return requests;
}

}  // namespace linli::tests
