#include "tests/support/bad_centre.h"

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "kiosk/base/file.h"
#include "kiosk/crypto/certificate.h"

namespace linli::tests {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) { return base::read_file(path, 1 << 16).value(); }

/// Key and certificate of the false server, as files that httplib can load.
struct ServerFiles {
  fs::path key, certificate;
};

ServerFiles make_server_files(const fs::path& keys) {
  const auto ca_key = crypto::PrivateKey::from_pem(read(keys / "ca-key.pem")).value();
  const auto ca = crypto::Certificate::from_pem(read(keys / "ca.pem")).value();
  const auto key = crypto::PrivateKey::generate();
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto certificate =
      crypto::issue(ca_key, ca, crypto::make_signing_request(key, "false centre"),
                    {.common_name = "false centre",
                     .dns_names = {"localhost"},
                     .ip_addresses = {"127.0.0.1"},
                     .use = crypto::CertificateUse::tls_server,
                     .not_before = now - std::chrono::hours{1},
                     .not_after = now + std::chrono::hours{1}})
          .value();
  ServerFiles files{keys / "false-key.pem", keys / "false.pem"};
  if (base::write_file_durably(files.key, key.to_pem()) ||
      base::write_file_durably(files.certificate, certificate.to_pem())) {
    std::abort();
  }
  return files;
}

}  // namespace

class BadCentre::Impl {
 public:
  Impl(const ServerFiles& files, int port, Misbehaviour misbehaviour)
      : misbehaviour_(misbehaviour), server_(files.certificate.c_str(), files.key.c_str()) {
    const auto answer = [this](const httplib::Request&, httplib::Response& response) {
      misbehave(response);
    };
    server_.Get(".*", answer);
    server_.Post(".*", answer);
    server_.Put(".*", answer);
    // As the centre does it, so that one can follow the other on the port at once.
    server_.set_socket_options([](auto socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    server_.bind_to_port("127.0.0.1", port);
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::yield();
  }

  ~Impl() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    stopped_.notify_all();
    server_.stop();
    thread_.join();
  }

  int requests() const { return requests_; }

 private:
  void misbehave(httplib::Response& response) {
    switch (misbehaviour_) {
      case Misbehaviour::html:
        response.set_content("<html><body>Please log in to the network</body></html>", "text/html");
        break;
      case Misbehaviour::server_error: response.status = 500; break;
      case Misbehaviour::conflict:
        response.status = 409;
        response.set_content(
            R"({"status":409,"type":"urn:linli:problem:place-taken","title":"conflict"})",
            "application/problem+json");
        break;
      case Misbehaviour::half_response:
        response.set_content_provider(
            10'000, "application/json", [](std::size_t offset, std::size_t, httplib::DataSink& sink) {
              if (offset == 0) return sink.write(R"({"link":)", 8);
              return false;
            });
        break;
      case Misbehaviour::silence: {
        std::unique_lock lock(mutex_);
        stopped_.wait(lock, [this] { return stopping_; });
        break;
      }
    }
    ++requests_;
  }

  Misbehaviour misbehaviour_;
  std::atomic<int> requests_{0};
  std::mutex mutex_;
  std::condition_variable stopped_;
  bool stopping_ = false;
  httplib::SSLServer server_;
  std::thread thread_;
};

BadCentre::BadCentre(const fs::path& keys, int port, Misbehaviour misbehaviour)
    : impl_(std::make_unique<Impl>(make_server_files(keys), port, misbehaviour)) {}
BadCentre::~BadCentre() = default;
int BadCentre::requests() const { return impl_->requests(); }

}  // namespace linli::tests
