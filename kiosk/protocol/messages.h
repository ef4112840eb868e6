#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/crypto/signature.h"
#include "kiosk/domain/application.h"
#include "kiosk/domain/benefit.h"
#include "kiosk/domain/receipt.h"

/// The other bodies of the API, as in centre/api/openapi.yaml. Each parser
/// bounds and checks everything and answers empty for what does not fit.
namespace linli::protocol {

/// POST /v1/terminals
struct EnrolmentRequest {
  std::string terminal;         // 4 digits
  std::string code;             // one-time, from the centre's administrator
  std::string signing_request;  // PKCS #10, PEM
  crypto::PublicKeyBytes receipt_key{};
};
struct EnrolmentAnswer {
  std::string certificate;                        // PEM, for the TLS client
  std::vector<std::string> sealing_certificates;  // PEM: current, then recovery
  crypto::PublicKeyBytes centre_key{};            // signs acceptances and vouchers
  crypto::Signature receipt_voucher{};
  std::string public_page;  // where receipt codes point
};
std::string to_json(const EnrolmentRequest& request);
std::optional<EnrolmentRequest> enrolment_request_from_json(std::string_view text);
std::string to_json(const EnrolmentAnswer& answer);
std::optional<EnrolmentAnswer> enrolment_answer_from_json(std::string_view text);

/// POST /v1/benefit-queries
struct BenefitQuery {
  domain::IdentityNumber number;
  std::string name;
  base::WallTime consent_at{};  // when the person agreed
};
std::string to_json(const BenefitQuery& query);
std::optional<BenefitQuery> benefit_query_from_json(std::string_view text);
std::string to_json(const domain::BenefitStatus& status);
std::optional<domain::BenefitStatus> benefit_status_from_json(std::string_view text);

inline constexpr std::size_t kMaxNoteBytes = 2000;  // of a stage

/// What an application lacks: {"missing": [{field, reason}], "until": "2026-12-10"}, the day only
/// where one is set.
inline constexpr std::size_t kMostMissing = 50;
std::string to_json(const domain::Supplement& supplement);
std::optional<domain::Supplement> supplement_from_json(std::string_view text);

/// GET /v1/submissions/{id}
std::string to_json(const domain::StageReport& report);
std::optional<domain::StageReport> stage_report_from_json(std::string_view text);

/// POST /v1/heartbeats
struct Heartbeat {
  std::string version;
  int waiting = 0;
  int for_staff = 0;
};
std::string to_json(const Heartbeat& heartbeat);
std::optional<Heartbeat> heartbeat_from_json(std::string_view text);

/// How the centre wants it: the answer to a heartbeat, where it wants anything.
/// Holds until the next heartbeat is answered.
inline constexpr int kMostInFlight = 16;
inline constexpr std::chrono::milliseconds kLongestPace{60'000};
struct Pacing {
  std::chrono::milliseconds between{0};  // the beginnings of two requests
  int most_in_flight = kMostInFlight;    // requests at a time
  bool operator==(const Pacing&) const = default;
};
std::string to_json(const Pacing& pacing);
std::optional<Pacing> pacing_from_json(std::string_view text);

/// RFC 9457 problem details.
struct Problem {
  int status = 0;
  std::string type;   // urn:linli:problem:digest-differs
  std::string title;  // for people who run terminals, in English; no personal data
  std::vector<int> missing_parts;
};
std::string to_json(const Problem& problem);
std::optional<Problem> problem_from_json(std::string_view text);

/// Answers, as drafts keep them (the store encrypts them).
std::string to_json(const domain::Answers& answers);
std::optional<domain::Answers> answers_from_json(std::string_view text);

/// Names in JSON, tables and files: snake_case of the enumerators.
std::string_view name_of(domain::BenefitKind kind);
std::string_view name_of(domain::BenefitState state);
std::string_view name_of(domain::DutyKind kind);
std::string_view name_of(domain::Stage stage);
std::string_view name_of(domain::Relation relation);
std::string_view name_of(domain::Addition what);
std::optional<domain::BenefitKind> benefit_kind_from(std::string_view name);
std::optional<domain::BenefitState> benefit_state_from(std::string_view name);
std::optional<domain::DutyKind> duty_kind_from(std::string_view name);
std::optional<domain::Stage> stage_from(std::string_view name);
std::optional<domain::Relation> relation_from(std::string_view name);
std::optional<domain::Addition> addition_from(std::string_view name);

}  // namespace linli::protocol
