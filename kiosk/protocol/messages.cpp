#include "kiosk/protocol/messages.h"

#include "kiosk/base/day.h"
#include "kiosk/protocol/link_json.h"
#include "kiosk/protocol/receipt_code.h"
#include "kiosk/protocol/submission.h"

namespace linli::protocol {
namespace {

using namespace detail;

constexpr std::size_t kMostPemBytes = 8 * 1024;
constexpr std::size_t kMostShortBytes = 64;
constexpr std::size_t kMostSealingCertificates = 4;

std::vector<std::string> read_certificates(Fields& fields) {
  std::vector<std::string> certificates;
  for (const Json& json : fields.list("sealing_certificates", kMostSealingCertificates)) {
    const auto* pem = json.get_ptr<const Json::string_t*>();
    fields.require(pem && pem->size() <= kMostPemBytes);
    if (pem) certificates.push_back(*pem);
  }
  fields.require(!certificates.empty());
  return certificates;
}

std::vector<int> read_missing_parts(Fields& fields) {
  std::vector<int> numbers;
  if (!fields.has("missing_parts")) return numbers;
  for (const Json& json : fields.list("missing_parts", kMaxParts)) {
    const bool fits = json.is_number_unsigned() && json.get<std::uint64_t>() >= 1 &&
                      json.get<std::uint64_t>() <= kMaxParts;
    fields.require(fits);
    if (fits) numbers.push_back(json.get<int>());
  }
  return numbers;
}

}  // namespace

std::string to_json(const EnrolmentRequest& request) {
  return write({{"terminal", request.terminal},
                {"code", request.code},
                {"signing_request", request.signing_request},
                {"receipt_key", crypto::to_base64url(request.receipt_key)}});
}

std::optional<EnrolmentRequest> enrolment_request_from_json(std::string_view text) {
  const auto json = parse_object(text, kMostMessageBytes);
  if (!json) return std::nullopt;
  Fields fields(*json);
  EnrolmentRequest request;
  fields.read("terminal", request.terminal, terminal_from);
  request.code = fields.text("code", kMostShortBytes);
  request.signing_request = fields.text("signing_request", kMostPemBytes);
  fields.read("receipt_key", request.receipt_key, array_from<crypto::PublicKeyBytes>);
  return fields.ok() ? std::optional(std::move(request)) : std::nullopt;
}

std::string to_json(const EnrolmentAnswer& answer) {
  return write({{"certificate", answer.certificate},
                {"sealing_certificates", answer.sealing_certificates},
                {"centre_key", crypto::to_base64url(answer.centre_key)},
                {"receipt_voucher", crypto::to_base64url(answer.receipt_voucher)},
                {"public_page", answer.public_page}});
}

std::optional<EnrolmentAnswer> enrolment_answer_from_json(std::string_view text) {
  const auto json = parse_object(text, kMostMessageBytes);
  if (!json) return std::nullopt;
  Fields fields(*json);
  EnrolmentAnswer answer;
  answer.certificate = fields.text("certificate", kMostPemBytes);
  answer.sealing_certificates = read_certificates(fields);
  fields.read("centre_key", answer.centre_key, array_from<crypto::PublicKeyBytes>);
  fields.read("receipt_voucher", answer.receipt_voucher, array_from<crypto::Signature>);
  answer.public_page = fields.text("public_page", kMostPageBytes);
  return fields.ok() ? std::optional(std::move(answer)) : std::nullopt;
}

namespace {

Json supplement_json(const domain::Supplement& supplement) {
  Json missing = Json::array();
  for (const auto& one : supplement.missing) {
    missing.push_back({{"field", one.field}, {"reason", one.reason}});
  }
  Json json{{"missing", std::move(missing)}};
  if (supplement.until) json["until"] = base::day_text(*supplement.until);
  return json;
}

domain::Supplement read_supplement(const Json& json, Fields& whole) {
  Fields fields(json);
  domain::Supplement supplement;
  for (const Json& one : fields.list("missing", kMostMissing)) {
    Fields member(one);
    auto field = member.text("field", kMostShortBytes);
    supplement.missing.push_back({std::move(field), member.text("reason", kMaxNoteBytes)});
    whole.require(member.ok());
  }
  if (fields.has("until")) supplement.until = fields.parsed("until", base::day_from);
  whole.require(fields.ok());
  return supplement;
}

}  // namespace

std::string to_json(const domain::Supplement& supplement) {
  return write(supplement_json(supplement));
}

std::optional<domain::Supplement> supplement_from_json(std::string_view text) {
  const auto json = parse_object(text, kMostMessageBytes);
  if (!json) return std::nullopt;
  Fields fields(*json);
  auto supplement = read_supplement(*json, fields);
  return fields.ok() ? std::optional(std::move(supplement)) : std::nullopt;
}

std::string to_json(const domain::StageReport& report) {
  Json json{{"receipt_number", report.receipt_number},
            {"service", report.service},
            {"submitted_at", base::format_rfc3339(report.submitted_at)},
            {"stage", name_of(report.stage)},
            {"note", report.note}};
  if (report.updated_at) json["updated_at"] = base::format_rfc3339(*report.updated_at);
  if (report.supplement != domain::Supplement{}) {
    json["supplement"] = supplement_json(report.supplement);
  }
  if (report.signatures_missing) json["signatures_missing"] = *report.signatures_missing;
  return write(json);
}

std::optional<domain::StageReport> stage_report_from_json(std::string_view text) {
  const auto json = parse_object(text, kMostMessageBytes);
  if (!json) return std::nullopt;
  Fields fields(*json);
  domain::StageReport report;
  report.receipt_number = fields.text("receipt_number", kMostShortBytes);
  report.service = fields.text("service", kMostShortBytes);
  fields.read("submitted_at", report.submitted_at, base::parse_rfc3339);
  fields.read("stage", report.stage, stage_from);
  report.note = fields.text("note", kMaxNoteBytes);
  if (fields.has("updated_at")) {
    report.updated_at = fields.parsed("updated_at", base::parse_rfc3339);
  }
  if (fields.has("supplement")) {
    report.supplement = read_supplement(fields.object("supplement"), fields);
  }
  if (fields.has("signatures_missing")) {
    report.signatures_missing = static_cast<int>(fields.integer("signatures_missing", 0, 1000));
  }
  return fields.ok() ? std::optional(std::move(report)) : std::nullopt;
}

std::string to_json(const Heartbeat& heartbeat) {
  return write({{"version", heartbeat.version},
                {"waiting", heartbeat.waiting},
                {"for_staff", heartbeat.for_staff}});
}

std::optional<Heartbeat> heartbeat_from_json(std::string_view text) {
  const auto json = parse_object(text, kMostMessageBytes);
  if (!json) return std::nullopt;
  Fields fields(*json);
  Heartbeat heartbeat;
  heartbeat.version = fields.text("version", kMostShortBytes);
  heartbeat.waiting = static_cast<int>(fields.integer("waiting", 0, 1'000'000));
  heartbeat.for_staff = static_cast<int>(fields.integer("for_staff", 0, 1'000'000));
  return fields.ok() ? std::optional(std::move(heartbeat)) : std::nullopt;
}

std::string to_json(const Pacing& pacing) {
  return write({{"between_ms", pacing.between.count()}, {"most_in_flight", pacing.most_in_flight}});
}

std::optional<Pacing> pacing_from_json(std::string_view text) {
  const auto json = parse_object(text, kMostMessageBytes);
  if (!json) return std::nullopt;
  Fields fields(*json);
  Pacing pacing;
  pacing.between = std::chrono::milliseconds{fields.integer("between_ms", 0, kLongestPace.count())};
  pacing.most_in_flight = static_cast<int>(fields.integer("most_in_flight", 1, kMostInFlight));
  return fields.ok() ? std::optional(pacing) : std::nullopt;
}

std::string to_json(const Problem& problem) {
  Json json{{"status", problem.status}, {"type", problem.type}, {"title", problem.title}};
  if (!problem.missing_parts.empty()) json["missing_parts"] = problem.missing_parts;
  return write(json);
}

std::optional<Problem> problem_from_json(std::string_view text) {
  const auto json = parse_object(text, kMostMessageBytes);
  if (!json) return std::nullopt;
  Fields fields(*json);
  Problem problem;
  problem.status = static_cast<int>(fields.integer("status", 400, 599));
  problem.type = fields.text("type", kMostShortBytes);
  problem.title = fields.text("title", kMaxNoteBytes);
  problem.missing_parts = read_missing_parts(fields);
  return fields.ok() ? std::optional(std::move(problem)) : std::nullopt;
}

}  // namespace linli::protocol
