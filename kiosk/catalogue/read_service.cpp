#include <algorithm>
#include <array>

#include "kiosk/catalogue/read_parts.h"
#include "kiosk/catalogue/readers.h"
#include "kiosk/catalogue/rules.h"

namespace linli::catalogue {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostSteps = 12;
constexpr std::size_t kMostFieldsOfStep = 12;
constexpr std::size_t kMostNextPoints = 5;
constexpr std::size_t kMostFollowUps = 3;
constexpr std::size_t kLeastQuestions = 3;
constexpr std::size_t kMostQuestions = 6;
constexpr std::size_t kMostLines = 12;
constexpr std::size_t kMostOffers = 6;
constexpr int kMostDeadline = 400;

struct AnswerRow {
  std::string_view name;
  PreAssessment::Answer answer;
};
constexpr std::array kAnswers{AnswerRow{"likely", PreAssessment::Answer::likely},
                              AnswerRow{"unlikely", PreAssessment::Answer::unlikely}};

struct UnitRow {
  std::string_view name;
  Deadline::Unit unit;
};
constexpr std::array kUnits{UnitRow{"working_days", Deadline::Unit::working_days},
                            UnitRow{"days", Deadline::Unit::days},
                            UnitRow{"hours", Deadline::Unit::hours}};

/// Of the parameter's unit; empty: it counts no time that a deadline is given in.
std::optional<Deadline::Unit> unit_of(const Parameter* parameter) {
  if (parameter == nullptr) return std::nullopt;
  for (const UnitRow& row : kUnits) {
    if (row.name == name_of(parameter->unit)) return row.unit;
  }
  return std::nullopt;
}

/// Ids of fields are unique in the whole service: answers are kept by them.
Step read_step(const Json& value, const Place& place, Ids& field_ids) {
  ObjectReader object(value, place);
  Step step;
  step.id = object.id("id");
  step.title = object.text("title");
  step.question = object.text("question");
  step.hint = object.text("hint", Need::optional);
  step.shown_if = read_rule(object, "shown_if", Need::optional);
  object.list("fields", 1, kMostFieldsOfStep, [&](const Json& item, const Place& item_place) {
    step.fields.push_back(read_field(item, item_place));
    must_be_new(field_ids, step.fields.back().id, item_place);
  });
  object.refuse_unknown();
  return step;
}

std::string read_receipt_prefix(ObjectReader& object) {
  const std::string prefix = object.line("receipt_prefix");
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (prefix.size() != 2 || !std::ranges::all_of(prefix, capital)) {
    object.place().at("receipt_prefix").fault("must be two capital letters");
  }
  return prefix;
}

/// A number without its unit would promise anything.
std::optional<Deadline> read_deadline(ObjectReader& service, const char* member,
                                      const Region& region) {
  const Json* value = service.object(member, Need::optional);
  if (value == nullptr) return std::nullopt;
  const Place place = service.place().at(member);
  ObjectReader object(*value, place);
  Deadline deadline;
  if (value->contains("parameter")) {
    deadline.parameter = object.id("parameter");
    const auto unit = unit_of(region.find(deadline.parameter));
    if (!unit && !region.parameters.empty()) {
      place.at("parameter")
          .fault("is no parameter of regions/parameters.json that counts days or hours");
    }
    deadline.unit = unit.value_or(Deadline::Unit::days);
  } else {
    deadline.count = object.whole_number("count", 1, kMostDeadline);
    if (const UnitRow* row = object.row("unit", kUnits)) deadline.unit = row->unit;
  }
  object.refuse_unknown();
  return deadline;
}

OfferRule read_offer(const Json& value, const Place& place) {
  ObjectReader object(value, place);
  OfferRule offer;
  offer.holds_if = read_rule(object, "if", Need::required);
  offer.because = object.text("because");
  object.refuse_unknown();
  return offer;
}

std::optional<Order> read_order(ObjectReader& service) {
  const Json* value = service.object("order", Need::optional);
  if (value == nullptr) return std::nullopt;
  ObjectReader object(*value, service.place().at("order"));
  Order order;
  order.day = object.id("day");
  order.place = object.id("place");
  order.open_if = read_rule(object, "open_if", Need::required);
  object.refuse_unknown();
  return order;
}

bool asks(const Service& service, const std::string& id, FieldKind kind) {
  return std::ranges::any_of(service.steps, [&](const Step& step) {
    return std::ranges::any_of(
        step.fields, [&](const Field& field) { return field.id == id && field.kind == kind; });
  });
}

void check_order_fields(const Service& service, const Place& place) {
  if (!service.order) return;
  if (!asks(service, service.order->day, FieldKind::date)) {
    place.at("order").at("day").fault("is no field of the kind date");
  }
  if (!asks(service, service.order->place, FieldKind::text)) {
    place.at("order").at("place").fault("is no field of the kind text");
  }
}

PreAssessment::Line read_line(const Json& value, const Place& place) {
  ObjectReader object(value, place);
  PreAssessment::Line line;
  line.holds_if = read_rule(object, "if", Need::required);
  if (const AnswerRow* row = object.row("then", kAnswers)) line.answer = row->answer;
  line.because = object.text("because");
  object.refuse_unknown();
  return line;
}

PreAssessment read_pre_assessment(ObjectReader& service) {
  PreAssessment read;
  const Json* value = service.object("pre_assessment", Need::optional);
  if (value == nullptr) return read;
  ObjectReader object(*value, service.place().at("pre_assessment"));
  Ids ids;
  object.list("questions", kLeastQuestions, kMostQuestions,
              [&](const Json& item, const Place& place) {
                read.questions.push_back(read_question(item, place));
                must_be_new(ids, read.questions.back().id, place);
              });
  object.list("rules", 1, kMostLines, [&](const Json& item, const Place& place) {
    read.lines.push_back(read_line(item, place));
  });
  object.refuse_unknown();
  return read;
}

std::vector<std::string> read_follow_ups(ObjectReader& object) {
  std::vector<std::string> ids;
  object.list_if_there("follow_ups", kMostFollowUps, [&](const Json& value, const Place& place) {
    const auto* id = value.get_ptr<const std::string*>();
    if (id == nullptr) return place.fault("must be the id of a service");
    ids.push_back(*id);
  });
  return ids;
}

bool names_only_parameters(std::string text, const std::vector<Parameter>& parameters) {
  for (const Parameter& parameter : parameters) {
    const std::string name = "{" + parameter.name + "}";
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name)) {
      text.erase(at, name.size());
    }
  }
  return text.find_first_of("{}") == std::string::npos;
}

/// A brace that nothing would replace would reach the resident.
void check_placeholders(const Text& text, const std::vector<Parameter>& parameters,
                        const Place& place) {
  if (parameters.empty()) return;  // their list could not be read, which is its own fault
  if (names_only_parameters(text.zh, parameters) && names_only_parameters(text.en, parameters)) {
    return;
  }
  place.fault("names an unknown number; use a name of regions/parameters.json in braces");
}

void check_placeholders(const Service& service, const std::vector<Parameter>& parameters,
                        const Place& place) {
  for (std::size_t i = 0; i < service.what_next.size(); ++i) {
    check_placeholders(service.what_next[i], parameters, place.at("what_next").at(i));
  }
  for (std::size_t i = 0; i < service.urgent_what_next.size(); ++i) {
    check_placeholders(service.urgent_what_next[i], parameters, place.at("urgent_what_next").at(i));
  }
  for (std::size_t i = 0; i < service.offered_if.size(); ++i) {
    check_placeholders(service.offered_if[i].because, parameters,
                       place.at("offered_if").at(i).at("because"));
  }
  const auto& lines = service.pre_assessment.lines;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    check_placeholders(lines[i].because, parameters,
                       place.at("pre_assessment").at("rules").at(i).at("because"));
  }
  for (std::size_t i = 0; i < service.steps.size(); ++i) {
    for (std::size_t j = 0; j < service.steps[i].fields.size(); ++j) {
      const Field& field = service.steps[i].fields[j];
      const Place at = place.at("steps").at(i).at("fields").at(j);
      for (std::size_t k = 0; k < field.checks.size(); ++k) {
        check_placeholders(field.checks[k].message, parameters,
                           at.at("checks").at(k).at("message"));
      }
      for (std::size_t k = 0; k < field.paragraphs.size(); ++k) {
        check_placeholders(field.paragraphs[k], parameters, at.at("paragraphs").at(k));
      }
    }
  }
}

/// A field with the id of a question before the application begins with its answer.
void check_repeated_questions(const Service& service, const Place& place) {
  const auto is_same = [](const Field& question, const Field& field) {
    return question.kind == field.kind &&
           std::ranges::equal(question.options, field.options, {}, &Option::id, &Option::id);
  };
  const auto& questions = service.pre_assessment.questions;
  for (std::size_t i = 0; i < service.steps.size(); ++i) {
    const std::vector<Field>& fields = service.steps[i].fields;
    for (std::size_t j = 0; j < fields.size(); ++j) {
      const auto question = std::ranges::find(questions, fields[j].id, &Field::id);
      if (question == questions.end() || is_same(*question, fields[j])) continue;
      place.at("steps").at(i).at("fields").at(j).at("id").fault(
          "is that of a question of pre_assessment with another kind or other options; ask for the "
          "same, or give it an id of its own");
    }
  }
}

/// The people are asked for before they sign, and what they sign stands beside.
void check_authorisations(const Service& service, const Place& place) {
  Ids people;  // fields of the steps before that name some
  for (std::size_t i = 0; i < service.steps.size(); ++i) {
    const std::vector<Field>& fields = service.steps[i].fields;
    for (std::size_t j = 0; j < fields.size(); ++j) {
      const Place at = place.at("steps").at(i).at("fields").at(j);
      if (fields[j].kind != FieldKind::authorisations) continue;
      if (!fields[j].shown_if.text.empty()) {
        at.at("shown_if").fault("must stand at the step: who signs is listed when it is opened");
      }
      const auto agreed = std::ranges::find(fields, fields[j].agreement, &Field::id);
      if (agreed == fields.end() || agreed->kind != FieldKind::consent) {
        at.at("agreement").fault("must be a consent in the same step");
      }
      const auto is_there = [&](const std::string& id) { return people.contains(id); };
      if (!std::ranges::all_of(fields[j].people, is_there)) {
        at.at("people").fault("must be households and persons that steps before ask for");
      }
    }
    for (const Field& field : fields) {
      const bool names_people =
          field.kind == FieldKind::household || field.kind == FieldKind::person;
      if (names_people) people.insert(field.id);
    }
  }
}

void read_steps(ObjectReader& object, Service& service) {
  Ids step_ids;
  Ids field_ids;
  object.list("steps", 1, kMostSteps, [&](const Json& item, const Place& item_place) {
    service.steps.push_back(read_step(item, item_place, field_ids));
    must_be_new(step_ids, service.steps.back().id, item_place);
  });
}

void use_divisions(Service& service, const Region& region, const Place& place) {
  for (std::size_t i = 0; i < service.steps.size(); ++i) {
    for (std::size_t j = 0; j < service.steps[i].fields.size(); ++j) {
      Field& field = service.steps[i].fields[j];
      if (field.kind != FieldKind::place) continue;
      field.divisions = region.divisions;
      if (!region.divisions->empty()) continue;
      place.at("steps").at(i).at("fields").at(j).fault(
          "asks for a place, and regions/divisions.json has none");
    }
  }
}

}  // namespace

void must_be_new(Ids& ids, const std::string& id, const Place& place) {
  if (!id.empty() && !ids.insert(id).second) {
    place.at("id").fault("is used twice; every id must be its own");
  }
}

std::vector<Text> read_texts(ObjectReader& object, const std::string& member, std::size_t most) {
  std::vector<Text> texts;
  object.list(member, 1, most, [&](const Json& value, const Place& place) {
    ObjectReader reader(value, place);
    Text text;
    text.zh = reader.line("zh");
    text.en = reader.line("en");
    reader.refuse_unknown();
    texts.push_back(std::move(text));
  });
  return texts;
}

Rule read_rule(ObjectReader& object, const std::string& member, Need need) {
  return {object.line(member, need), std::nullopt};
}

Service read_service(const Json& value, const Region& region,
                     const domain::WorkingCalendar& calendar, const Place& place) {
  ObjectReader object(value, place);
  Service service;
  object.line("$schema", Need::optional);  // for editors
  service.id = object.id("id");
  service.version = object.whole_number("version", 1, 1'000'000);
  service.enabled = object.flag("enabled", true);
  object.line("source");  // for people: where the facts in the file are from
  if (const auto* row = object.row("group", kServiceGroups)) service.group = row->group;
  service.place = object.whole_number_or("place", 1, kLastPlace, kLastPlace);
  service.receipt_prefix = read_receipt_prefix(object);
  service.name = object.text("name");
  service.summary = object.text("summary");
  service.purpose = object.text("purpose");
  service.urgent_if = read_rule(object, "urgent_if", Need::optional);
  service.decided_within = read_deadline(object, "decided_within", region);
  service.urgent_decided_within = read_deadline(object, "urgent_decided_within", region);
  object.list_if_there("offered_if", kMostOffers, [&](const Json& item, const Place& item_place) {
    service.offered_if.push_back(read_offer(item, item_place));
  });
  service.order = read_order(object);
  service.pre_assessment = read_pre_assessment(object);
  read_steps(object, service);
  check_order_fields(service, place);
  service.what_next = read_texts(object, "what_next", kMostNextPoints);
  if (object.has("urgent_what_next")) {
    service.urgent_what_next = read_texts(object, "urgent_what_next", kMostNextPoints);
  }
  service.follow_ups = read_follow_ups(object);
  object.refuse_unknown();
  use_divisions(service, region, place);
  check_placeholders(service, region.parameters, place);
  check_repeated_questions(service, place);
  check_authorisations(service, place);
  compile_rules(service, region, calendar, place);
  return service;
}

}  // namespace linli::catalogue
