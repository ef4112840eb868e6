#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "centre/server/https_server.h"
#include "offline_cache/store/terminal_identity.h"
#include "tests/support/temporary_folder.h"

namespace linli::tests {

/// Opens the ledger under test; `folder` is empty and its own.
using LedgerMaker =
    std::function<std::unique_ptr<centre::Ledger>(const std::filesystem::path& folder)>;
std::unique_ptr<centre::Ledger> sqlite_ledger(const std::filesystem::path& folder);

/// A centre over HTTPS on loopback, in this process, on any ledger.
class LoopbackCentre {
 public:
  /// `clock` must outlive it; certificates are valid from its time on.
  explicit LoopbackCentre(const base::Clock& clock, const LedgerMaker& make_ledger = sqlite_ledger);

  /// With a one-time code, over HTTPS.
  offline_cache::TerminalIdentity enrolled(const std::string& number);

  centre::Ledger& ledger() { return *ledger_; }
  const centre::Keys& keys() const { return keys_; }
  int port() const { return server_->port(); }
  /// https://localhost:PORT
  std::string address() const { return "https://localhost:" + std::to_string(port()); }

 private:
  TemporaryFolder folder_;
  const base::Clock& clock_;
  centre::Keys keys_;
  std::unique_ptr<centre::Ledger> ledger_;
  centre::Api api_;
  std::unique_ptr<centre::HttpsServer> server_;
};

}  // namespace linli::tests
