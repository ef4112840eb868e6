#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "centre/ledger/ledger.h"
#include "centre/server/administration.h"
#include "centre/server/https_server.h"
#include "kiosk/base/control_socket.h"

namespace linli::centre {

/// A centre without network: its data directory, opened by this process alone.
///   DATA/ledger.db or DATA/ledger.toml  DATA/keys/  DATA/control.sock  DATA/address
class Centre {
 public:
  /// Makes what is not there yet. `clock` must outlive it. The error is for
  /// the administrator.
  static Expected<std::unique_ptr<Centre>, std::string> open(const std::filesystem::path& data,
                                                             const base::Clock& clock);

  Ledger& ledger() { return *ledger_; }
  const Keys& keys() const { return keys_; }
  const base::Clock& clock() const { return clock_; }
  Administration& administration() { return administration_; }

 private:
  Centre(std::unique_ptr<Ledger> ledger, Keys keys, const base::Clock& clock);

  std::unique_ptr<Ledger> ledger_;
  Keys keys_;
  const base::Clock& clock_;
  Administration administration_;
};

struct ServeOptions {
  std::string host = "127.0.0.1";
  int port = 8443;                 // 0: the kernel chooses
  std::vector<std::string> names;  // further ones the certificate is valid for
  Api::Settings api{.public_page = "https://localhost/receipt"};
  HttpsServer::Limits limits{};
};

/// A centre that serves terminals over HTTPS and the administrator over the
/// control socket, until it is destroyed.
class RunningCentre {
 public:
  static Expected<std::unique_ptr<RunningCentre>, std::string> start(
      const std::filesystem::path& data, const ServeOptions& options, const base::Clock& clock);
  ~RunningCentre();

  /// https://HOST:PORT, also in DATA/address while it runs.
  const std::string& address() const { return address_; }
  Centre& centre() { return *centre_; }

 private:
  RunningCentre(std::unique_ptr<Centre> centre, const Api::Settings& settings);

  std::filesystem::path address_file_;
  std::string address_;
  std::unique_ptr<Centre> centre_;
  Api api_;
  std::unique_ptr<HttpsServer> server_;
  std::unique_ptr<base::ControlServer> control_;
};

inline constexpr const char* kControlSocket = "control.sock";

}  // namespace linli::centre
