#include "tests/support/loopback_centre.h"

#include <nlohmann/json.hpp>

#include "centre/ledger/sqlite_ledger.h"
#include "centre/server/administration.h"
#include "offline_cache/sync/enrol.h"

namespace linli::tests {
namespace {

/// Each connection of a terminal, and those that the fault proxy opens beside them, has a thread.
constexpr centre::HttpsServer::Limits kLimits{.threads = 64};

}  // namespace

std::unique_ptr<centre::Ledger> sqlite_ledger(const std::filesystem::path& folder) {
  return centre::SqliteLedger::open(folder / "ledger.db").value();
}

LoopbackCentre::LoopbackCentre(const base::Clock& clock, const LedgerMaker& make_ledger)
    : clock_(clock),
      keys_(centre::Keys::load_or_create(folder_ / "keys", clock.now()).value()),
      ledger_(make_ledger(folder_.path())),
      api_(*ledger_, keys_, clock, {.public_page = "https://localhost/receipt", .pacing = {}}),
      server_(centre::HttpsServer::start(api_, *centre::make_tls_identity(keys_, {}, clock.now()),
                                         {.host = "127.0.0.1", .port = 0, .limits = kLimits})
                  .value()) {}

offline_cache::TerminalIdentity LoopbackCentre::enrolled(const std::string& number) {
  centre::Administration administration(*ledger_, keys_, clock_);
  const nlohmann::json command{{"command", "enrolment-code"}, {"terminal", number}};
  const auto answer = nlohmann::json::parse(administration.run(command.dump()));
  const TemporaryFolder terminal;
  return offline_cache::enrol({.directory = terminal.path(),
                               .centre_url = address(),
                               .ca_certificate = keys_.ca.to_pem(),
                               .terminal = number},
                              answer.at("result").at("code"), {})
      .value();
}

}  // namespace linli::tests
