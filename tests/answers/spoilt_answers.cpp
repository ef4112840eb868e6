#include <algorithm>
#include <functional>
#include <optional>

#include "tests/answers/random_answers.h"

namespace linli::tests {
namespace {

using catalogue::Field;
using catalogue::FieldKind;
using nlohmann::json;

constexpr std::size_t kTooManyPeople = 40;

std::string repeated(const char* character, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += character;
  return text;
}

/// What a way to spoil an answer may know.
struct Given {
  const Field& field;
  const domain::IdCard& card;
  const catalogue::Questionnaire& questions;
  json answer;  // a valid one
};
/// Null: there is no such way here.
using Spoil = json (*)(const Given&);

json words(const std::string& text) { return {{"type", "words"}, {"text", text}}; }
json digits(const std::string& text) { return {{"type", "digits"}, {"text", text}}; }
json day(domain::Day day) { return json_of({{"day", day}})["day"]; }

/// With the last digit another one, which a check digit never survives.
std::string with_another_end(std::string text) {
  text.back() = text.back() == '1' ? '2' : '1';
  return text;
}

json with(const Given& given, const char* member, json value) {
  json answer = given.answer;
  answer[member] = std::move(value);
  return answer;
}

json with_number(const Given& given, const std::string& number) {
  json answer = given.answer;
  answer["members"][0]["number"] = number;
  return answer;
}

json many_members(const Given& given) {
  json answer = given.answer;
  const json one = answer["members"][0];
  answer["members"] = json::array();
  for (std::size_t i = 0; i < kTooManyPeople; ++i) {
    std::string first = std::to_string(99010119700000000 + 101000 + static_cast<std::int64_t>(i));
    json member = one;
    member["number"] = first + domain::identity_check_character(first);
    answer["members"].push_back(member);
  }
  return answer;
}

json two_of_one(const Given& given) {
  json answer = given.answer;
  answer["members"].push_back(answer["members"][0]);
  return answer;
}

json first_signer_with(const Given& given, const char* member, json value) {
  json answer = given.answer;
  answer["people"][0][member] = std::move(value);
  return answer;
}

json many_rows(const Given& given) {
  json answer = given.answer;
  const json row = answer["rows"][0];
  while (answer["rows"].size() <= given.field.most_rows) answer["rows"].push_back(row);
  return answer;
}

json row_without_cell(const Given& given) {
  json answer = given.answer;
  const auto required = std::ranges::find(given.field.columns, true, &Field::required);
  if (required == given.field.columns.end()) return nullptr;
  answer["rows"][0].erase(required->id);
  return answer;
}

json row_with_foreign_cell(const Given& given) {
  json answer = given.answer;
  answer["rows"][0]["no_such_column"] = words("王");
  return answer;
}

json day_beyond(const Given& given, bool early) {
  const auto limits = given.questions.day_limits(given.field);
  const auto limit = early ? limits.earliest : limits.latest;
  if (!limit) return nullptr;
  return day(std::chrono::sys_days{*limit} + std::chrono::days{early ? -1 : 1});
}

json option_twice(const Given& given) {
  json answer = given.answer;
  answer["options"].push_back(answer["options"][0]);
  return answer;
}

json unless(bool not_here, json answer) { return not_here ? json() : answer; }

struct Way {
  const char* how;
  FieldKind kind;
  Spoil spoil;
};
const Way kWays[] = {
    {"emoji", FieldKind::text, [](const Given&) { return words("王😀"); }},
    {"right to left mark", FieldKind::text, [](const Given&) { return words("王\u202E小明"); }},
    {"control character", FieldKind::text, [](const Given&) { return words("王\x07"); }},
    {"private character", FieldKind::text, [](const Given&) { return words("王\uE000"); }},
    {"too long", FieldKind::text,
     [](const Given& given) { return words(repeated("王", given.field.most_characters + 1)); }},
    {"digits in a name", FieldKind::text,
     [](const Given& given) {
       return unless(given.field.text != catalogue::TextKind::name, words("王3"));
     }},
    {"too short", FieldKind::phone, [](const Given&) { return digits("12345"); }},
    {"letters", FieldKind::phone, [](const Given&) { return digits("1380418000O"); }},
    {"wrong check digit", FieldKind::bank_card,
     [](const Given& given) { return digits(with_another_end(given.answer["text"])); }},
    {"wrong check digit", FieldKind::identity_number,
     [](const Given& given) { return digits(with_another_end(given.answer["text"])); }},
    {"impossible birth date", FieldKind::identity_number,
     [](const Given&) { return digits("990101197002300017"); }},
    {"too small", FieldKind::number,
     [](const Given& given) {
       return json{{"type", "number"}, {"value", std::int64_t{given.field.least_number} - 1}};
     }},
    {"too large", FieldKind::number,
     [](const Given& given) {
       return json{{"type", "number"}, {"value", std::int64_t{given.field.most_number} + 1}};
     }},
    {"half a number", FieldKind::number,
     [](const Given&) {
       return json{{"type", "number"}, {"value", 1.5}};
     }},
    {"too small", FieldKind::money,
     [](const Given& given) {
       return json{{"type", "money"}, {"fen", given.field.least.fen - 1}};
     }},
    {"too large", FieldKind::money,
     [](const Given& given) {
       const std::int64_t most = given.field.most.fen;
       return json{{"type", "money"}, {"fen", most == 0 ? INT64_MAX : most + 1}};
     }},
    {"impossible day", FieldKind::date,
     [](const Given&) {
       return json{{"type", "day"}, {"day", "2026-02-30"}};
     }},
    {"too early", FieldKind::date, [](const Given& given) { return day_beyond(given, true); }},
    {"too late", FieldKind::date, [](const Given& given) { return day_beyond(given, false); }},
    {"no option", FieldKind::one_choice,
     [](const Given&) {
       return json{{"type", "choice"}, {"option", "no_such_option"}};
     }},
    {"no option", FieldKind::several_choices,
     [](const Given&) {
       return json{{"type", "choices"}, {"options", {"no_such_option"}}};
     }},
    {"twice the same", FieldKind::several_choices, option_twice},
    {"nobody", FieldKind::person,
     [](const Given&) {
       return json{{"type", "household"}, {"members", json::array()}};
     }},
    {"two people", FieldKind::person, many_members},
    {"40 people", FieldKind::household, many_members},
    {"somebody twice", FieldKind::household, two_of_one},
    {"wrong check digit", FieldKind::household,
     [](const Given& given) {
       return with_number(given, with_another_end(given.answer["members"][0]["number"]));
     }},
    {"the applicant", FieldKind::household,
     [](const Given& given) { return with_number(given, given.card.number.text()); }},
    {"emoji in a name", FieldKind::household,
     [](const Given& given) {
       json answer = given.answer;
       answer["members"][0]["name"] = "😀";
       return answer;
     }},
    {"no such relation", FieldKind::household,
     [](const Given& given) {
       json answer = given.answer;
       answer["members"][0]["relation"] = "friend";
       return answer;
     }},
    {"no such place", FieldKind::place,
     [](const Given& given) { return with(given, "code", "990101999999"); }},
    {"another place's name", FieldKind::place,
     [](const Given& given) { return with(given, "name", "邻里市"); }},
    {"half a code", FieldKind::place,
     [](const Given& given) { return with(given, "code", "990101"); }},
    {"pages that are not there", FieldKind::photo,
     [](const Given& given) { return with(given, "pages", 1); }},
    {"too many rows", FieldKind::table, many_rows},
    {"a cell missing", FieldKind::table, row_without_cell},
    {"a cell of no column", FieldKind::table, row_with_foreign_cell},
    {"not agreed", FieldKind::consent,
     [](const Given& given) {
       return unless(!given.questions.requires_answer(given.field),
                     json{{"type", "consent"}, {"agreed", false}});
     }},
    {"nobody signs", FieldKind::authorisations,
     [](const Given&) {
       return json{{"type", "authorisations"}, {"people", json::array()}};
     }},
    {"somebody has not decided", FieldKind::authorisations,
     [](const Given& given) {
       json answer = first_signer_with(given, "later", false);
       answer["people"][0].erase("strokes");
       return answer;
     }},
    {"another applicant", FieldKind::authorisations,
     [](const Given& given) { return first_signer_with(given, "number", "990101194612280023"); }},
    {"a relation to oneself", FieldKind::authorisations,
     [](const Given& given) { return first_signer_with(given, "relation", "child"); }},
    {"a guardian from elsewhere", FieldKind::authorisations,
     [](const Given& given) { return first_signer_with(given, "guardian", "990101194612280023"); }},
    {"somebody left out", FieldKind::authorisations,
     [](const Given& given) {
       json answer = given.answer;
       answer["people"].erase(answer["people"].size() - 1);
       return unless(given.answer["people"].size() < 2, answer);
     }},
    {"somebody too many", FieldKind::authorisations,
     [](const Given& given) {
       json answer = given.answer;
       answer["people"].push_back(answer["people"][0]);
       return answer;
     }},
    {"no stroke", FieldKind::signature,
     [](const Given&) {
       return json{{"type", "signature"}, {"strokes", json::array()}};
     }},
    {"a dot", FieldKind::signature,
     [](const Given&) {
       return json{{"type", "signature"}, {"strokes", {{5000, 5000, 5010, 5010}}}};
     }},
};

/// An answer that fits no field of this kind.
json of_another_kind(const Field& field) {
  if (field.kind == FieldKind::consent) return words("王");
  return {{"type", "consent"}, {"agreed", true}};
}

class Spoiler {
 public:
  Spoiler(const Asked& asked, const domain::IdCard& card, const domain::Answers& valid)
      : card_(card),
        questions_(asked.service, asked.region, catalogue::circumstances_of(card, asked.today)),
        whole_(json_of(valid)) {
    questions_.look_at(valid);
  }

  void spoil(const Field& field) {
    if (!is_answered(field)) return add("answered by nobody", field, words("王"));
    if (!questions_.asks(field)) return add("not asked", field, of_another_kind(field));
    add("of another kind", field, of_another_kind(field));
    add("of no kind", field, {{"type", "gold"}});
    add("no answer at all", field, 42);
    if (!whole_.contains(field.id)) return;
    // What was not photographed is handed in at the window.
    const bool may_follow = field.kind == FieldKind::photo;
    if (questions_.requires_answer(field) && !may_follow) add("missing", field, nullptr);
    for (const Way& way : kWays) {
      if (way.kind != field.kind) continue;
      json answer = way.spoil({field, card_, questions_, whole_[field.id]});
      if (!answer.is_null()) add(way.how, field, std::move(answer));
    }
  }

  std::vector<Spoilt> take() { return std::move(spoilt_); }

 private:
  /// Null: without the answer.
  void add(const char* how, const Field& field, json answer) {
    Spoilt one{how, field.id, whole_};
    if (answer.is_null()) {
      one.answers.erase(field.id);
    } else {
      one.answers[field.id] = std::move(answer);
    }
    spoilt_.push_back(std::move(one));
  }

  const domain::IdCard& card_;
  catalogue::Questionnaire questions_;
  json whole_;
  std::vector<Spoilt> spoilt_;
};

}  // namespace

std::vector<Spoilt> spoilt_answers(const Asked& asked, const domain::IdCard& card,
                                   const domain::Answers& valid) {
  Spoiler spoiler(asked, card, valid);
  for (const catalogue::Step& step : asked.service.steps) {
    for (const Field& field : step.fields) spoiler.spoil(field);
  }
  return spoiler.take();
}

}  // namespace linli::tests
