#include <algorithm>
#include <array>
#include <cmath>
#include <ranges>
#include <type_traits>
#include <utility>

#include "kiosk/base/day.h"
#include "kiosk/protocol/answers_json.h"
#include "kiosk/protocol/messages.h"

namespace linli::protocol {
namespace {

using namespace detail;

constexpr std::size_t kMostAnswersBytes =
    2 * 1024 * 1024;  // a whole household has signed at length
constexpr std::size_t kMostFields = 200;
constexpr std::size_t kMostIdBytes = 64;
constexpr std::size_t kMostNameBytes = 200;
constexpr std::size_t kMostOptions = 100;
constexpr std::size_t kMostMembers = 100;
constexpr std::size_t kMostTextBytes = 4000;
constexpr std::size_t kDivisionDigits = 12;
constexpr std::int64_t kMostNumber = 1'000'000'000'000;
constexpr std::size_t kMostRows = 100;
constexpr std::size_t kMostCells = 20;
constexpr int kMostPages = 100;
constexpr std::size_t kMostStrokes = 500;
constexpr std::size_t kMostStrokeNumbers = 10'000;
constexpr float kSteps = 10'000;

struct ToJson {
  Json operator()(const domain::Choice& choice) const {
    return {{"type", "choice"}, {"option", choice.option}};
  }
  Json operator()(const domain::Choices& choices) const {
    return {{"type", "choices"}, {"options", choices.options}};
  }
  Json operator()(domain::Money money) const { return {{"type", "money"}, {"fen", money.fen}}; }
  Json operator()(const domain::Digits& digits) const {
    return {{"type", "digits"}, {"text", digits.text}};
  }
  Json operator()(const domain::Consent& consent) const {
    return {{"type", "consent"}, {"agreed", consent.agreed}};
  }
  Json operator()(const domain::Household& household) const {
    Json members = Json::array();
    for (const auto& member : household) {
      members.push_back({{"name", member.name},
                         {"number", member.number.text()},
                         {"relation", name_of(member.relation)},
                         {"read_from_card", member.read_from_card}});
    }
    return {{"type", "household"}, {"members", std::move(members)}};
  }
  Json operator()(const domain::Signature& signature) const {
    return {{"type", "signature"}, {"strokes", strokes_json(signature)}};
  }
  static Json strokes_json(const domain::Signature& signature) {
    Json strokes = Json::array();
    for (const auto& stroke : signature | std::views::take(kMostStrokes)) {
      Json numbers = Json::array();
      for (const auto& point : stroke) {
        for (const float part : {point.x, point.y}) {
          numbers.push_back(std::lround(std::clamp(part, 0.0F, 1.0F) * kSteps));
        }
      }
      strokes.push_back(std::move(numbers));
    }
    return strokes;
  }
  Json operator()(const domain::Authorisations& authorisations) const {
    Json people = Json::array();
    for (const auto& person : authorisations) {
      Json& json = people.emplace_back(Json{{"name", person.name},
                                            {"number", person.number.text()},
                                            {"signed", !person.signature.empty()},
                                            {"later", person.later}});
      if (person.relation) json["relation"] = name_of(*person.relation);
      if (person.guardian) json["guardian"] = person.guardian->text();
      if (!person.signature.empty()) json["strokes"] = strokes_json(person.signature);
    }
    return {{"type", "authorisations"}, {"people", std::move(people)}};
  }
  Json operator()(const domain::Words& words) const {
    return {{"type", "words"}, {"text", words.text}};
  }
  Json operator()(domain::WholeNumber number) const {
    return {{"type", "number"}, {"value", number.value}};
  }
  Json operator()(domain::Day day) const { return {{"type", "day"}, {"day", base::day_text(day)}}; }
  Json operator()(const domain::Division& division) const {
    return {{"type", "division"}, {"code", division.code}, {"name", division.name}};
  }
  Json operator()(const domain::Photos& photos) const {
    return {{"type", "photos"}, {"pages", photos.pages.size()}};
  }
  Json operator()(const domain::Table& table) const {
    Json rows = Json::array();
    for (const domain::Row& row : table) {
      Json cells = Json::object();
      for (const auto& [column, cell] : row) cells[column] = std::visit(*this, cell);
      rows.push_back(std::move(cells));
    }
    return {{"type", "table"}, {"rows", std::move(rows)}};
  }
};

domain::Answer read_choice(Fields& fields) {
  return domain::Choice{fields.text("option", kMostIdBytes)};
}

domain::Answer read_choices(Fields& fields) {
  domain::Choices choices;
  for (const Json& option : fields.list("options", kMostOptions)) {
    const auto* text = option.get_ptr<const Json::string_t*>();
    fields.require(text && text->size() <= kMostIdBytes);
    if (text) choices.options.push_back(*text);
  }
  return choices;
}

domain::Answer read_money(Fields& fields) { return fields.money("fen"); }

domain::Answer read_digits(Fields& fields) {
  domain::Digits digits{fields.text("text", kMostIdBytes)};
  fields.require(digits.text.find_first_not_of("0123456789X") == std::string::npos);
  return digits;
}

domain::Answer read_consent(Fields& fields) { return domain::Consent{fields.boolean("agreed")}; }

domain::Answer read_household(Fields& fields) {
  domain::Household household;
  for (const Json& json : fields.list("members", kMostMembers)) {
    Fields member(json);
    auto name = member.text("name", kMostNameBytes);
    auto number = member.parsed("number", domain::IdentityNumber::parse);
    const auto relation = member.parsed("relation", relation_from);
    const bool from_card = member.boolean("read_from_card");
    fields.require(member.ok());
    if (!member.ok()) break;
    household.push_back({std::move(name), *std::move(number), *relation, from_card});
  }
  return household;
}

domain::Stroke read_stroke(Fields& fields, const Json& numbers) {
  domain::Stroke stroke;
  fields.require(numbers.is_array() && numbers.size() % 2 == 0 &&
                 numbers.size() <= kMostStrokeNumbers);
  if (!fields.ok()) return stroke;
  const auto part = [&](std::size_t i) {
    const bool fits = numbers[i].is_number_unsigned() && numbers[i].get<std::uint64_t>() <= 10'000;
    fields.require(fits);
    return fits ? static_cast<float>(numbers[i].get<std::uint64_t>()) / kSteps : 0.0F;
  };
  for (std::size_t i = 0; i < numbers.size(); i += 2) stroke.push_back({part(i), part(i + 1)});
  return stroke;
}

domain::Signature read_strokes(Fields& fields) {
  domain::Signature signature;
  for (const Json& numbers : fields.list("strokes", kMostStrokes)) {
    signature.push_back(read_stroke(fields, numbers));
  }
  return signature;
}

domain::Answer read_signature(Fields& fields) { return read_strokes(fields); }

std::optional<domain::IdentityNumber> number_from(std::string_view text) {
  auto number = domain::IdentityNumber::parse(text);
  return number ? std::optional(*std::move(number)) : std::nullopt;
}

domain::Answer read_authorisations(Fields& fields) {
  domain::Authorisations people;
  for (const Json& json : fields.list("people", kMostMembers)) {
    Fields member(json);
    auto name = member.text("name", kMostNameBytes);
    auto number = member.parsed("number", number_from);
    const bool later = member.boolean("later");
    fields.require(member.ok());
    if (!member.ok()) break;
    domain::Authorisation& person = people.emplace_back(
        domain::Authorisation{std::move(name), *std::move(number), {}, {}, later});
    if (member.has("relation")) person.relation = member.parsed("relation", relation_from);
    if (member.has("guardian")) person.guardian = member.parsed("guardian", number_from);
    if (member.has("strokes")) person.signature = read_strokes(member);
    fields.require(member.ok());
  }
  return people;
}

domain::Answer read_words(Fields& fields) {
  return domain::Words{fields.text("text", kMostTextBytes)};
}

domain::Answer read_number(Fields& fields) {
  return domain::WholeNumber{fields.integer("value", -kMostNumber, kMostNumber)};
}

domain::Answer read_day(Fields& fields) {
  return fields.parsed("day", base::day_from).value_or(domain::Day{});
}

domain::Answer read_division(Fields& fields) {
  domain::Division division{fields.text("code", kDivisionDigits),
                            fields.text("name", kMostNameBytes)};
  fields.require(division.code.size() == kDivisionDigits &&
                 division.code.find_first_not_of("0123456789") == std::string::npos);
  return division;
}

/// The pictures travel beside the answers and are not kept with a draft: so none is there.
domain::Answer read_photos(Fields& fields) {
  fields.integer("pages", 0, kMostPages);
  return domain::Photos{};
}

domain::Answer read_table(Fields& fields);

using Reader = domain::Answer (*)(Fields&);
constexpr std::array<std::pair<std::string_view, Reader>, 14> kReaders{{
    {"choice", read_choice},
    {"choices", read_choices},
    {"money", read_money},
    {"digits", read_digits},
    {"consent", read_consent},
    {"household", read_household},
    {"signature", read_signature},
    {"words", read_words},
    {"number", read_number},
    {"day", read_day},
    {"table", read_table},
    {"division", read_division},
    {"photos", read_photos},
    {"authorisations", read_authorisations},
}};

std::optional<Reader> reader_from(std::string_view type) {
  const auto row = std::find_if(kReaders.begin(), kReaders.end(),
                                [type](const auto& r) { return r.first == type; });
  return row == kReaders.end() ? std::nullopt : std::optional(row->second);
}

std::optional<domain::Answer> read_answer(const Json& value) {
  Fields fields(value);
  const auto reader = fields.parsed("type", reader_from);
  if (!reader) return std::nullopt;
  domain::Answer answer = (*reader)(fields);
  if (!fields.ok()) return std::nullopt;
  return answer;
}

/// Answers of fewer types stand in cells.
std::optional<domain::Cell> cell_of(domain::Answer answer) {
  return std::visit(
      [](auto&& value) -> std::optional<domain::Cell> {
        using T = std::decay_t<decltype(value)>;
        if constexpr (std::is_constructible_v<domain::Cell, T&&>) {
          return domain::Cell(std::forward<decltype(value)>(value));
        } else {
          return std::nullopt;
        }
      },
      std::move(answer));
}

std::optional<domain::Cell> read_cell(const Json& value) {
  auto answer = read_answer(value);
  return answer ? cell_of(std::move(*answer)) : std::nullopt;
}

domain::Answer read_table(Fields& fields) {
  domain::Table table;
  for (const Json& cells : fields.list("rows", kMostRows)) {
    fields.require(cells.is_object() && cells.size() <= kMostCells);
    if (!fields.ok()) break;
    domain::Row row;
    for (const auto& [column, value] : cells.items()) {
      auto cell = read_cell(value);
      fields.require(cell && column.size() <= kMostIdBytes);
      if (cell) row.emplace(column, std::move(*cell));
    }
    table.push_back(std::move(row));
  }
  return table;
}

}  // namespace

Json detail::answer_json(const domain::Answer& answer) { return std::visit(ToJson{}, answer); }

std::string to_json(const domain::Answers& answers) {
  Json json = Json::object();
  for (const auto& [field, answer] : answers) json[field] = answer_json(answer);
  return write(json);
}

std::optional<domain::Answers> answers_from_json(std::string_view text) {
  const auto json = parse_object(text, kMostAnswersBytes);
  if (!json || json->size() > kMostFields) return std::nullopt;
  domain::Answers answers;
  for (const auto& [field, value] : json->items()) {
    auto answer = read_answer(value);
    if (!answer || field.size() > kMostIdBytes) return std::nullopt;
    answers.emplace(field, std::move(*answer));
  }
  return answers;
}

}  // namespace linli::protocol
