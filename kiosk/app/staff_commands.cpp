#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <iostream>
#include <memory>

#include "kiosk/app/commands.h"
#include "kiosk/app/control.h"
#include "kiosk/crypto/wipe.h"

namespace linli::app {
namespace {

using nlohmann::json;

bool is_number(const std::string& text) {
  return text.size() >= 4 && text.size() <= 8 &&
         text.find_first_not_of("0123456789") == std::string::npos;
}

/// What is typed does not show on the screen.
class NoEcho {
 public:
  NoEcho() : on_terminal_(::tcgetattr(STDIN_FILENO, &before_) == 0) {
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    if (on_terminal_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
  }
  ~NoEcho() {
    if (on_terminal_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  NoEcho(const NoEcho&) = delete;
  NoEcho& operator=(const NoEcho&) = delete;

 private:
  termios before_{};
  bool on_terminal_;
};

std::string ask_for(const char* what) {
  const bool person = ::isatty(STDIN_FILENO) != 0;
  if (person) fmt::print(stderr, "{}: ", what);
  std::string line;
  std::getline(std::cin, line);
  if (person) fmt::print(stderr, "\n");
  return line;
}

/// The PIN is a secret: it comes on standard input, twice, never on the command line.
Expected<std::string, std::string> ask_for_pin() {
  const NoEcho quiet;
  std::string pin = ask_for("PIN, 4 to 8 digits");
  const crypto::Wiped<std::string> again{ask_for("The PIN again")};
  const bool same = pin == again.value;
  if (same && is_number(pin)) return pin;
  crypto::wipe(pin);
  return unexpected(std::string(same ? "a PIN must be 4 to 8 digits" : "the two PINs differ"));
}

struct Entry {
  std::string number;
  std::string name;
  std::string role = "clerk";
};

int add_staff(const CommandContext& context, const Entry& entry) {
  const auto configuration = context.configuration();
  if (!configuration) return configuration.error();
  auto pin = ask_for_pin();
  if (!pin) return fail(pin.error());
  json request{{"do", "staff_add"},
               {"number", entry.number},
               {"name", entry.name},
               {"role", entry.role},
               {"pin", *pin}};
  const auto answer = ask_terminal(*configuration, request);
  crypto::wipe(*pin);
  crypto::wipe(request["pin"].get_ref<std::string&>());
  if (!answer) return fail(answer.error());
  fmt::print("{} may sign in as {}\n", entry.number, entry.role);
  return 0;
}

int list_staff(const CommandContext& context) {
  const auto configuration = context.configuration();
  if (!configuration) return configuration.error();
  const auto answer = ask_terminal(*configuration, {{"do", "staff"}});
  if (!answer) return fail(answer.error());
  fmt::print("number\tname\trole\n");
  for (const auto& member : (*answer)["staff"]) {
    fmt::print("{}\t{}\t{}\n", member["number"].get<std::string>(),
               member["name"].get<std::string>(), member["role"].get<std::string>());
  }
  return 0;
}

int remove_staff(const CommandContext& context, const std::string& number) {
  const auto configuration = context.configuration();
  if (!configuration) return configuration.error();
  const auto answer = ask_terminal(*configuration, {{"do", "staff_remove"}, {"number", number}});
  if (!answer) return fail(answer.error());
  fmt::print("{} can't sign in any more\n", number);
  return 0;
}

std::string wrong_number(const std::string& text) {
  return is_number(text) ? std::string{} : "must be 4 to 8 digits, as 1001";
}

}  // namespace

void add_staff_commands(CLI::App& app, CommandContext& context) {
  auto* staff = app.add_subcommand("staff", "Who may open the staff screens");
  staff->require_subcommand(1);
  auto entry = std::make_shared<Entry>();
  auto* add = staff->add_subcommand(
      "add", "Enters somebody, or gives them a new PIN; reads the PIN twice from standard input");
  add->add_option("number", entry->number, "Staff number, 4 to 8 digits")
      ->required()
      ->check(wrong_number);
  add->add_option("--name", entry->name, "As the screens show it, at most 20 letters")->required();
  add->add_option("--role", entry->role, "A supervisor may set items aside")
      ->check(CLI::IsMember({"clerk", "supervisor"}))
      ->capture_default_str();
  add->callback([entry, &context] { context.exit_code = add_staff(context, *entry); });

  auto* list = staff->add_subcommand("list", "Number, name and role, a line each");
  list->callback([&context] { context.exit_code = list_staff(context); });

  auto* remove = staff->add_subcommand("remove", "Somebody who may not sign in any more");
  remove->add_option("number", entry->number, "Staff number")->required()->check(wrong_number);
  remove->callback([entry, &context] { context.exit_code = remove_staff(context, entry->number); });
}

}  // namespace linli::app
