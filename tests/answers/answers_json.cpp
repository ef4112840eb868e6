#include <fmt/format.h>

#include <cmath>

#include "tests/answers/random_answers.h"

namespace linli::tests {
namespace {

using nlohmann::json;

constexpr const char* kRelations[] = {"spouse",     "child",   "parent", "grandparent",
                                      "grandchild", "sibling", "other"};

std::string text_of(domain::Day day) {
  return fmt::format("{:04}-{:02}-{:02}", int{day.year()}, unsigned{day.month()},
                     unsigned{day.day()});
}

json strokes_of(const domain::Signature& signature) {
  json strokes = json::array();
  for (const auto& stroke : signature) {
    json points = json::array();
    for (const auto& point : stroke) {
      points.push_back(std::lround(point.x * 10'000));
      points.push_back(std::lround(point.y * 10'000));
    }
    strokes.push_back(points);
  }
  return strokes;
}

struct Writing {
  json operator()(const domain::Choice& one) const {
    return {{"type", "choice"}, {"option", one.option}};
  }
  json operator()(const domain::Choices& several) const {
    return {{"type", "choices"}, {"options", several.options}};
  }
  json operator()(domain::Money money) const { return {{"type", "money"}, {"fen", money.fen}}; }
  json operator()(const domain::Digits& digits) const {
    return {{"type", "digits"}, {"text", digits.text}};
  }
  json operator()(const domain::Words& words) const {
    return {{"type", "words"}, {"text", words.text}};
  }
  json operator()(domain::WholeNumber number) const {
    return {{"type", "number"}, {"value", number.value}};
  }
  json operator()(domain::Day day) const { return {{"type", "day"}, {"day", text_of(day)}}; }
  json operator()(domain::Consent consent) const {
    return {{"type", "consent"}, {"agreed", consent.agreed}};
  }
  json operator()(const domain::Household& people) const {
    json members = json::array();
    for (const auto& one : people) {
      members.push_back({{"name", one.name},
                         {"number", one.number.text()},
                         {"relation", kRelations[static_cast<int>(one.relation)]},
                         {"read_from_card", one.read_from_card}});
    }
    return {{"type", "household"}, {"members", members}};
  }
  json operator()(const domain::Authorisations& people) const {
    json list = json::array();
    for (const auto& one : people) {
      json person{{"name", one.name},
                  {"number", one.number.text()},
                  {"signed", !one.signature.empty()},
                  {"later", one.later}};
      if (one.relation) person["relation"] = kRelations[static_cast<int>(*one.relation)];
      if (one.guardian) person["guardian"] = one.guardian->text();
      if (!one.signature.empty()) person["strokes"] = strokes_of(one.signature);
      list.push_back(person);
    }
    return {{"type", "authorisations"}, {"people", list}};
  }
  json operator()(const domain::Signature& signature) const {
    return {{"type", "signature"}, {"strokes", strokes_of(signature)}};
  }
  json operator()(const domain::Division& division) const {
    return {{"type", "division"}, {"code", division.code}, {"name", division.name}};
  }
  json operator()(const domain::Photos& photos) const {
    return {{"type", "photos"}, {"pages", photos.pages.size()}};
  }
  json operator()(const domain::Table& table) const {
    json rows = json::array();
    for (const auto& row : table) {
      json cells = json::object();
      for (const auto& [column, cell] : row) cells[column] = std::visit(*this, cell);
      rows.push_back(cells);
    }
    return {{"type", "table"}, {"rows", rows}};
  }
};

}  // namespace

json json_of(const domain::Answers& answers) {
  json all = json::object();
  for (const auto& [field, answer] : answers) all[field] = std::visit(Writing{}, answer);
  return all;
}

json json_of(const domain::IdCard& card) {
  json object{{"name", card.name},
              {"number", card.number.text()},
              {"sex", static_cast<int>(card.sex)},
              {"ethnicity", card.ethnicity},
              {"birth_date", text_of(card.birth_date)},
              {"address", card.address},
              {"issuer", card.issuer},
              {"valid_from", text_of(card.valid_from)}};
  if (card.valid_to) object["valid_to"] = text_of(*card.valid_to);
  if (card.newest_address) object["newest_address"] = *card.newest_address;
  return object;
}

}  // namespace linli::tests
