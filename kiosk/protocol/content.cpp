#include <variant>

#include "kiosk/base/day.h"
#include "kiosk/protocol/answers_json.h"
#include "kiosk/protocol/messages.h"
#include "kiosk/protocol/receipt_code.h"
#include "kiosk/protocol/submission.h"

namespace linli::protocol {
namespace {

using namespace detail;

constexpr std::size_t kMostReceiptBytes = 64;  // what is_receipt_number() takes is shorter

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

/// Signatures are parts of their own.
Json content_of(const domain::Answer& answer) {
  Json json = answer_json(answer);
  if (std::holds_alternative<domain::Authorisations>(answer)) {
    for (Json& person : json["people"]) person.erase("strokes");
  }
  return json;
}

Json adds_to_json(const domain::AddsTo& adds_to) {
  return {{"item", adds_to.item.text()},
          {"receipt_number", adds_to.receipt_number},
          {"what", name_of(adds_to.what)}};
}

using How = domain::OrderChange::How;

std::string_view name_of(How how) { return how == How::change ? "change" : "cancel"; }

std::optional<How> how_from(std::string_view name) {
  for (const How how : {How::change, How::cancel}) {
    if (name == name_of(how)) return how;
  }
  return std::nullopt;
}

Json changes_json(const domain::OrderChange& changes) {
  return {{"item", changes.item.text()},
          {"receipt_number", changes.receipt_number},
          {"how", name_of(changes.how)}};
}

constexpr std::size_t kMostNumberBytes = 18;

}  // namespace

std::string application_content(const domain::Application& application) {
  Json answers = Json::object();
  for (const auto& [field, answer] : application.answers) {
    if (!std::holds_alternative<domain::Signature>(answer)) answers[field] = content_of(answer);
  }
  Json content{{"service", application.service},
               {"service_version", application.service_version},
               {"submitted_at", base::format_rfc3339(application.submitted_at)},
               {"applicant", applicant_json(application.applicant)},
               {"answers", std::move(answers)}};
  if (application.urgent) content["urgent"] = true;
  if (application.adds_to) content["adds_to"] = adds_to_json(*application.adds_to);
  if (application.changes) content["changes"] = changes_json(*application.changes);
  return write(content);
}

bool is_urgent_in(std::string_view content) {
  const auto json = parse_object(content, kMaxManifestBytes);
  if (!json) return false;
  const auto urgent = json->find("urgent");
  return urgent != json->end() && *urgent == true;
}

std::optional<domain::AddsTo> adds_to_in(std::string_view content) {
  const auto json = parse_object(content, kMaxManifestBytes);
  if (!json) return std::nullopt;
  Fields all(*json);
  if (!all.has("adds_to")) return std::nullopt;
  Fields fields(all.object("adds_to"));
  domain::AddsTo adds_to;
  fields.read("item", adds_to.item, base::Uuid::parse);
  adds_to.receipt_number = fields.text("receipt_number", kMostReceiptBytes);
  fields.read("what", adds_to.what, addition_from);
  fields.require(is_receipt_number(adds_to.receipt_number));
  return fields.ok() ? std::optional(std::move(adds_to)) : std::nullopt;
}

std::optional<OrderReference> order_reference_in(std::string_view content) {
  const auto json = parse_object(content, kMaxManifestBytes);
  if (!json) return std::nullopt;
  Fields fields(*json);
  OrderReference found;
  Fields applicant(fields.object("applicant"));
  found.applicant = applicant.text("number", kMostNumberBytes);
  if (fields.has("changes")) {
    Fields changes(fields.object("changes"));
    domain::OrderChange change;
    changes.read("item", change.item, base::Uuid::parse);
    change.receipt_number = changes.text("receipt_number", kMostReceiptBytes);
    changes.read("how", change.how, how_from);
    fields.require(changes.ok());
    found.changes = std::move(change);
  }
  fields.require(applicant.ok());
  return fields.ok() ? std::optional(std::move(found)) : std::nullopt;
}

std::string rating_content(const std::string& receipt_number, domain::Grade grade) {
  return write({{"receipt_number", receipt_number}, {"grade", static_cast<int>(grade)}});
}

}  // namespace linli::protocol
