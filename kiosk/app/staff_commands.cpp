#include <fmt/format.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

#include <iostream>
#include <memory>

#include "kiosk/app/commands.h"
#include "kiosk/app/control.h"
#include "kiosk/base/descriptor.h"
#include "kiosk/base/ending_signals.h"
#include "kiosk/crypto/wipe.h"
#include "kiosk/domain/identity_number.h"
#include "offline_cache/api/staff_forms.h"

namespace linli::app {
namespace {

using nlohmann::json;

/// Standard input where what is typed does not show. Ctrl-C takes effect only
/// when this ends, so that the terminal shows again what is typed.
class HiddenInput {
 public:
  HiddenInput()
      : on_terminal_(::tcgetattr(STDIN_FILENO, &before_) == 0),
        blocked_before_(base::block_ending_signals()) {
    const sigset_t ending = base::ending_signals();
    ending_ = base::Descriptor(::signalfd(-1, &ending, SFD_CLOEXEC));
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    if (on_terminal_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
  }
  ~HiddenInput() {
    if (on_terminal_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    pthread_sigmask(SIG_SETMASK, &blocked_before_, nullptr);
  }
  HiddenInput(const HiddenInput&) = delete;
  HiddenInput& operator=(const HiddenInput&) = delete;

  /// Empty after Ctrl-C.
  std::string line(const char* prompt) const {
    std::string typed;
    if (on_terminal_) fmt::print(stderr, "{}: ", prompt);
    if (!on_terminal_ || waits_for_line()) std::getline(std::cin, typed);
    if (on_terminal_) fmt::print(stderr, "\n");
    return typed;
  }

 private:
  /// A terminal hands over whole lines, so none is ever left in std::cin.
  bool waits_for_line() const {
    pollfd both[] = {{STDIN_FILENO, POLLIN, 0}, {ending_.get(), POLLIN, 0}};
    return ::poll(both, 2, -1) > 0 && both[1].revents == 0;
  }

  termios before_{};
  bool on_terminal_;
  sigset_t blocked_before_;
  base::Descriptor ending_;
};

/// The PIN is a secret: it comes on standard input, twice, never on the command line.
Expected<std::string, std::string> ask_for_pin() {
  const HiddenInput input;
  std::string pin = input.line("PIN, 4 to 8 digits");
  const crypto::Wiped<std::string> again{input.line("The PIN again")};
  const bool same = pin == again.value;
  if (same && offline_cache::is_staff_pin(pin)) return pin;
  crypto::wipe(pin);
  return unexpected(std::string(same ? "a PIN must be 4 to 8 digits" : "the two PINs differ"));
}

struct Entry {
  std::string number;
  std::string name;
  std::string role = "clerk";
  bool card = false;
};

/// The number of their ID card, as secret as a PIN. It is typed, because the reader belongs to the
/// running terminal.
Expected<std::string, std::string> ask_for_card() {
  const HiddenInput input;
  std::string typed = input.line("Number of their ID card, 18 characters");
  const auto number = domain::IdentityNumber::parse(typed);
  crypto::wipe(typed);
  if (!number) return unexpected(std::string("that is not the number of an ID card"));
  return number->text();
}

int add_card(const Configuration& configuration, const Entry& entry, const std::string& card) {
  json request{{"do", "staff_card"}, {"number", entry.number}, {"card", card}};
  const auto answer = ask_terminal(configuration, request);
  crypto::wipe(request["card"].get_ref<std::string&>());
  if (!answer) return fail(answer.error());
  return 0;
}

int add_staff(const CommandContext& context, const Entry& entry) {
  const auto configuration = context.configuration();
  if (!configuration) return configuration.error();
  auto pin = ask_for_pin();
  if (!pin) return fail(pin.error());
  auto card = entry.card ? ask_for_card() : std::string();
  if (!card) return fail(card.error());
  json request{{"do", "staff_add"},
               {"number", entry.number},
               {"name", entry.name},
               {"role", entry.role},
               {"pin", *pin}};
  const auto answer = ask_terminal(*configuration, request);
  crypto::wipe(*pin);
  crypto::wipe(request["pin"].get_ref<std::string&>());
  if (!answer) return fail(answer.error());
  const int carded = entry.card ? add_card(*configuration, entry, *card) : 0;
  crypto::wipe(*card);
  if (carded != 0) return carded;
  fmt::print("{} may sign in as {}\n", entry.number, entry.role);
  return 0;
}

int list_staff(const CommandContext& context) {
  const auto answer = ask(context, {{"do", "staff"}});
  if (!answer) return answer.error();
  fmt::print("number\tname\trole\n");
  for (const auto& member : (*answer)["staff"]) {
    fmt::print("{}\t{}\t{}\n", member["number"].get<std::string>(),
               member["name"].get<std::string>(), member["role"].get<std::string>());
  }
  return 0;
}

int remove_staff(const CommandContext& context, const std::string& number) {
  const auto answer = ask(context, {{"do", "staff_remove"}, {"number", number}});
  if (!answer) return answer.error();
  fmt::print("{} can't sign in any more\n", number);
  return 0;
}

std::string wrong_number(const std::string& text) {
  return offline_cache::is_staff_number(text) ? std::string{} : "must be 4 to 8 digits, as 1001";
}

std::string wrong_name(const std::string& text) {
  return offline_cache::is_staff_name(text) ? std::string{} : "must be 1 to 20 letters in UTF-8";
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
  add->add_option("--name", entry->name, "As the screens show it, at most 20 letters")
      ->required()
      ->check(wrong_name);
  add->add_option("--role", entry->role, "A supervisor may set items aside")
      ->check(CLI::IsMember({"clerk", "supervisor"}))
      ->capture_default_str();
  add->add_flag("--card", entry->card,
                "They may show their own ID card instead of typing the number; its number is read"
                " from standard input after the PIN, and not kept");
  add->callback([entry, &context] { context.exit_code = add_staff(context, *entry); });

  auto* list = staff->add_subcommand("list", "Number, name and role, a line each");
  list->callback([&context] { context.exit_code = list_staff(context); });

  auto* remove = staff->add_subcommand("remove", "Somebody who may not sign in any more");
  remove->add_option("number", entry->number, "Staff number")->required()->check(wrong_number);
  remove->callback([entry, &context] { context.exit_code = remove_staff(context, entry->number); });
}

}  // namespace linli::app
