#include "kiosk/catalogue/rules.h"

#include <algorithm>

#include "kiosk/catalogue/known_values.h"
#include "kiosk/catalogue/region_values.h"
#include "kiosk/catalogue/rule_functions.h"

namespace linli::catalogue {
namespace {

using Names = std::vector<std::string>;

bool is_amount(const Field& column) {
  return column.kind == FieldKind::money || column.kind == FieldKind::number;
}

void append(Names& names, const Names& more) {
  for (const std::string& name : more) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
}

template <class Visit>
void for_each_field(const Service& service, Visit visit) {
  for (const Field& field : service.pre_assessment.questions) visit(field);
  for (const Step& step : service.steps) {
    for (const Field& field : step.fields) visit(field);
  }
}

/// Visits every rule of the service, with its place in the file.
template <class Visit>
void for_each_rule(Service& service, const Place& place, Visit visit) {
  const auto visit_field = [&](Field& field, const Place& at) {
    visit(field.required_if, at.at("required_if"));
    visit(field.shown_if, at.at("shown_if"));
    visit(field.earliest, at.at("earliest"));
    visit(field.latest, at.at("latest"));
    visit(field.value, at.at("value"));
    for (std::size_t i = 0; i < field.options.size(); ++i) {
      visit(field.options[i].known_if, at.at("options").at(i).at("known_if"));
    }
    for (std::size_t i = 0; i < field.checks.size(); ++i) {
      visit(field.checks[i].that, at.at("checks").at(i).at("that"));
    }
    for (std::size_t i = 0; i < field.columns.size(); ++i) {
      const Place column = at.at("columns").at(i);
      visit(field.columns[i].earliest, column.at("earliest"));
      visit(field.columns[i].latest, column.at("latest"));
    }
  };
  visit(service.urgent_if, place.at("urgent_if"));
  if (service.order) visit(service.order->open_if, place.at("order").at("open_if"));
  const Place assessment = place.at("pre_assessment");
  for (std::size_t i = 0; i < service.pre_assessment.questions.size(); ++i) {
    visit_field(service.pre_assessment.questions[i], assessment.at("questions").at(i));
  }
  for (std::size_t i = 0; i < service.pre_assessment.lines.size(); ++i) {
    visit(service.pre_assessment.lines[i].holds_if, assessment.at("rules").at(i).at("if"));
  }
  for (std::size_t i = 0; i < service.steps.size(); ++i) {
    Step& step = service.steps[i];
    const Place at = place.at("steps").at(i);
    visit(step.shown_if, at.at("shown_if"));
    for (std::size_t j = 0; j < step.fields.size(); ++j) {
      visit_field(step.fields[j], at.at("fields").at(j));
    }
  }
}

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

/// The words of an expression outside its texts.
Names words_of(const std::string& expression) {
  Names words(1);
  bool quoted = false;
  for (const char c : expression) {
    if (c == '\'') quoted = !quoted;
    if (!quoted && is_name_character(c)) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  return words;
}

/// Whether something is asked can depend only on what was asked before: else the form would change
/// behind the person's back.
class OrderOfQuestions {
 public:
  explicit OrderOfQuestions(const Service& service) {
    for_each_field(service, [this](const Field& field) { append(later_, names_of(field)); });
  }

  void check(const Rule& rule, const Place& place) const {
    for (const std::string& word : words_of(rule.text)) {
      if (std::ranges::find(later_, word) == later_.end()) continue;
      place.fault("names " + word +
                  ", which is asked later; a rule like this may name only what "
                  "was asked before");
    }
  }
  void asked(const Field& field) {
    for (const std::string& name : names_of(field)) std::erase(later_, name);
  }

 private:
  Names later_;
};

void check_order(const std::vector<Field>& fields, OrderOfQuestions& order, const Place& place) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    order.check(fields[i].shown_if, place.at(i).at("shown_if"));
    order.check(fields[i].value, place.at(i).at("value"));
    for (std::size_t j = 0; j < fields[i].options.size(); ++j) {
      order.check(fields[i].options[j].known_if, place.at(i).at("options").at(j).at("known_if"));
    }
    order.asked(fields[i]);
  }
}

void check_order(const Service& service, const Place& place) {
  OrderOfQuestions order(service);
  check_order(service.pre_assessment.questions, order, place.at("pre_assessment").at("questions"));
  for (std::size_t i = 0; i < service.steps.size(); ++i) {
    const Place at = place.at("steps").at(i);
    order.check(service.steps[i].shown_if, at.at("shown_if"));
    check_order(service.steps[i].fields, order, at.at("fields"));
  }
}

/// What to do about what SQLite says.
std::string advice_on(std::string_view error) {
  struct Advice {
    std::string_view about;
    const char* words;
  };
  static constexpr Advice kAdvice[] = {
      {"no such column",
       "; write a field of this file, applicant.age, benefit.KIND or region.NAME "
       "(regions/parameters.json), a word in single quotes, a number in none"},
      {"no such function", "; docs/adding-a-service.md names them all"},
      {"syntax error", "; write < > = ' with an English keyboard, and AND, OR, NOT"},
      {"unrecognized token", "; write < > = ' with an English keyboard, and AND, OR, NOT"}};
  for (const Advice& advice : kAdvice) {
    if (error.find(advice.about) != error.npos) return advice.words;
  }
  return {};
}

/// Compiles with `compiler`; what does not compile is a fault.
void compile(Rule& rule, const expression::ExpressionCompiler& compiler, const Place& place) {
  if (rule.text.empty()) return;
  auto compiled = compiler.compile(rule.text);
  if (compiled) {
    rule.expression = std::move(*compiled);
  } else {
    place.fault("is no rule: " + compiled.error() + advice_on(compiled.error()));
  }
}

/// Before anything is asked, so an answer has no name here.
void compile_offers(Service& service, const Region& region, const domain::WorkingCalendar& calendar,
                    const Place& place) {
  if (service.offered_if.empty()) return;
  Names names = known_names();
  append(names, region_names(region));
  const expression::ExpressionCompiler compiler(std::move(names), rule_functions(calendar));
  for (std::size_t i = 0; i < service.offered_if.size(); ++i) {
    compile(service.offered_if[i].holds_if, compiler, place.at("offered_if").at(i).at("if"));
  }
}

}  // namespace

Names names_of(const Field& field) {
  Names names;
  switch (field.kind) {
    case FieldKind::note:
    case FieldKind::signature:
    case FieldKind::authorisations:
      break;
    case FieldKind::photo:
      names.push_back(field.id + ".count");
      break;
    case FieldKind::several_choices:
      for (const Option& option : field.options) names.push_back(field.id + "." + option.id);
      break;
    case FieldKind::person:
      names = {field.id + ".count", field.id + ".age", field.id + ".birth_date"};
      break;
    case FieldKind::household:
    case FieldKind::table:
      names.push_back(field.id + ".count");
      for (const Field& column : field.columns) {
        if (is_amount(column)) names.push_back(field.id + ".sum_" + column.id);
      }
      break;
    default:
      names.push_back(field.id);
  }
  return names;
}

Names names_of(const Service& service, const Region& region) {
  Names names;
  for_each_field(service, [&](const Field& field) { append(names, names_of(field)); });
  append(names, known_names());
  append(names, region_names(region));
  return names;
}

void compile_rules(Service& service, const Region& region, const domain::WorkingCalendar& calendar,
                   const Place& place) {
  const expression::ExpressionCompiler compiler(names_of(service, region),
                                                rule_functions(calendar));
  for_each_rule(service, place, [&](Rule& rule, const Place& at) { compile(rule, compiler, at); });
  compile_offers(service, region, calendar, place);
  check_order(service, place);
}

}  // namespace linli::catalogue
