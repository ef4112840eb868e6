#include <sys/stat.h>

#include <functional>

#include "centre/server/authorise_recovery.h"
#include "centre/server/command_line.h"
#include "centre/server/import_packages.h"
#include "centre/server/serve.h"
#include "kiosk/base/day.h"
#include "kiosk/command_line/command_line.h"
#include "kiosk/protocol/messages.h"
#include "kiosk/protocol/receipt_code.h"

using namespace linli::centre;

namespace {

struct Arguments {
  std::string data;
  ServeOptions serve;
  std::string terminal;
  std::string seed_file;
  bool json = false;
  std::string receipt;
  std::string save;
  linli::centre::StageArguments to;  // of the command stage
  std::string before;
  std::string stick;
  std::string by;
  std::string recovery_key;
};

/// For CLI::Option::check().
std::function<std::string(const std::string&)> refusal_unless(bool (*fits)(std::string_view),
                                                              const char* why) {
  return [fits, why](const std::string& text) { return std::string(fits(text) ? "" : why); };
}

bool is_day(std::string_view text) { return linli::base::day_from(text).has_value(); }

bool is_public_page(std::string_view text) {
  return text.size() <= linli::protocol::kMostPageBytes && text.find('?') == text.npos;
}

CLI::App* add_command(CLI::App& app, Arguments& arguments, const char* name, const char* about) {
  CLI::App* command = app.add_subcommand(name, about);
  command
      ->add_option("--data", arguments.data, "The centre's directory: ledger, keys, control socket")
      ->required()
      ->type_name("DIR");
  return command;
}

void add_pacing(CLI::App* serve_command, std::optional<linli::protocol::Pacing>& pacing) {
  const auto asked = [&pacing]() -> linli::protocol::Pacing& {
    return pacing ? *pacing : pacing.emplace();
  };
  serve_command
      ->add_option_function<int>(
          "--pace", [asked](int value) { asked().between = std::chrono::milliseconds{value}; },
          "Ask terminals to leave so many milliseconds between their requests [0]")
      ->type_name("MS")
      ->check(CLI::Range(0, static_cast<int>(linli::protocol::kLongestPace.count())));
  serve_command
      ->add_option_function<int>(
          "--in-flight", [asked](int value) { asked().most_in_flight = value; },
          "Ask terminals to send at most so many items at a time [their own setting]")
      ->type_name("N")
      ->check(CLI::Range(1, linli::protocol::kMostInFlight));
}

void add_serve(CLI::App& app, Arguments& arguments, int& status) {
  CLI::App* serve_command =
      add_command(app, arguments, "serve", "Serve terminals until SIGTERM; makes DIR and its keys");
  serve_command
      ->add_option_function<std::string>(
          "--listen",
          [&arguments](const std::string& text) {
            if (!read_listen(text, arguments.serve)) {
              throw CLI::ValidationError("--listen", "needs HOST:PORT, as 127.0.0.1:8443");
            }
          },
          "Where to listen; port 0 lets the kernel choose [127.0.0.1:8443]")
      ->type_name("HOST:PORT");
  serve_command
      ->add_option(
          "--name", arguments.serve.names,
          "Name or address that terminals reach the centre by, for its certificate; repeatable")
      ->type_name("HOST");
  serve_command
      ->add_option("--public-page", arguments.serve.api.public_page,
                   "Page that the codes on receipts lead to, without a query")
      ->type_name("URL")
      ->check(refusal_unless(is_public_page, "at most 96 characters, no query"));
  add_pacing(serve_command, arguments.serve.api.pacing);
  serve_command->callback([&] { status = serve(arguments.data, arguments.serve); });
}

void add_terminal_commands(CLI::App& app, Arguments& arguments, int& status) {
  CLI::App* code = add_command(app, arguments, "enrolment-code",
                               "Print a code that lets one terminal enrol, once, within 24 hours");
  code->add_option("--terminal", arguments.terminal, "The terminal's four digits")
      ->required()
      ->type_name("0417")
      ->check(refusal_unless(linli::protocol::is_terminal_number, "must be four digits, as 0417"));
  code->callback([&] {
    status = administer(arguments.data, enrolment_code_command(arguments.terminal), print_code);
  });
  CLI::App* terminals =
      add_command(app, arguments, "terminals", "List enrolled terminals and how they do");
  terminals->add_flag("--json", arguments.json, "Print JSON instead of a table");
  terminals->callback([&] {
    status = administer(arguments.data, terminals_command(),
                        arguments.json ? print_json : print_terminals);
  });
}

void add_seed(CLI::App& app, Arguments& arguments, int& status) {
  CLI::App* seed = add_command(app, arguments, "seed", "Store residents and benefits from a file");
  seed->add_option("FILE", arguments.seed_file, "JSON, as assets/demo/residents.json")->required();
  seed->callback([&] { status = linli::centre::seed(arguments.data, arguments.seed_file); });
}

void add_submission_commands(CLI::App& app, Arguments& arguments, int& status) {
  CLI::App* list = add_command(app, arguments, "submissions",
                               "List what arrived, opened; open emergencies first");
  list->add_flag("--json", arguments.json, "Print JSON instead of a table");
  CLI::Option* show =
      list->add_option("--show", arguments.receipt, "Print one submission whole, as JSON")
          ->type_name("RECEIPT");
  list->add_option("--save", arguments.save, "With --show: open the attachments into a directory")
      ->type_name("DIR")
      ->needs(show);
  list->callback([&] {
    status = arguments.receipt.empty()
                 ? administer(arguments.data, submissions_command(),
                              arguments.json ? print_json : print_submissions)
                 : administer(arguments.data, show_command(arguments.receipt, arguments.save),
                              print_json);
  });
  CLI::App* stage =
      add_command(app, arguments, "stage",
                  "Record where a submission stands; an order is changed or cancelled "
                  "by what the resident hands in");
  stage->add_option("RECEIPT", arguments.to.receipt, "Number on the receipt, or the item's id")
      ->required();
  stage->add_option("STAGE", arguments.to.stage, kStagesSetByStaff)
      ->required()
      ->check(refusal_unless(is_set_by_staff, "is not one of the stages that staff set"));
  stage->add_option("--note", arguments.to.note, "For the resident: reason, or what is missing");
  stage
      ->add_option("--need", arguments.to.needs,
                   "A field of the form that the resident is to answer again, and why; repeatable")
      ->allow_extra_args(false)  // or it would take what follows
      ->type_name("FIELD=WHY");
  stage->add_option("--until", arguments.to.until, "Last day of the supplement")
      ->type_name("2026-12-10")
      ->check(refusal_unless(is_day, "must be a date, as 2026-12-10"));
  stage->callback(
      [&] { status = administer(arguments.data, stage_command(arguments.to), print_stage); });
}

void add_day_close_commands(CLI::App& app, Arguments& arguments, int& status) {
  CLI::App* closes =
      add_command(app, arguments, "day-closes", "List what terminals closed and what is open");
  closes->add_flag("--json", arguments.json, "Print JSON instead of a table");
  closes->callback([&] {
    status = administer(arguments.data, day_closes_command(),
                        arguments.json ? print_json : print_day_closes);
  });
  CLI::App* expire =
      add_command(app, arguments, "expire",
                  "Delete the content of closed and settled submissions; their acceptances stay");
  expire->add_option("--before", arguments.before, "Of those that were accepted before this day")
      ->required()
      ->type_name("2026-11-22")
      ->check(refusal_unless(is_day, "must be a date, as 2026-11-22"));
  expire->callback([&] { status = linli::centre::expire(arguments.data, arguments.before); });
}

void add_import(CLI::App& app, Arguments& arguments, int& status) {
  CLI::App* import = add_command(
      app, arguments, "import",
      "Take the packages of terminals from a USB stick; writes the answers beside them");
  import->add_option("STICK", arguments.stick, "Where the stick is mounted")
      ->required()
      ->check(CLI::ExistingDirectory);
  import->callback([&] { status = import_packages(arguments.data, arguments.stick);
});
}  // namespace

CLI::Option* add_terminal(CLI::App* command, std::string& terminal) {
  return command->add_option("TERMINAL", terminal, "Number of the terminal that died")
      ->required()
      ->type_name("0417");
}

void add_recovery_commands(CLI::App& app, Arguments& arguments, int& status) {
  CLI::App* recovery =
      app.add_subcommand("recovery", "Let one terminal send what another has left on its disk");
  recovery->require_subcommand(1);
  CLI::App* list =
      add_command(*recovery, arguments, "list", "List who asked, and what was authorised");
  list->add_flag("--json", arguments.json, "Print JSON instead of a table");
  list->callback([&] {
    status = administer(arguments.data, recoveries_command(),
                        arguments.json ? print_json : print_recoveries);
  });
  CLI::App* authorise = add_command(*recovery, arguments, "authorise",
                                    "Let a terminal that has asked recover another, for 24 hours");
  add_terminal(authorise, arguments.terminal);
  authorise->add_option("--for", arguments.by, "Number of the terminal that asked")
      ->required()
      ->type_name("0418");
  authorise
      ->add_option("--key", arguments.recovery_key,
                   "The recovery key [keys/recovery-key.pem in the centre's directory]")
      ->type_name("FILE");
  authorise->callback([&] {
    const std::filesystem::path kept =
        std::filesystem::path(arguments.data) / "keys/recovery-key.pem";
    status = authorise_recovery_with_key(
        arguments.data, arguments.terminal, arguments.by,
        arguments.recovery_key.empty() ? kept : std::filesystem::path(arguments.recovery_key));
  });
  CLI::App* revoke = add_command(*recovery, arguments, "revoke",
                                 "End every recovery of a terminal; its certificate counts again");
  add_terminal(revoke, arguments.terminal);
  revoke->callback([&] {
    status =
        administer(arguments.data, revoke_recoveries_command(arguments.terminal), print_revoked);
  });
  CLI::App* close =
      add_command(*recovery, arguments, "close",
                  "Close the books of a dead terminal from which nothing more can come");
  add_terminal(close, arguments.terminal);
  close->callback([&] {
    status = administer(arguments.data, close_dead_books_command(arguments.terminal), print_closed);
  });
}

}  // namespace

int main(int argc, char** argv) {
  umask(0077);  // everything in the data directory is its owner's alone
  CLI::App app{
      "The centre that Linli terminals send applications to.\n\n"
      "  linli-centre serve --data /var/lib/linli-centre\n"
      "  linli-centre enrolment-code --data /var/lib/linli-centre --terminal 0417\n"
      "  linli-centre submissions --data /var/lib/linli-centre\n\n"
      "Commands other than serve ask the running centre, or open the directory\n"
      "themselves when none runs.",
      "linli-centre"};
  Arguments arguments;
  int status = 0;
  add_serve(app, arguments, status);
  add_terminal_commands(app, arguments, status);
  add_seed(app, arguments, status);
  add_submission_commands(app, arguments, status);
  add_day_close_commands(app, arguments, status);
  add_import(app, arguments, status);
  add_recovery_commands(app, arguments, status);
  app.require_subcommand(1);
  const auto ended = linli::read_arguments(app, argc, argv);
  return ended ? *ended : status;
}
