#include "centre/server/centre.h"

#include <fmt/format.h>

#include "centre/server/open_ledger.h"
#include "kiosk/base/file.h"

namespace linli::centre {
namespace {

/// The host a client on this machine can use, in the form of a URL (RFC 3986 section 3.2.2).
std::string url_host(const ServeOptions& options) {
  const bool everywhere = options.host == "0.0.0.0" || options.host == "::";
  const std::string host = !everywhere             ? options.host
                           : options.names.empty() ? "localhost"
                                                   : options.names.front();
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

}  // namespace

Centre::Centre(std::unique_ptr<Ledger> ledger, Keys keys, const base::Clock& clock)
    : ledger_(std::move(ledger)),
      keys_(std::move(keys)),
      clock_(clock),
      administration_(*ledger_, keys_, clock) {}

Expected<std::unique_ptr<Centre>, std::string> Centre::open(const std::filesystem::path& data,
                                                            const base::Clock& clock) {
  std::error_code error;
  std::filesystem::create_directories(data, error);
  if (error) return unexpected(data.string() + ": " + error.message());
  // The ledger comes first: in SQLite its lock keeps a second centre away from the keys too.
  auto ledger = open_ledger(data);
  if (!ledger) return unexpected(std::move(ledger.error()));
  auto keys = Keys::load_or_create(data / "keys", clock.now());
  if (!keys) return unexpected(keys.error());
  return std::unique_ptr<Centre>(new Centre(*std::move(ledger), *std::move(keys), clock));
}

RunningCentre::RunningCentre(std::unique_ptr<Centre> centre, const Api::Settings& settings)
    : centre_(std::move(centre)),
      api_(centre_->ledger(), centre_->keys(), centre_->clock(), settings) {}

Expected<std::unique_ptr<RunningCentre>, std::string> RunningCentre::start(
    const std::filesystem::path& data, const ServeOptions& options, const base::Clock& clock) {
  auto centre = Centre::open(data, clock);
  if (!centre) return unexpected(centre.error());
  const auto identity = make_tls_identity((*centre)->keys(), options.names, clock.now());
  if (!identity) return unexpected(identity.error());
  std::unique_ptr<RunningCentre> running(new RunningCentre(*std::move(centre), options.api));
  auto server =
      HttpsServer::start(running->api_, *identity, {options.host, options.port, options.limits});
  if (!server) return unexpected(server.error());
  running->server_ = *std::move(server);
  auto control = base::ControlServer::listen(
      data / kControlSocket,
      [&administration = running->centre_->administration()](
          std::string_view line, const std::stop_token&) { return administration.run(line); });
  if (!control) {
    return unexpected((data / kControlSocket).string() + ": " + control.error().message());
  }
  running->control_ = *std::move(control);
  running->address_ = fmt::format("https://{}:{}", url_host(options), running->server_->port());
  running->address_file_ = data / "address";
  if (const auto failed =
          base::write_file_durably(running->address_file_, running->address_ + "\n")) {
    return unexpected(running->address_file_.string() + ": " + failed.message());
  }
  return running;
}

RunningCentre::~RunningCentre() {
  if (address_file_.empty()) return;
  std::error_code ignored;
  std::filesystem::remove(address_file_, ignored);
}

}  // namespace linli::centre
