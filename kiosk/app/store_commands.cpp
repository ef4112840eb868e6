#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>

#include "kiosk/app/commands.h"
#include "kiosk/app/control.h"
#include "kiosk/base/file.h"
#include "kiosk/protocol/chain.h"
#include "offline_cache/store/recovery_copy.h"
#include "offline_cache/sync/enrol.h"

namespace linli::app {
namespace {

using nlohmann::json;
using offline_cache::EnrolError;

constexpr std::size_t kLargestCertificate = 64 * 1024;

// ---- queue ----

void print_item_line(const json& item) {
  fmt::print("{}\t{}\t{}\t{}\t{}\t{}\t{}\n", item["sequence"].get<std::uint64_t>(),
             item["receipt_number"].get<std::string>(), item["service"].get<std::string>(),
             item["state"].get<std::string>(), item["created"].get<std::string>(),
             item["attempts"].get<int>(), item["problem"].get<std::string>());
}

/// Gives every page of the queue to `print`, so that the first lines come at once.
int for_each_page(const CommandContext& context, const std::function<void(const json&)>& print) {
  std::int64_t after = 0;
  for (bool more = true; more;) {
    const auto answer = ask(context, {{"do", "queue"}, {"after", after}});
    if (!answer) return answer.error();
    const auto& items = (*answer)["items"];
    print(items);
    more = (*answer)["more"].get<bool>();
    if (more) after = items.back()["position"].get<std::int64_t>();
  }
  return 0;
}

int list_queue(const CommandContext& context, bool as_json) {
  if (!as_json) {
    fmt::print("sequence\treceipt\tservice\tstate\tcreated\tattempts\tproblem\n");
    return for_each_page(context, [](const json& items) {
      for (const auto& item : items) print_item_line(item);
    });
  }
  auto all = json::array();
  const int exit_code = for_each_page(context, [&](const json& items) {
    for (const auto& item : items) all.push_back(item);
  });
  if (exit_code == 0) fmt::print("{}\n", all.dump());
  return exit_code;
}

int show_item(const CommandContext& context, const std::string& wanted) {
  const auto answer = ask(context, {{"do", "item"}, {"item", wanted}});
  if (!answer) return answer.error();
  fmt::print("{}\n", (*answer)["item"].dump(2));
  return 0;
}

int requeue_item(const CommandContext& context, const std::string& wanted) {
  const auto answer = ask(context, {{"do", "requeue"}, {"item", wanted}});
  if (!answer) return answer.error();
  fmt::print("{} waits to be sent again\n", wanted);
  return 0;
}

int restart_chain(const CommandContext& context) {
  const auto answer = ask(context, {{"do", "restart_chain"}});
  if (!answer) return answer.error();
  fmt::print("the chain begins anew; what is stored is sent as before\n");
  return 0;
}

void add_queue_commands(CLI::App& app, CommandContext& context) {
  auto* queue = app.add_subcommand("queue", "What waits for the centre")->require_subcommand(1);
  auto* list = queue->add_subcommand("list", "Every item, oldest first, a line each");
  auto as_json = std::make_shared<bool>(false);
  list->add_flag("--json", *as_json, "One JSON array on one line");
  list->callback([as_json, &context] { context.exit_code = list_queue(context, *as_json); });

  auto* show = queue->add_subcommand("show", "One item, with its parts");
  auto wanted = std::make_shared<std::string>();
  show->add_option("item", *wanted, "Receipt number or id")->required()->check(wrong_encoding);
  show->callback([wanted, &context] { context.exit_code = show_item(context, *wanted); });

  auto* retry = queue->add_subcommand("retry", "Has a quarantined item tried again");
  retry->add_option("item", *wanted, "Receipt number or id")->required()->check(wrong_encoding);
  retry->callback([wanted, &context] { context.exit_code = requeue_item(context, *wanted); });
}

int back_up(const CommandContext& context, const std::string& folder) {
  const auto path = std::filesystem::absolute(folder);
  const auto answer = ask(context, {{"do", "backup"}, {"folder", path.string()}});
  if (!answer) return answer.error();
  fmt::print("{}: {} items\n", (path / "store.db").string(),
             (*answer)["items"].get<std::uint64_t>());
  return 0;
}

void add_backup_command(CLI::App& app, CommandContext& context) {
  auto* backup = app.add_subcommand(
      "backup", "Copy the store while the kiosk runs, for this machine or for linlictl recover");
  auto folder = std::make_shared<std::string>();
  backup->add_option("folder", *folder, "A folder that the terminal's user may write to")
      ->required();
  backup->callback([folder, &context] { context.exit_code = back_up(context, *folder); });
}

void add_restart_command(CLI::App& app, CommandContext& context) {
  auto* restart = app.add_subcommand(
      "restart-chain", "After the store was restored from a backup (doctor says: behind)");
  auto sure = std::make_shared<bool>(false);
  restart->add_flag("--restored", *sure, "Yes, the store was restored")->required();
  restart->callback([sure, &context] { context.exit_code = restart_chain(context); });
}

// ---- sync ----

/// 0 only if nothing waits any more: a script can tell by it.
int sync_once(const CommandContext& context) {
  const auto answer = ask(context, {{"do", "sync"}});
  if (!answer) return answer.error();
  const auto& report = *answer;
  fmt::print("accepted {}, quarantined {}, waiting {}\n", report["accepted"].get<int>(),
             report["quarantined"].get<int>(), report["waiting"].get<int>());
  if (report["trouble"].is_string()) {
    return fail("the centre: " + report["trouble"].get<std::string>());
  }
  return report["waiting"] == 0 ? 0 : 1;
}

void add_sync_command(CLI::App& app, CommandContext& context) {
  auto* sync = app.add_subcommand("sync", "Send what waits");
  auto once = std::make_shared<bool>(false);
  sync->add_flag("--once", *once, "Try every waiting item once, whatever its backoff")->required();
  sync->callback([once, &context] { context.exit_code = sync_once(context); });
}

// ---- day-close ----

void print_names(const char* about, const json& names) {
  for (const auto& name : names) fmt::print("{}: {}\n", about, name.get<std::string>());
}

/// 0 only if both sides agreed: a script can tell by it.
int close_day(const CommandContext& context, bool as_json) {
  const auto answer = ask(context, {{"do", "day_close"}});
  if (!answer) return answer.error();
  const json& closed = *answer;
  if (as_json) {
    fmt::print("{}\n", closed.dump());
  } else {
    fmt::print("{} {}: {} here, {} at the centre, check code {}\n",
               closed["day"].get<std::string>(), closed["result"].get<std::string>(),
               closed["here"].get<int>(), closed["there"].get<int>(),
               closed["check_code"].get<std::string>());
    print_names("missing at the centre", closed["missing_there"]);
    print_names("not alike", closed["differs"]);
    print_names("unknown here", closed["unknown_here"]);
  }
  return closed["result"] == "agreed" ? 0 : 1;
}

void add_day_close_command(CLI::App& app, CommandContext& context) {
  auto* close =
      app.add_subcommand("day-close", "Send what waits, compare with the centre, close the day");
  auto as_json = std::make_shared<bool>(false);
  close->add_flag("--json", *as_json, "One JSON object on one line");
  close->callback([as_json, &context] { context.exit_code = close_day(context, *as_json); });
}

// ---- enrol ----

std::string describe(EnrolError error, const Configuration& configuration) {
  switch (error) {
    case EnrolError::unreachable:
      return "the centre is out of reach; nothing was changed";
    case EnrolError::not_trusted:
      return "the centre's certificate is not of the CA given with --ca; nothing was sent";
    case EnrolError::misbehaving:
      return "the centre's answer makes no sense";
    case EnrolError::refused:
      return "the centre refused: the code is wrong, used or too old; ask for a new one";
    case EnrolError::wrong_input:
      return "the file given with --ca is no certificate (PEM)";
    case EnrolError::already_enrolled:
      return "this terminal is enrolled already; nothing was changed";
    case EnrolError::damaged:
      return damaged_identity(configuration);
    case EnrolError::not_saved:
      return "the identity can't be written to the state directory";
  }
  return "unknown error";
}

struct EnrolArguments {
  std::string terminal;
  std::string ca;
};

/// The code is a secret: it comes on standard input, never on the command line.
std::string ask_for_code() {
  if (::isatty(STDIN_FILENO) != 0) fmt::print(stderr, "One-time code from the centre: ");
  std::string code;
  std::getline(std::cin, code);
  return code;
}

int enrol_terminal(const CommandContext& context, const EnrolArguments& arguments) {
  const auto configuration = context.configuration();
  if (!configuration) return configuration.error();
  const auto ca = base::read_file(arguments.ca, kLargestCertificate);
  if (!ca) return fail(arguments.ca + ": " + ca.error().message());
  become_owner_of(configuration->state);
  const auto identity = offline_cache::enrol({.directory = configuration->state,
                                              .centre_url = configuration->centre_url,
                                              .ca_certificate = *ca,
                                              .terminal = arguments.terminal},
                                             ask_for_code(), {});
  if (!identity) return fail(describe(identity.error(), *configuration));
  fmt::print("terminal {} is enrolled with {}\n", identity->terminal, configuration->centre_url);
  const auto key = offline_cache::store_key(configuration->state, machine_vault());
  const auto error =
      key ? offline_cache::keep_recovery_copy(configuration->state, *key, *identity) : key.error();
  if (error) {
    return fail("the store's key could not be kept for recovery: " + error.message());
  }
  return 0;
}

void add_enrol_command(CLI::App& app, CommandContext& context) {
  auto* enrol = app.add_subcommand(
      "enrol", "Join a centre; reads the centre's one-time code from standard input");
  auto arguments = std::make_shared<EnrolArguments>();
  enrol->add_option("--terminal", arguments->terminal, "Number of this terminal, 4 digits")
      ->required()
      ->check([](const std::string& number) {
        return protocol::is_terminal_number(number) ? std::string{}
                                                    : "must be four digits, as 0417";
      });
  enrol->add_option("--ca", arguments->ca, "Certificate of the centre's CA (PEM)")->required();
  enrol->callback(
      [arguments, &context] { context.exit_code = enrol_terminal(context, *arguments); });
}

}  // namespace

void add_store_commands(CLI::App& app, CommandContext& context) {
  add_enrol_command(app, context);
  add_queue_commands(app, context);
  add_backup_command(app, context);
  add_restart_command(app, context);
  add_sync_command(app, context);
  add_day_close_command(app, context);
}

}  // namespace linli::app
