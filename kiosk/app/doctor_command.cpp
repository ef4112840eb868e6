#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/timex.h>

#include <filesystem>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "drivers/cups/cups_printer.h"
#include "drivers/printer/escpos_printer.h"
#include "drivers/samv/read_card.h"
#include "drivers/speech/espeak_speech.h"
#include "drivers/staff_call/command_call.h"
#include "kiosk/app/commands.h"
#include "kiosk/app/control.h"
#include "kiosk/base/clock.h"
#include "kiosk/base/day.h"
#include "kiosk/catalogue/service.h"
#include "kiosk/typing/engines.h"
#include "offline_cache/store/recovery_copy.h"
#include "offline_cache/store/terminal_identity.h"

namespace linli::app {
namespace {

namespace fs = std::filesystem;

enum class Verdict { good, attention, broken };

struct Finding {
  const char* what;
  Verdict verdict;
  std::string text;  // what is so, and what to do about it
};

constexpr std::uintmax_t kLittleSpace = 200u << 20;
constexpr std::chrono::days kLittleCalendar{60};

Finding check_services(const Configuration& configuration) {
  const auto catalogue = catalogue::load_catalogue(assets_directory(), configuration.region);
  if (!catalogue) {
    return {"services", Verdict::broken, describe(catalogue.error().front())};
  }
  if (!catalogue->service_faults.empty()) {
    return {"services", Verdict::attention,
            "not offered, see linlictl catalogue check: " +
                describe(catalogue->service_faults.front())};
  }
  return {"services", Verdict::good,
          fmt::format("{} in region {}{}", catalogue->services.size(), configuration.region,
                      catalogue->region.invented ? ", invented demo data" : "")};
}

/// Time limits on receipts reach some weeks ahead; the days of a year are announced in the autumn
/// before it.
Finding check_calendar(const Configuration& configuration) {
  const auto catalogue = catalogue::load_catalogue(assets_directory(), configuration.region);
  if (!catalogue) return {"calendar", Verdict::broken, "see services"};
  const auto today = base::hall_time(base::SystemClock().now()).date;
  const auto until = catalogue->calendar.known_until(today);
  const std::string help =
      "; without it receipts promise no day. Put the announced days into calendar/YEAR.json";
  if (!until) {
    return {"calendar", Verdict::attention, "the working days of this year are not known" + help};
  }
  const auto left = std::chrono::sys_days{*until} - std::chrono::sys_days{today};
  const std::string text = "working days are known until " + base::day_text(*until);
  if (left < kLittleCalendar) return {"calendar", Verdict::attention, text + help};
  return {"calendar", Verdict::good, text};
}

Finding check_fonts(const Configuration&) {
  for (const char* font : {"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
                           "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
                           "/usr/share/fonts/truetype/hanazono/HanaMinA.ttf",
                           "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf",
                           "/usr/share/fonts/truetype/material-design-icons-iconfont/"
                           "MaterialIcons-Regular.ttf"}) {
    if (!fs::exists(font)) return {"fonts", Verdict::broken, fmt::format("{} is missing", font)};
  }
  return {"fonts", Verdict::good, "all there"};
}

Finding check_typing(const Configuration&) {
  const auto engines = typing::load_engines(assets_directory());
  if (engines.problems.empty()) return {"typing", Verdict::good, "by hand, pinyin and strokes"};
  std::string text = "some ways to type are not offered: ";
  for (const auto& problem : engines.problems) text += problem + "; ";
  return {"typing", Verdict::broken,
          text + "install tegaki-zinnia-simplified-chinese, or linli-kiosk again"};
}

Finding check_disk(const Configuration& configuration) {
  std::error_code error;
  const auto space = fs::space(configuration.state, error);
  if (error) {
    return {"disk", Verdict::broken, configuration.state.string() + ": " + error.message()};
  }
  const auto megabytes = space.available >> 20;
  if (space.available < kLittleSpace) {
    return {"disk", Verdict::attention, fmt::format("only {} MB left; make room", megabytes)};
  }
  return {"disk", Verdict::good, fmt::format("{} MB left", megabytes)};
}

Finding check_store_key(const Configuration& configuration) {
  if (offline_cache::key_guard(configuration.state) == offline_cache::KeyGuard::machine) {
    return {"store key", Verdict::good, "sealed by this machine's TPM (systemd-creds)"};
  }
  const auto file = configuration.state / "store.key";
  struct stat info {};
  if (::stat(file.c_str(), &info) != 0) {
    return {"store key", Verdict::attention, "not made yet; it is made when the store first opens"};
  }
  if ((info.st_mode & 077) != 0) {
    return {"store key", Verdict::broken, file.string() + " can be read by others: chmod 600"};
  }
  return {"store key", Verdict::good,
          "in a file that only the terminal's user reads; no TPM sealed it"};
}

Finding check_clock(const Configuration&) {
  timex state{};
  if (adjtimex(&state) == TIME_ERROR) {
    return {"clock", Verdict::attention, "not synchronised; start a time service"};
  }
  return {"clock", Verdict::good, fmt::format("synchronised, within {} ms", state.maxerror / 1000)};
}

Finding check_reader(const Configuration& configuration) {
  const auto report =
      drivers::samv::inspect_reader(configuration.card_reader, configuration.card_reader_baud, {});
  if (!report) {
    return {"card reader", Verdict::attention,
            configuration.card_reader + ": " + drivers::samv::describe(report.error())};
  }
  return {"card reader", Verdict::good,
          fmt::format("{}, {}", drivers::samv::meaning(report->status), report->sam_id)};
}

Finding check_camera(const Configuration& configuration) {
  const auto device = configuration.camera.substr(configuration.camera.find(':') + 1);
  if (!fs::exists(device)) {
    return {"camera", Verdict::attention, device + " is not there"};
  }
  return {"camera", Verdict::good, device};
}

Finding check_printer(const Configuration& configuration) {
  if (configuration.receipt_printer.empty()) {
    return {"receipt printer", Verdict::good, "none; receipts stay on the screen"};
  }
  drivers::EscPosPrinter printer(
      {.device = configuration.receipt_printer, .baud = configuration.receipt_printer_baud});
  const auto report = printer.look({});
  const bool well = report && *report == drivers::PaperLeft::enough;
  return {"receipt printer", well ? Verdict::good : Verdict::attention,
          fmt::format("{}: {}", configuration.receipt_printer.native(), describe(report))};
}

Finding check_copies(const Configuration& configuration) {
  const std::string& queue = configuration.application_printer;
  if (queue.empty()) return {"application printer", Verdict::good, "none; no copies on A4"};
  const auto takes = drivers::CupsPrinter({.queue = queue}).look({});
  if (takes) return {"application printer", Verdict::good, queue + ": takes documents"};
  return {"application printer", Verdict::attention,
          fmt::format("{}: {}", queue, drivers::describe(takes.error()))};
}

Finding check_speech(const Configuration& configuration) {
  const std::string& device = configuration.loudspeaker;
  if (device.empty()) return {"speech", Verdict::good, "none; screens are not read aloud"};
  const auto ready = drivers::EspeakSpeech({.loudspeaker = device}).look({});
  if (ready) return {"speech", Verdict::good, device + ": opens"};
  return {"speech", Verdict::attention,
          fmt::format("{}: {}", device, drivers::describe(ready.error()))};
}

/// Nobody is called for it.
Finding check_staff_call(const Configuration& configuration) {
  if (configuration.staff_call.empty()) {
    return {"staff call", Verdict::good, "none; only the screen asks for staff"};
  }
  const std::string& program = configuration.staff_call.front();
  const auto found = drivers::CommandCall({configuration.staff_call, {}}).look({});
  if (found) return {"staff call", Verdict::good, program + ": is there"};
  return {"staff call", Verdict::attention,
          fmt::format("{}: {}", program, drivers::describe(found.error()))};
}

/// What to do for a store that is not ready; `name` as in the answer to "status".
constexpr std::pair<std::string_view, std::string_view> kStoreHelp[] = {
    {"starting", "it is being opened; ask again"},
    {"disk_full", "make room on the disk"},
    {"broken", "its files can't be used: keep them, and look at the disk and at the log"},
    {"newer", "a later version wrote it: install that version again"},
    {"behind",
     "it is older than what this terminal has handed out; if a backup was put back, run "
     "linlictl restart-chain --restored"},
    {"in_use", "another program has it open: end that program"}};

Finding check_store(const nlohmann::json& status) {
  const std::string health = status["store"];
  for (const auto& [name, help] : kStoreHelp) {
    if (health == name) return {"store", Verdict::broken, fmt::format("{}: {}", name, help)};
  }
  return {"store", health == "ready" ? Verdict::good : Verdict::broken, health};
}

Finding check_enrolment(const Configuration& configuration, const nlohmann::json& status) {
  // The files are looked at, because a running kiosk has read them long ago.
  const auto identity = offline_cache::load_identity(configuration.state);
  if (!identity && identity.error() == offline_cache::IdentityError::damaged) {
    return {"enrolment", Verdict::broken, damaged_identity(configuration)};
  }
  if (!status["enrolled"].get<bool>()) {
    return {"enrolment", Verdict::attention, "not enrolled: linlictl enrol"};
  }
  return {"enrolment", Verdict::good,
          fmt::format("terminal {}, certificate until {}", status["terminal"].get<std::string>(),
                      status["certificate_until"].get<std::string>())};
}

/// Without that file nobody could send what waits here if this machine died.
Finding check_recovery(const Configuration& configuration, const std::string& terminal) {
  const auto file = (configuration.state / offline_cache::kRecoveryCopy).string();
  const auto copy = offline_cache::read_recovery_copy(configuration.state);
  if (copy && copy->terminal == terminal) {
    return {"recovery", Verdict::good, "the store's key is kept sealed for the centre, in " + file};
  }
  const auto why = copy ? "is of terminal " + copy->terminal : copy.error().message();
  return {"recovery", Verdict::attention,
          fmt::format("{}: {}; it is written when the kiosk starts: start it anew, and look at "
                      "the log if this stays",
                      file, why)};
}

Finding check_audit_trail(TerminalLine& line) {
  constexpr const char* kNoDay = "1970-01-01";
  const auto broken = look_through_trail(line, {kNoDay, kNoDay}, [](const nlohmann::json&) {});
  if (!broken) return {"audit trail", Verdict::broken, broken.error()};
  if (*broken) return {"audit trail", Verdict::broken, broken_trail(**broken)};
  return {"audit trail", Verdict::good, "every event follows from the one before"};
}

std::vector<Finding> check_terminal(const Configuration& configuration) {
  TerminalLine line(configuration);
  const auto status = line.ask({{"do", "status"}});
  if (!status) return {{"store", Verdict::broken, status.error()}};
  std::vector<Finding> findings{check_store(*status), check_audit_trail(line),
                                check_enrolment(configuration, *status)};
  if (findings.back().verdict != Verdict::good) return findings;
  findings.push_back(check_recovery(configuration, (*status)["terminal"]));
  if ((*status)["online"].get<bool>()) {
    findings.push_back({"centre", Verdict::good, configuration.centre_url + " answers"});
  } else {
    const auto& trouble = (*status)["trouble"];
    findings.push_back(
        {"centre", Verdict::attention,
         trouble.is_string()
             ? configuration.centre_url + ": " + trouble.get<std::string>()
             : "not asked yet; the running kiosk asks it, and so does linlictl sync --once"});
  }
  const int for_staff = (*status)["for_staff"];
  findings.push_back({"queue", for_staff == 0 ? Verdict::good : Verdict::attention,
                      fmt::format("{} waiting, {} for staff (linlictl queue list)",
                                  (*status)["waiting"].get<int>(), for_staff)});
  return findings;
}

const char* word(Verdict verdict) {
  switch (verdict) {
    case Verdict::good:
      return "ok       ";
    case Verdict::attention:
      return "attention";
    case Verdict::broken:
      return "BROKEN   ";
  }
  return "";
}

/// Prints every finding; answers 1 if something needs a hand.
int doctor(const CommandContext& context) {
  const auto configuration = context.configuration();
  if (!configuration) return configuration.error();
  std::vector<Finding> findings;
  for (const auto check : {check_services, check_calendar, check_fonts, check_typing, check_disk,
                           check_store_key, check_clock, check_reader, check_camera, check_printer,
                           check_copies, check_speech, check_staff_call}) {
    findings.push_back(check(*configuration));
  }
  for (auto& finding : check_terminal(*configuration)) findings.push_back(std::move(finding));
  bool all_good = true;
  for (const auto& finding : findings) {
    fmt::print("{}  {}: {}\n", word(finding.verdict), finding.what, finding.text);
    all_good = all_good && finding.verdict == Verdict::good;
  }
  return all_good ? 0 : 1;
}

}  // namespace

void add_doctor_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand(
      "doctor", "Check everything this terminal needs; ends with 1 if something needs a hand");
  command->callback([&context] { context.exit_code = doctor(context); });
}

}  // namespace linli::app
