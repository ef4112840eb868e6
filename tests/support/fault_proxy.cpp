#include "tests/support/fault_proxy.h"

#include <sys/socket.h>

#include <map>

#include "kiosk/base/clock.h"
#include "tests/support/loopback_socket.h"
#include "tests/support/proxied_connection.h"

namespace linli::tests {
namespace {

constexpr std::size_t kMostOfAHello = 200;  // bytes of a handshake before it is reset

/// Issued by `ca` for a server called `name`.
centre::TlsIdentity certificate_for(const char* name, const crypto::PrivateKey& ca_key,
                                    const crypto::Certificate& ca) {
  const auto key = crypto::PrivateKey::generate();
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const crypto::CertificateRequest request{.common_name = name,
                                           .dns_names = {name},
                                           .ip_addresses = {},
                                           .use = crypto::CertificateUse::tls_server,
                                           .not_before = now - std::chrono::hours{1},
                                           .not_after = now + std::chrono::hours{1}};
  const auto signing_request = crypto::make_signing_request(key, name);
  return {key.to_pem(), crypto::issue(ca_key, ca, signing_request, request).value().to_pem()};
}

centre::TlsIdentity certificate_of_a_stranger() {
  const auto key = crypto::PrivateKey::generate();
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto ca = crypto::self_signed(key, {.common_name = "stranger",
                                            .dns_names = {},
                                            .ip_addresses = {},
                                            .use = crypto::CertificateUse::authority,
                                            .not_before = now - std::chrono::hours{1},
                                            .not_after = now + std::chrono::hours{1}});
  return certificate_for("localhost", key, ca.value());
}

}  // namespace

class FaultProxy::Impl {
 public:
  Impl(const centre::Keys& keys, int centre_port,
       const std::vector<offline_cache::TerminalIdentity>& terminals, FaultPlan& plan)
      : shared_{.plan = plan, .centre_port = centre_port, .passing_place = {}},
        right_(server_context(certificate_for("localhost", keys.ca_key, keys.ca), keys.ca)) {
    wrong_.push_back(server_context(certificate_of_a_stranger(), keys.ca));
    wrong_.push_back(
        server_context(certificate_for("elsewhere.example", keys.ca_key, keys.ca), keys.ca));
    for (const auto& terminal : terminals) {
      terminals_[terminal.terminal].context =
          client_context({terminal.tls_key, terminal.certificate}, keys.ca);
    }
  }

  int port() const { return server_.port(); }
  int answered() const { return shared_.answered; }
  int overtaken() const { return shared_.passing_place.overtaken(); }

 private:
  struct Terminal {
    TlsContext context;
    LateCopies copies;
  };

  void serve(int socket) {
    switch (shared_.plan.for_connection()) {
      case Fault::reset_tls:
        reset(socket);
        break;
      case Fault::wrong_certificate:
        (void)TlsStream::accept(socket, *wrong_[shared_.plan.below(wrong_.size())]);
        break;
      default:  // every other fault is of a request
        pass_on(socket);
        break;
    }
  }

  void reset(int socket) {
    std::string hello(shared_.plan.below(kMostOfAHello) + 1, '\0');
    (void)::recv(socket, hello.data(), hello.size(), MSG_WAITALL);
    reset_when_closed(socket);
  }

  void pass_on(int socket) {
    auto stream = TlsStream::accept(socket, *right_);
    if (!stream) return;
    const auto terminal = terminals_.find(stream->peer_name());
    if (terminal == terminals_.end()) return;
    ProxiedConnection connection(shared_, std::move(*stream), socket, *terminal->second.context,
                                 terminal->second.copies);
    while (connection.exchange()) {
    }
  }

  ProxyShared shared_;
  TlsContext right_;
  std::vector<TlsContext> wrong_;
  std::map<std::string, Terminal> terminals_;  // by number, the name in their certificates
  LoopbackServer server_{[this](int socket) { serve(socket); }};  // last: stops first
};

FaultProxy::FaultProxy(const centre::Keys& keys, int centre_port,
                       const std::vector<offline_cache::TerminalIdentity>& terminals,
                       FaultPlan& plan)
    : impl_(std::make_unique<Impl>(keys, centre_port, terminals, plan)) {}
FaultProxy::~FaultProxy() = default;

std::string FaultProxy::address() const {
  return "https://localhost:" + std::to_string(impl_->port());
}
int FaultProxy::answered() const { return impl_->answered(); }
int FaultProxy::overtaken() const { return impl_->overtaken(); }

}  // namespace linli::tests
