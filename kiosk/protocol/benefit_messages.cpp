#include "kiosk/base/day.h"
#include "kiosk/protocol/json_fields.h"
#include "kiosk/protocol/messages.h"

namespace linli::protocol {
namespace {

using namespace detail;

constexpr std::size_t kMostBenefits = 20;
constexpr std::size_t kMostPayments = 24;
constexpr std::size_t kMostDuties = 5;
constexpr int kMildestGrade = 4;
constexpr std::size_t kMostNameBytes = 200;
constexpr std::size_t kMostNoteBytes = 1000;

Json payment_json(const domain::BenefitPayment& payment) {
  return {{"month", month_text(payment.month)},
          {"paid_on", base::day_text(payment.paid_on)},
          {"fen", payment.amount.fen},
          {"account_tail", payment.account_tail}};
}

domain::BenefitPayment read_payment(const Json& json, Fields& parent) {
  Fields fields(json);
  domain::BenefitPayment payment{};
  fields.read("month", payment.month, month_from);
  fields.read("paid_on", payment.paid_on, base::day_from);
  payment.amount = fields.money("fen");
  payment.account_tail = fields.text("account_tail", 4);
  parent.require(fields.ok());
  return payment;
}

Json duty_json(const domain::BenefitDuty& duty) {
  Json json{{"kind", name_of(duty.kind)}, {"note", duty.note}};
  if (duty.until) json["until"] = base::day_text(*duty.until);
  return json;
}

domain::BenefitDuty read_duty(const Json& json, Fields& parent) {
  Fields fields(json);
  domain::BenefitDuty duty;
  fields.read("kind", duty.kind, duty_kind_from);
  if (fields.has("until")) duty.until = fields.parsed("until", base::day_from);
  duty.note = fields.text("note", kMostNoteBytes);
  parent.require(fields.ok());
  return duty;
}

Json benefit_json(const domain::Benefit& benefit) {
  Json duties = Json::array();
  for (const auto& duty : benefit.duties) duties.push_back(duty_json(duty));
  Json payments = Json::array();
  for (const auto& payment : benefit.payments) payments.push_back(payment_json(payment));
  Json json{{"kind", name_of(benefit.kind)},
            {"state", name_of(benefit.state)},
            {"monthly_fen", benefit.monthly_amount.fen},
            {"persons_covered", benefit.persons_covered},
            {"since", month_text(benefit.since)},
            {"duties", std::move(duties)},
            {"payments", std::move(payments)}};
  if (benefit.next_review) json["next_review"] = base::day_text(*benefit.next_review);
  if (benefit.standard) json["standard_fen"] = benefit.standard->fen;
  return json;
}

domain::Benefit read_benefit(const Json& json, Fields& parent) {
  Fields fields(json);
  domain::Benefit benefit;
  fields.read("kind", benefit.kind, benefit_kind_from);
  fields.read("state", benefit.state, benefit_state_from);
  benefit.monthly_amount = fields.money("monthly_fen");
  benefit.persons_covered = static_cast<int>(fields.integer("persons_covered", 1, 50));
  fields.read("since", benefit.since, month_from);
  if (fields.has("next_review")) benefit.next_review = fields.parsed("next_review", base::day_from);
  if (fields.has("standard_fen")) benefit.standard = fields.money("standard_fen");
  if (fields.has("duties")) {
    for (const Json& duty : fields.list("duties", kMostDuties)) {
      benefit.duties.push_back(read_duty(duty, fields));
    }
  }
  for (const Json& payment : fields.list("payments", kMostPayments)) {
    benefit.payments.push_back(read_payment(payment, fields));
  }
  parent.require(fields.ok());
  return benefit;
}

}  // namespace

std::string to_json(const BenefitQuery& query) {
  return write({{"number", query.number.text()},
                {"name", query.name},
                {"consent_at", base::format_rfc3339(query.consent_at)}});
}

std::optional<BenefitQuery> benefit_query_from_json(std::string_view text) {
  const auto json = parse_object(text, kMostMessageBytes);
  if (!json) return std::nullopt;
  Fields fields(*json);
  auto number = fields.parsed("number", domain::IdentityNumber::parse);
  auto name = fields.text("name", kMostNameBytes);
  const auto consent_at = fields.parsed("consent_at", base::parse_rfc3339);
  if (!fields.ok()) return std::nullopt;
  return BenefitQuery{*std::move(number), std::move(name), *consent_at};
}

std::string to_json(const domain::BenefitStatus& status) {
  Json benefits = Json::array();
  for (const auto& benefit : status.benefits) benefits.push_back(benefit_json(benefit));
  Json json{{"benefits", std::move(benefits)},
            {"source", status.source},
            {"as_of", base::format_rfc3339(status.as_of)}};
  if (status.disability_grade) json["disability_grade"] = *status.disability_grade;
  return write(json);
}

std::optional<domain::BenefitStatus> benefit_status_from_json(std::string_view text) {
  const auto json = parse_object(text, 4 * kMostMessageBytes);
  if (!json) return std::nullopt;
  Fields fields(*json);
  domain::BenefitStatus status;
  for (const Json& benefit : fields.list("benefits", kMostBenefits)) {
    status.benefits.push_back(read_benefit(benefit, fields));
  }
  if (fields.has("disability_grade")) {
    status.disability_grade =
        static_cast<int>(fields.integer("disability_grade", 1, kMildestGrade));
  }
  status.source = fields.text("source", kMostNameBytes);
  fields.read("as_of", status.as_of, base::parse_rfc3339);
  return fields.ok() ? std::optional(std::move(status)) : std::nullopt;
}

}  // namespace linli::protocol
