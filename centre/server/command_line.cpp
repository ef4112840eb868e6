#include "centre/server/command_line.h"

#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "centre/server/administration_line.h"
#include "kiosk/base/file.h"
#include "kiosk/protocol/messages.h"

namespace linli::centre {
namespace {

constexpr std::size_t kMostSeedBytes = 900 * 1024;  // a line of the control socket holds 1 MiB

std::string write(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

int fail(const std::string& message) {
  fmt::print(stderr, "linli-centre: {}\n", message);
  return 1;
}

/// Cell values come from people and sealed content: nothing in them may steer a terminal.
std::string cell(const Json& row, const char* name) {
  const auto value = row.find(name);
  if (value == row.end()) return "-";
  if (value->is_boolean()) return value->get<bool>() ? "yes" : "-";
  std::string text = value->is_string() ? value->get<std::string>() : value->dump();
  std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  return text.empty() ? "-" : text;
}

struct Column {
  const char* title;
  const char* name;
};

/// Columns as wide as their widest cell, counted in bytes; the last may hold
/// any characters, so its width is nobody's business.
std::string table(const std::string& result, std::initializer_list<Column> columns) {
  const Json rows = Json::parse(result, nullptr, false);
  std::vector<std::string> lines(rows.size() + 1);
  for (const Column& column : columns) {
    std::vector<std::string> cells{column.title};
    for (const Json& row : rows) cells.push_back(cell(row, column.name));
    std::size_t width = 0;
    for (const auto& text : cells) width = std::max(width, text.size());
    const bool last = column.name == (columns.end() - 1)->name;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      lines[i] += last ? cells[i] : fmt::format("{:<{}}  ", cells[i], width);
    }
  }
  return fmt::format("{}\n", fmt::join(lines, "\n"));
}

std::string print_seeded(const std::string& result) {
  return cell(Json::parse(result, nullptr, false), "residents") + " residents stored\n";
}

}  // namespace

int administer(const std::filesystem::path& data, const std::string& command,
               std::string (*print)(const std::string& result)) {
  const auto result = AdministrationLine(data).ask(command);
  if (!result) return fail(result.error());
  fmt::print("{}", print(write(*result)));
  return std::fflush(stdout) == 0 ? 0 : 1;
}

int expire(const std::filesystem::path& data, const std::string& before) {
  int expired = 0;
  int kept = 0;
  std::optional<std::int64_t> after = 0;
  AdministrationLine line(data);
  while (after) {
    const auto done =
        line.ask(write({{"command", "expire"}, {"before", before}, {"after", *after}}));
    if (!done) return fail(done.error());
    expired += done->value("expired", 0);
    kept += done->value("kept", 0);
    const std::int64_t next = done->value("next", std::int64_t{0});
    after = next > *after ? std::optional(next) : std::nullopt;
  }
  fmt::print("{} emptied, {} kept because they are not closed or not settled\n", expired, kept);
  return std::fflush(stdout) == 0 ? 0 : 1;
}

int seed(const std::filesystem::path& data, const std::filesystem::path& file) {
  const auto text = base::read_file(file, kMostSeedBytes);
  if (!text) return fail(file.string() + ": " + text.error().message());
  Json json = Json::parse(*text, nullptr, false);
  if (!json.is_object()) return fail(file.string() + ": not a JSON object in UTF-8");
  json["command"] = "seed";
  return administer(data, write(json), print_seeded);
}

std::string print_code(const std::string& result) {
  const Json json = Json::parse(result, nullptr, false);
  fmt::print(stderr, "For terminal {}, once, until {}:\n", cell(json, "terminal"),
             cell(json, "expires_at"));
  return cell(json, "code") + "\n";
}

std::string print_submissions(const std::string& result) {
  return table(result, {{"RECEIPT", "receipt_number"},
                        {"URGENT", "urgent"},
                        {"SERVICE", "service"},
                        {"TERMINAL", "terminal"},
                        {"SEQUENCE", "sequence"},
                        {"STAGE", "stage"},
                        {"WAITS FOR", "waits_for"},
                        {"ADDS TO", "adds_to"},
                        {"ORDER", "order"},
                        {"SUBMITTED", "submitted_at"},
                        {"APPLICANT", "applicant"}});
}

std::string print_terminals(const std::string& result) {
  return table(result, {{"TERMINAL", "terminal"},
                        {"ENROLLED", "enrolled_at"},
                        {"LAST SEEN", "seen_at"},
                        {"WAITING", "waiting"},
                        {"FOR STAFF", "for_staff"},
                        {"VERSION", "version"}});
}

std::string print_day_closes(const std::string& result) {
  return table(result, {{"STATE", "state"},
                        {"TERMINAL", "terminal"},
                        {"DAY", "day"},
                        {"FROM", "first_sequence"},
                        {"TO", "last_sequence"},
                        {"ITEMS", "items"},
                        {"AT", "at"},
                        {"INCARNATION", "incarnation"}});
}

std::string print_recoveries(const std::string& result) {
  return table(result, {{"STATE", "state"},
                        {"TERMINAL", "terminal"},
                        {"BY", "by"},
                        {"REQUESTED", "requested_at"},
                        {"UNTIL", "expires_at"}});
}

std::string print_revoked(const std::string& result) {
  return "no terminal may recover terminal " +
         cell(Json::parse(result, nullptr, false), "terminal") + " any more\n";
}

std::string print_closed(const std::string& result) {
  const Json json = Json::parse(result, nullptr, false);
  return "terminal " + cell(json, "terminal") + ": " + cell(json, "closed") + " ranges closed\n";
}

std::string print_stage(const std::string& result) {
  const Json json = Json::parse(result, nullptr, false);
  return cell(json, "receipt_number") + " is now " + cell(json, "stage") + "\n";
}

std::string print_json(const std::string& result) {
  return Json::parse(result, nullptr, false).dump(2, ' ', false, Json::error_handler_t::replace) +
         "\n";
}

std::string enrolment_code_command(const std::string& terminal) {
  return write({{"command", "enrolment-code"}, {"terminal", terminal}});
}

std::string submissions_command() { return write({{"command", "submissions"}}); }

std::string show_command(const std::string& receipt, const std::string& save) {
  // The running centre has a working directory of its own.
  const std::string directory = save.empty() ? "" : std::filesystem::absolute(save).string();
  return write({{"command", "show"}, {"receipt", receipt}, {"save", directory}});
}

bool is_set_by_staff(std::string_view stage) {
  switch (protocol::stage_from(stage).value_or(domain::Stage::waiting_to_send)) {
    case domain::Stage::waiting_to_send:
    case domain::Stage::replaced:
    case domain::Stage::cancelled:
      return false;
    case domain::Stage::received:
    case domain::Stage::accepted:
    case domain::Stage::home_visit:
    case domain::Stage::first_review:
    case domain::Stage::publicity:
    case domain::Stage::confirmed:
    case domain::Stage::paid:
    case domain::Stage::supplement_needed:
    case domain::Stage::returned:
    case domain::Stage::refused:
      return true;
  }
  return false;
}

std::string stage_command(const StageArguments& to) {
  return write({{"command", "stage"},
                {"receipt", to.receipt},
                {"stage", to.stage},
                {"note", to.note},
                {"needs", to.needs},
                {"until", to.until}});
}

std::string day_closes_command() { return write({{"command", "day-closes"}}); }

std::string recoveries_command() { return write({{"command", "recoveries"}}); }

std::string revoke_recoveries_command(const std::string& terminal) {
  return write({{"command", "recovery-revoke"}, {"terminal", terminal}});
}

std::string close_dead_books_command(const std::string& terminal) {
  return write({{"command", "recovery-close"}, {"terminal", terminal}});
}

std::string terminals_command() { return write({{"command", "terminals"}}); }

}  // namespace linli::centre
