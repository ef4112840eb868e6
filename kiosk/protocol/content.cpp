#include <variant>

#include "kiosk/base/day.h"
#include "kiosk/protocol/answers_json.h"
#include "kiosk/protocol/submission.h"

namespace linli::protocol {
namespace {

using namespace detail;

Json applicant_json(const domain::IdCard& card) {
  Json json{{"name", card.name},
            {"number", card.number.text()},
            {"sex", static_cast<int>(card.sex)},
            {"ethnicity", card.ethnicity},
            {"birth_date", base::day_text(card.birth_date)},
            {"address", card.address},
            {"issuer", card.issuer},
            {"valid_from", base::day_text(card.valid_from)}};
  if (card.valid_to) json["valid_to"] = base::day_text(*card.valid_to);
  if (card.newest_address) json["newest_address"] = *card.newest_address;
  return json;
}

}  // namespace

std::string application_content(const domain::Application& application) {
  Json answers = Json::object();
  for (const auto& [field, answer] : application.answers) {
    if (!std::holds_alternative<domain::Signature>(answer)) answers[field] = answer_json(answer);
  }
  return write({{"service", application.service},
                {"service_version", application.service_version},
                {"submitted_at", base::format_rfc3339(application.submitted_at)},
                {"applicant", applicant_json(application.applicant)},
                {"answers", std::move(answers)}});
}

std::string rating_content(const std::string& receipt_number, domain::Grade grade) {
  return write({{"receipt_number", receipt_number}, {"grade", static_cast<int>(grade)}});
}

}  // namespace linli::protocol
