#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiosk/catalogue/object_reader.h"
#include "kiosk/catalogue/read_parts.h"

namespace linli::catalogue {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostOptions = 12;
constexpr std::size_t kMostParagraphs = 20;
constexpr std::size_t kMostChecks = 5;
constexpr std::size_t kMostColumns = 6;
constexpr int kMostRows = 40;
constexpr int kMostCharacters = 500;
constexpr int kMostNumber = 1'000'000'000;
constexpr std::size_t kUsualCharacters = 200;
constexpr int kMostPages = 6;
constexpr int kUsualPages = 3;
constexpr std::size_t kMostPeopleFields = 4;

struct KindRow {
  std::string_view name;
  FieldKind kind;
};
constexpr std::array kKinds{
    KindRow{"text", FieldKind::text},
    KindRow{"identity_number", FieldKind::identity_number},
    KindRow{"phone", FieldKind::phone},
    KindRow{"bank_card", FieldKind::bank_card},
    KindRow{"number", FieldKind::number},
    KindRow{"money", FieldKind::money},
    KindRow{"date", FieldKind::date},
    KindRow{"one_choice", FieldKind::one_choice},
    KindRow{"several_choices", FieldKind::several_choices},
    KindRow{"place", FieldKind::place},
    KindRow{"photo", FieldKind::photo},
    KindRow{"person", FieldKind::person},
    KindRow{"household", FieldKind::household},
    KindRow{"table", FieldKind::table},
    KindRow{"consent", FieldKind::consent},
    KindRow{"signature", FieldKind::signature},
    KindRow{"authorisations", FieldKind::authorisations},
    KindRow{"computed", FieldKind::computed},
    KindRow{"note", FieldKind::note},
};
/// What a question before the application may be.
constexpr FieldKind kQuestionKinds[] = {FieldKind::one_choice, FieldKind::money, FieldKind::number,
                                        FieldKind::date};
constexpr FieldKind kColumnKinds[] = {FieldKind::text,      FieldKind::identity_number,
                                      FieldKind::phone,     FieldKind::number,
                                      FieldKind::money,     FieldKind::date,
                                      FieldKind::one_choice};

struct TextRow {
  std::string_view name;
  TextKind kind;
};
constexpr std::array kTexts{TextRow{"name", TextKind::name}, TextRow{"address", TextKind::address},
                            TextRow{"free", TextKind::free}};

struct ShowsRow {
  std::string_view name;
  Shows shows;
};
constexpr std::array kShows{ShowsRow{"money", Shows::money}, ShowsRow{"number", Shows::number},
                            ShowsRow{"text", Shows::text}, ShowsRow{"date", Shows::date}};

struct LevelRow {
  std::string_view name;
  DivisionLevel level;
};
constexpr std::array kLevels{
    LevelRow{"province", DivisionLevel::province}, LevelRow{"city", DivisionLevel::city},
    LevelRow{"county", DivisionLevel::county}, LevelRow{"street", DivisionLevel::street},
    LevelRow{"community", DivisionLevel::community}};

std::vector<Option> read_options(ObjectReader& object, FieldKind kind) {
  std::vector<Option> options;
  Ids ids;
  object.list("options", 2, kMostOptions, [&](const Json& value, const Place& place) {
    ObjectReader reader(value, place);
    Option option{reader.id("id"), reader.text("label"), {}};
    if (kind == FieldKind::one_choice) {
      option.known_if = read_rule(reader, "known_if", Need::optional);
    }
    reader.refuse_unknown();
    must_be_new(ids, option.id, place);
    options.push_back(std::move(option));
  });
  return options;
}

std::vector<Check> read_checks(ObjectReader& object) {
  std::vector<Check> checks;
  object.list_if_there("checks", kMostChecks, [&](const Json& value, const Place& place) {
    ObjectReader reader(value, place);
    Check check{read_rule(reader, "that", Need::required), reader.text("message")};
    reader.refuse_unknown();
    checks.push_back(std::move(check));
  });
  return checks;
}

std::vector<Field> read_columns(ObjectReader& object) {
  std::vector<Field> columns;
  Ids ids;
  object.list("columns", 1, kMostColumns, [&](const Json& value, const Place& place) {
    columns.push_back(read_column(value, place));
    must_be_new(ids, columns.back().id, place);
  });
  return columns;
}

void read_text_members(ObjectReader& object, Field& field) {
  if (const TextRow* row = object.row("text", kTexts)) field.text = row->kind;
  const int most = object.whole_number_or("most_characters", 1, kMostCharacters,
                                          static_cast<int>(kUsualCharacters));
  field.most_characters = static_cast<std::size_t>(most);
}

void read_number_members(ObjectReader& object, Field& field) {
  field.least_number = object.whole_number("least", -kMostNumber, kMostNumber);
  field.most_number = object.whole_number("most", -kMostNumber, kMostNumber);
  field.unit = object.text("unit", Need::optional);
  if (field.most_number < field.least_number) {
    object.place().at("most").fault("is less than least; correct one of them");
  }
}

void read_money_members(ObjectReader& object, Field& field) {
  field.least = object.money("least", Need::optional).value_or(domain::Money{});
  field.most = object.money("most", Need::optional).value_or(domain::Money{});
  if (field.most.fen != 0 && field.most < field.least) {
    object.place().at("most").fault("is less than least; correct one of them");
  }
}

/// What only fields of this kind have. Elsewhere these members are unknown.
void read_kind_members(ObjectReader& object, Field& field) {
  switch (field.kind) {
    case FieldKind::text:
      return read_text_members(object, field);
    case FieldKind::number:
      return read_number_members(object, field);
    case FieldKind::money:
      return read_money_members(object, field);
    case FieldKind::date:
      field.earliest = read_rule(object, "earliest", Need::optional);
      field.latest = read_rule(object, "latest", Need::optional);
      field.lunar = object.flag("lunar", false);
      return;
    case FieldKind::place:
      if (!object.has("down_to")) return;
      if (const LevelRow* row = object.row("down_to", kLevels)) field.down_to = row->level;
      return;
    case FieldKind::photo:
      field.most_pages = static_cast<std::size_t>(
          object.whole_number_or("most_pages", 1, kMostPages, kUsualPages));
      return;
    case FieldKind::one_choice:
    case FieldKind::several_choices:
      field.options = read_options(object, field.kind);
      return;
    case FieldKind::table:
      field.columns = read_columns(object);
      field.most_rows =
          static_cast<std::size_t>(object.whole_number_or("most_rows", 1, kMostRows, kMostRows));
      field.row = object.text("row");
      return;
    case FieldKind::consent:
    case FieldKind::note:
      field.paragraphs = read_texts(object, "paragraphs", kMostParagraphs);
      return;
    case FieldKind::computed:
      field.value = read_rule(object, "value", Need::required);
      if (const ShowsRow* row = object.row("shows", kShows)) field.shows = row->shows;
      return;
    case FieldKind::authorisations:
      field.people = object.ids("people", kMostPeopleFields);
      field.agreement = object.id("agreement");
      field.ward = object.text("ward");
      return;
    case FieldKind::identity_number:
    case FieldKind::phone:
    case FieldKind::bank_card:
    case FieldKind::person:
    case FieldKind::household:
    case FieldKind::signature:
      return;
  }
}

Field read_beginning(ObjectReader& object) {
  Field field;
  field.id = object.id("id");
  const KindRow* row = object.row("kind", kKinds);
  field.kind = row == nullptr ? FieldKind::note : row->kind;
  field.label = object.text("label");
  field.help = object.text("help", Need::optional);
  field.example = object.text("example", Need::optional);
  field.spoken = object.text("spoken", Need::optional);
  field.required = object.flag("required", true);
  return field;
}

template <class Kinds>
void must_be_one_of(const Kinds& kinds, const Field& field, const Place& place) {
  if (std::ranges::find(kinds, field.kind) == std::end(kinds)) {
    place.at("kind").fault("can't be used in this place; docs/adding-a-service.md says which can");
  }
}

}  // namespace

Field read_field(const Json& value, const Place& place) {
  ObjectReader object(value, place);
  Field field = read_beginning(object);
  if (value.is_object() && value.contains("required") && value.contains("required_if")) {
    place.at("required_if").fault("stands beside required; keep one of them");
  }
  field.required_if = read_rule(object, "required_if", Need::optional);
  field.shown_if = read_rule(object, "shown_if", Need::optional);
  field.checks = read_checks(object);
  field.known_as = object.id("known_as", Need::optional);
  read_kind_members(object, field);
  object.refuse_unknown();
  if (!field.known_as.empty() && std::ranges::any_of(field.options, has_known_if)) {
    place.at("known_as").fault("stands beside options with known_if; keep one of them");
  }
  return field;
}

Field read_column(const Json& value, const Place& place) {
  ObjectReader object(value, place);
  Field field = read_beginning(object);
  read_kind_members(object, field);
  object.refuse_unknown();
  must_be_one_of(kColumnKinds, field, place);
  for (std::size_t i = 0; i < field.options.size(); ++i) {
    if (!has_known_if(field.options[i])) continue;
    place.at("options")
        .at(i)
        .at("known_if")
        .fault("can't stand in a column, of which nothing is known; remove it");
  }
  return field;
}

Field read_question(const Json& value, const Place& place) {
  Field field = read_field(value, place);
  must_be_one_of(kQuestionKinds, field, place);
  return field;
}

}  // namespace linli::catalogue
