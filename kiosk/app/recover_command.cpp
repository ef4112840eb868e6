#include <fmt/format.h>

#include <memory>

#include "kiosk/app/commands.h"
#include "kiosk/app/control.h"
#include "kiosk/base/stop_on_signals.h"
#include "offline_cache/sync/curl_transport.h"
#include "offline_cache/sync/recover.h"

namespace linli::app {
namespace {

using offline_cache::Recovered;
using offline_cache::RecoverError;

struct RecoverArguments {
  std::string from;
  std::string work = std::filesystem::temp_directory_path().string();
};

std::string describe(RecoverError error) {
  switch (error) {
    case RecoverError::no_recovery_copy:
      return "there is no store.recovery that can be read: without it the store can't be opened";
    case RecoverError::no_database:
      return "there is no store.db that can be read";
    case RecoverError::no_room:
      return "there is no room for a copy of the store and 200 MB more; name another folder with "
             "--work";
    case RecoverError::not_authorised:
      return "the centre's administrator has to authorise this: linli-centre recovery authorise; "
             "then run the same command again";
    case RecoverError::refused:
      return "the centre refused: it knows no such terminal, or the authorisation has ended; have "
             "it authorised again";
    case RecoverError::unreachable:
      return "the centre is out of reach; nothing is lost, run it again";
    case RecoverError::busy:
      return "the centre is busy; nothing is lost, run it again later";
    case RecoverError::not_trusted:
      return "the centre's certificate is not trusted";
    case RecoverError::stopped:
      return "stopped; nothing is left of the copy; run it again";
    case RecoverError::misbehaving:
      return "the centre's answer makes no sense; run it again";
    case RecoverError::store_unusable:
      return "the store does not open: damaged, or of a later version";
  }
  return "unknown error";
}

void tell(const Recovered& recovered) {
  const auto& answers = recovered.answers;
  fmt::print("terminal {}: recovered {}, there before {}, refused {}, still waiting {}\n",
             recovered.terminal, answers.accepted - answers.repeated, answers.repeated,
             answers.refused, recovered.later);
  if (recovered.unreadable_bytes > 0) {
    fmt::print("{} bytes of the disk could not be read\n", recovered.unreadable_bytes);
  }
  if (recovered.left_out > 0) {
    fmt::print("{} items are damaged or can't be read, and were left out\n", recovered.left_out);
  }
  for (const auto& item : recovered.for_staff) {
    fmt::print("for staff: {} ({}): {}\n", item.receipt_number, item.service, item.problem);
  }
  if (!recovered.closed) {
    fmt::print(
        "the centre has not closed the terminal's books: run this again; when nothing more can "
        "be recovered: "
        "linli-centre recovery close {}\n",
        recovered.terminal);
  }
  if (!recovered.has_mark) {
    fmt::print(
        "there is no high-water mark, as in a backup: what was handed in after it was made is not "
        "in it, and may be lost; what of that the terminal has sent stays open at the centre until "
        "linli-centre recovery close {}\n",
        recovered.terminal);
  } else if (recovered.health == offline_cache::StoreHealth::behind) {
    fmt::print(
        "the store is not at its high-water mark: later items may have been lost with the "
        "disk\n");
  }
}

/// 0 only if everything that waited there is at the centre, and nobody has to see to anything.
int recover_terminal(const CommandContext& context, const RecoverArguments& arguments) {
  const auto configuration = context.configuration();
  if (!configuration) return configuration.error();
  const auto identity = offline_cache::load_identity(configuration->state);
  if (!identity) return fail("this terminal is not enrolled, or its identity can't be read");
  const base::StopOnSignals stopping;  // before any thread
  const auto transport =
      offline_cache::make_curl_transport({.centre_url = configuration->centre_url,
                                          .ca_certificate = identity->ca_certificate,
                                          .certificate = identity->certificate,
                                          .key = identity->tls_key});
  const base::SystemClock clock;
  const auto recovered = offline_cache::recover({.from = arguments.from,
                                                 .work = arguments.work,
                                                 .identity = *identity,
                                                 .transport = *transport,
                                                 .clock = clock},
                                                stopping.token());
  if (!recovered) return fail(describe(recovered.error()));
  tell(*recovered);
  return recovered->complete() ? 0 : 1;
}

}  // namespace

void add_recover_command(CLI::App& app, CommandContext& context) {
  const auto arguments = std::make_shared<RecoverArguments>();
  auto* recover = app.add_subcommand(
      "recover", "Send what waits in the store of a terminal that died, from its disk or a backup");
  recover->add_option("--from", arguments->from, "Its state directory; only read")
      ->required()
      ->check(CLI::ExistingDirectory);
  recover->add_option("--work", arguments->work, "Where a private copy may be made for a while")
      ->capture_default_str()
      ->check(CLI::ExistingDirectory);
  recover->callback(
      [arguments, &context] { context.exit_code = recover_terminal(context, *arguments); });
}

}  // namespace linli::app
