#include "kiosk/app/application_file.h"

#include <algorithm>
#include <array>

#include "kiosk/base/day.h"
#include "kiosk/catalogue/check_application.h"
#include "kiosk/catalogue/object_reader.h"
#include "kiosk/flow/card_reading.h"
#include "kiosk/protocol/messages.h"

namespace linli::app {
namespace {

using catalogue::FieldKind;
using catalogue::Need;
using catalogue::ObjectReader;
using catalogue::Place;
using catalogue::TextKind;
using nlohmann::json;

constexpr int kMostSexCode = 9;         // GB/T 2261.1
constexpr int kMostEthnicityCode = 98;  // GB/T 3304
constexpr std::size_t kMostNameCharacters = 50;
constexpr std::size_t kMostLineCharacters = 200;

struct Form {
  FieldKind kind;
  const char* form;
};
constexpr std::array kForms{
    Form{FieldKind::text, R"({"type": "words", "text": "…"})"},
    Form{FieldKind::identity_number, R"({"type": "digits", "text": "…"})"},
    Form{FieldKind::phone, R"({"type": "digits", "text": "…"})"},
    Form{FieldKind::bank_card, R"({"type": "digits", "text": "…"})"},
    Form{FieldKind::number, R"({"type": "number", "value": 3})"},
    Form{FieldKind::money, R"({"type": "money", "fen": 214000})"},
    Form{FieldKind::date, R"({"type": "day", "day": "2026-11-22"})"},
    Form{FieldKind::one_choice, R"({"type": "choice", "option": "…"})"},
    Form{FieldKind::several_choices, R"({"type": "choices", "options": ["…"]})"},
    Form{FieldKind::person,
         R"({"type": "household", "members": [{"name", "number", "relation", "read_from_card"}]})"},
    Form{FieldKind::household,
         R"({"type": "household", "members": [{"name", "number", "relation", "read_from_card"}]})"},
    Form{FieldKind::place, R"({"type": "division", "code": "990101001000", "name": "…"})"},
    Form{FieldKind::photo, R"({"type": "photos", "pages": 0})"},
    Form{FieldKind::table, R"({"type": "table", "rows": [{"COLUMN": {"type": …}}]})"},
    Form{FieldKind::consent, R"({"type": "consent", "agreed": true})"},
    Form{
        FieldKind::authorisations,
        R"({"type": "authorisations", "people": [{"name", "number", "signed", "later", "relation", "guardian", "strokes"}]})"},
    Form{FieldKind::signature, R"({"type": "signature", "strokes": [[x, y, …]]})"},
};

/// Of a field that has none, or is none of the service's: what every answer has.
std::string form_of(const catalogue::Service& service, const std::string& id) {
  for (const catalogue::Step& step : service.steps) {
    const auto field = std::ranges::find(step.fields, id, &catalogue::Field::id);
    if (field == step.fields.end()) continue;
    const auto form = std::ranges::find(kForms, field->kind, &Form::kind);
    if (form != kForms.end()) return form->form;
  }
  return R"({"type": …})";
}

std::string read_plain(ObjectReader& object, const char* member, TextKind kind, std::size_t most,
                       Need need = Need::required) {
  std::string text = object.line(member, need);
  if (!text.empty() && !catalogue::is_plain_text(text, kind, most)) {
    object.place().at(member).fault("has characters that no card has, or too many");
  }
  return text;
}

const char* describe(flow::CardProblem problem) {
  switch (problem) {
    case flow::CardProblem::expired:
      return "is a card that has expired";
    case flow::CardProblem::invalid_number:
      return "is a card whose number and birth date differ";
    case flow::CardProblem::not_yet_valid:
      return "is a card that is not valid yet";
  }
  return "is a card that can't be used";
}

/// Sex and birth date may be left out: the number says them.
domain::IdCard read_card(ObjectReader& object, const domain::IdentityNumber& number) {
  domain::IdCard card{.number = number};
  card.name = read_plain(object, "name", TextKind::name, kMostNameCharacters);
  card.sex = static_cast<domain::Sex>(
      object.whole_number_or("sex", 0, kMostSexCode, static_cast<int>(number.sex())));
  card.ethnicity = object.whole_number("ethnicity", 0, kMostEthnicityCode);
  card.birth_date = object.day("birth_date", Need::optional).value_or(number.birth_date());
  card.address = read_plain(object, "address", TextKind::address, kMostLineCharacters);
  card.issuer = read_plain(object, "issuer", TextKind::address, kMostLineCharacters);
  card.valid_from = object.day("valid_from", Need::required).value_or(domain::Day{});
  card.valid_to = object.day("valid_to", Need::optional);
  auto newest =
      read_plain(object, "newest_address", TextKind::address, kMostLineCharacters, Need::optional);
  if (!newest.empty()) card.newest_address = std::move(newest);
  return card;
}

std::optional<domain::IdCard> read_applicant(const json& value, const Place& place,
                                             domain::Day today,
                                             const std::vector<catalogue::CatalogueError>& faults) {
  ObjectReader object(value, place);
  const std::size_t before = faults.size();
  const auto number = domain::IdentityNumber::parse(object.line("number"));
  if (!number) {
    if (faults.size() == before) {
      place.at("number").fault(
          std::string(catalogue::describe(catalogue::AnswerProblem::not_an_identity_number)));
    }
    return std::nullopt;
  }
  domain::IdCard card = read_card(object, *number);
  object.refuse_unknown();
  if (faults.size() == before) {
    if (const auto problem = flow::problem_of(card, today)) place.fault(describe(*problem));
  }
  return card;
}

bool is_id(const std::string& name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !name.empty() && name.size() <= 40 && std::ranges::all_of(name, fits);
}

/// Pictures come from the document camera alone: a file says that they are still to come.
bool promises_pages(const json& answer) {
  return answer.is_object() && answer.value("type", json()) == "photos" &&
         answer.value("pages", json()) != 0;
}

/// Those that have their form.
domain::Answers read_answers(const json& value, const catalogue::Service& service,
                             const Place& place) {
  domain::Answers answers;
  if (!value.is_object()) {
    place.fault("is no object; write { … }");
    return answers;
  }
  for (const auto& [id, answer] : value.items()) {
    if (!is_id(id)) {
      place.fault("has a name that is no field's id: lower-case letters, digits, underscores");
      continue;
    }
    auto read = protocol::answers_from_json(
        json{{id, answer}}.dump(-1, ' ', false, json::error_handler_t::replace));
    if (promises_pages(answer)) {
      place.at(id).fault("has pages that a file can't have; write 0: they follow at the window");
    } else if (read) {
      answers.merge(*read);
    } else {
      place.at(id).fault("must have the form " + form_of(service, id));
    }
  }
  return answers;
}

}  // namespace

Expected<domain::Application, std::vector<catalogue::CatalogueError>> application_from(
    const json& file, const catalogue::Service& service, const catalogue::Region& region,
    base::WallTime now) {
  std::vector<catalogue::CatalogueError> faults;
  const Place place("", faults);
  ObjectReader object(file, place);
  const domain::Day today = base::hall_time(now).date;
  const json* applicant = object.object("applicant");
  const json* given = object.object("answers");
  object.refuse_unknown();
  if (applicant == nullptr || given == nullptr) return unexpected(std::move(faults));
  const auto card = read_applicant(*applicant, place.at("applicant"), today, faults);
  const auto answers = read_answers(*given, service, place.at("answers"));
  // What an answer says is looked at when all have their form: one may be asked only by another.
  if (!card || !faults.empty()) return unexpected(std::move(faults));
  catalogue::Questionnaire questions(service, region, catalogue::circumstances_of(*card, today));
  catalogue::check_application({service, region, today, *card, answers}, questions,
                               place.at("answers"));
  if (!faults.empty()) return unexpected(std::move(faults));
  domain::Application application{.service = service.id,
                                  .service_version = service.version,
                                  .applicant = *card,
                                  .answers = questions.complete(),
                                  .submitted_at = now,
                                  .receipt_prefix = service.receipt_prefix,
                                  .urgent = questions.is_urgent()};
  if (card->newest_address) application.applicant.address = *card->newest_address;
  return application;
}

}  // namespace linli::app
