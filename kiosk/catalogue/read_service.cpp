#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>

#include "kiosk/catalogue/object_reader.h"
#include "kiosk/catalogue/readers.h"

namespace linli::catalogue {
namespace {

using Json = nlohmann::json;
using Ids = std::set<std::string>;

constexpr std::size_t kMostSteps = 12;
constexpr std::size_t kMostFieldsOfStep = 12;
constexpr std::size_t kMostOptions = 12;
constexpr std::size_t kMostParagraphs = 20;
constexpr std::size_t kMostNextPoints = 5;

struct KindName {
  std::string_view name;
  FieldKind kind;
};
constexpr std::array kKinds{
    KindName{"one_choice", FieldKind::one_choice},
    KindName{"several_choices", FieldKind::several_choices},
    KindName{"money", FieldKind::money},
    KindName{"phone", FieldKind::phone},
    KindName{"household", FieldKind::household},
    KindName{"consent", FieldKind::consent},
    KindName{"signature", FieldKind::signature},
};

FieldKind read_kind(ObjectReader& object) {
  const KindName* row = object.row("kind", kKinds);
  return row == nullptr ? FieldKind::consent : row->kind;
}

void must_be_new(Ids& ids, const std::string& id, const Place& place) {
  if (!id.empty() && !ids.insert(id).second) {
    place.at("id").fault("is used twice; every id must be its own");
  }
}

std::vector<Option> read_options(ObjectReader& object) {
  std::vector<Option> options;
  Ids ids;
  object.list("options", 2, kMostOptions, [&](const Json& value, const Place& place) {
    ObjectReader reader(value, place);
    Option option{reader.id("id"), reader.text("label")};
    reader.refuse_unknown();
    must_be_new(ids, option.id, place);
    options.push_back(std::move(option));
  });
  return options;
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

/// What only fields of this kind have. Elsewhere these members are unknown.
void read_kind_members(ObjectReader& object, Field& field) {
  switch (field.kind) {
    case FieldKind::one_choice:
    case FieldKind::several_choices:
      field.options = read_options(object);
      break;
    case FieldKind::money:
      field.least = object.money("least", Need::optional).value_or(domain::Money{});
      field.most = object.money("most", Need::optional).value_or(domain::Money{});
      if (field.most.fen != 0 && field.most < field.least) {
        object.place().at("most").fault("is less than least; correct one of them");
      }
      break;
    case FieldKind::consent:
      field.paragraphs = read_texts(object, "paragraphs", kMostParagraphs);
      break;
    case FieldKind::phone:
    case FieldKind::household:
    case FieldKind::signature:
      break;
  }
}

Field read_field(const Json& value, const Place& place) {
  ObjectReader object(value, place);
  Field field;
  field.id = object.id("id");
  field.kind = read_kind(object);
  field.label = object.text("label");
  field.help = object.text("help", Need::optional);
  field.required = object.flag("required", true);
  read_kind_members(object, field);
  object.refuse_unknown();
  return field;
}

/// Ids of fields are unique in the whole service: answers are kept by them.
Step read_step(const Json& value, const Place& place, Ids& field_ids) {
  ObjectReader object(value, place);
  Step step;
  step.id = object.id("id");
  step.title = object.text("title");
  step.question = object.text("question");
  step.hint = object.text("hint", Need::optional);
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

bool names_only_parameters(std::string text, const std::vector<Parameter>& parameters) {
  for (const Parameter& parameter : parameters) {
    const std::string name = "{" + parameter.name + "}";
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name)) {
      text.erase(at, name.size());
    }
  }
  return text.find_first_of("{}") == std::string::npos;
}

/// A brace that the receipt would not replace would reach the resident.
void check_placeholders(const std::vector<Text>& texts, const std::vector<Parameter>& parameters,
                        const Place& place) {
  if (parameters.empty()) return;  // their list could not be read, which is its own fault
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (names_only_parameters(texts[i].zh, parameters) &&
        names_only_parameters(texts[i].en, parameters)) {
      continue;
    }
    place.at(i).fault("names an unknown number; use a name of regions/parameters.json in braces");
  }
}

}  // namespace

Service read_service(const Json& value, const std::vector<Parameter>& parameters,
                     const Place& place) {
  ObjectReader object(value, place);
  Service service;
  service.id = object.id("id");
  service.version = object.whole_number("version", 1, 1'000'000);
  object.line("source");  // for people: where the facts in the file are from
  service.receipt_prefix = read_receipt_prefix(object);
  service.name = object.text("name");
  service.summary = object.text("summary");
  service.purpose = object.text("purpose");
  Ids step_ids;
  Ids field_ids;
  object.list("steps", 1, kMostSteps, [&](const Json& item, const Place& item_place) {
    service.steps.push_back(read_step(item, item_place, field_ids));
    must_be_new(step_ids, service.steps.back().id, item_place);
  });
  service.what_next = read_texts(object, "what_next", kMostNextPoints);
  check_placeholders(service.what_next, parameters, place.at("what_next"));
  object.refuse_unknown();
  return service;
}

}  // namespace linli::catalogue
