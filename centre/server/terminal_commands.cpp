#include "centre/server/administration_commands.h"
#include "centre/server/calls.h"

namespace linli::centre {
namespace {

constexpr std::chrono::hours kCodeLives{24};

/// Twelve characters of 32 that nobody confuses: 60 bits.
std::string make_code() {
  constexpr std::string_view letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  std::string code;
  for (const std::uint8_t byte : crypto::random_bytes(12)) {
    if (code.size() % 5 == 4) code += '-';
    code += letters[byte % letters.size()];
  }
  return code;
}

Json terminal_json(const Terminal& terminal) {
  Json json{{"terminal", terminal.number},
            {"enrolled_at", base::format_rfc3339(terminal.enrolled_at)},
            {"certificate", crypto::to_hex(terminal.certificate)},
            {"version", terminal.heartbeat.version},
            {"waiting", terminal.heartbeat.waiting},
            {"for_staff", terminal.heartbeat.for_staff}};
  if (terminal.seen_at) json["seen_at"] = base::format_rfc3339(*terminal.seen_at);
  return json;
}

}  // namespace

CommandResult make_enrolment_code(Administration& centre, const Json& arguments) {
  const auto terminal = text_argument(arguments, "terminal");
  if (!protocol::is_terminal_number(terminal)) {
    return unexpected("a terminal's number is four digits, as 0417");
  }
  const auto code = make_code();
  const auto expires_at = centre.now() + kCodeLives;
  const auto kept = centre.ledger().keep_code({terminal, hash_of_code(code), expires_at});
  if (!kept) return unexpected(describe(kept.error()));
  return Json{
      {"terminal", terminal}, {"code", code}, {"expires_at", base::format_rfc3339(expires_at)}};
}

CommandResult list_terminals(Administration& centre, const Json&) {
  const auto terminals = centre.ledger().terminals();
  if (!terminals) return unexpected(describe(terminals.error()));
  Json list = Json::array();
  for (const Terminal& terminal : *terminals) list.push_back(terminal_json(terminal));
  return list;
}

}  // namespace linli::centre
