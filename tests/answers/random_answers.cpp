#include "tests/answers/random_answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "kiosk/base/utf8.h"
#include "kiosk/catalogue/authorising.h"
#include "kiosk/catalogue/sample_answers.h"

namespace linli::tests {
namespace {

using catalogue::Field;
using catalogue::FieldKind;
using catalogue::Questionnaire;
using domain::Answer;
using domain::Day;

constexpr int kAttempts = 1000;
constexpr std::int64_t kMostFen = 1'000'000'000'000;  // that the API carries

struct Range {
  char32_t first;
  char32_t last;
};
/// Hanzi of every block to extension G (Unicode 13), which ICU 72 and later know.
constexpr std::array kHanzi{Range{0x4E00, 0x9FEF},   Range{0x3400, 0x4DB5},
                            Range{0x20000, 0x2A6D6}, Range{0x2A700, 0x2B734},
                            Range{0x2B740, 0x2B81D}, Range{0x2B820, 0x2CEA1},
                            Range{0x2CEB0, 0x2EBE0}, Range{0x30000, 0x3134A}};

/// Draws alike on every machine, which the standard's distributions do not promise.
std::int64_t number(std::int64_t least, std::int64_t most, std::mt19937& random) {
  return least + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most - least + 1));
}
bool one_in(int count, std::mt19937& random) { return number(1, count, random) == 1; }

template <class T>
const T& one_of(const std::vector<T>& values, std::mt19937& random) {
  return values[random() % values.size()];
}

Day later(Day day, std::int64_t days) {
  return std::chrono::sys_days{day} + std::chrono::days{days};
}

std::string hanzi(std::size_t count, std::mt19937& random) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    const Range& range = kHanzi[random() % kHanzi.size()];
    base::append_code_point(
        text, range.first + static_cast<char32_t>(random() % (range.last - range.first + 1)));
  }
  return text;
}

std::string name(std::mt19937& random) {
  const std::vector<std::string> names{"王小明", "欧阳𬌗", "阿依古丽·买买提", "李",
                                       "陈𬌗𫖮"};
  return one_in(2, random) ? one_of(names, random) : hanzi(random() % 15 + 1, random);
}

domain::IdentityNumber identity_number(Day birth, std::mt19937& random) {
  const std::string digits =
      fmt::format("990101{:04}{:02}{:02}{:03}", int{birth.year()}, unsigned{birth.month()},
                  unsigned{birth.day()}, number(0, 999, random));
  return *domain::IdentityNumber::parse(digits + domain::identity_check_character(digits));
}

/// What somebody is asked, and what they have answered so far.
struct Person {
  const Asked& asked;
  const domain::IdCard& card;
  Questionnaire& questions;
  std::mt19937& random;
};

Answer text(const Field& field, const Person& person) {
  const std::size_t most = field.most_characters;
  if (field.text == catalogue::TextKind::name && one_in(2, person.random)) {
    const std::string given = name(person.random);
    const Answer answer = domain::Words{given};
    if (!check_answer(field, &answer, {})) return answer;
  }
  const std::size_t count = one_in(4, person.random) ? most : person.random() % most + 1;
  return domain::Words{hanzi(count, person.random)};
}

Answer money(const Field& field, const Person& person) {
  const std::int64_t most = field.most.fen == 0 ? kMostFen : field.most.fen;
  const std::vector<std::int64_t> amounts{field.least.fen, most,
                                          number(field.least.fen, most, person.random)};
  return domain::Money{one_of(amounts, person.random)};
}

Answer whole_number(const Field& field, const Person& person) {
  const std::vector<std::int64_t> numbers{
      field.least_number, field.most_number,
      number(field.least_number, field.most_number, person.random)};
  return domain::WholeNumber{one_of(numbers, person.random)};
}

Answer date(const Field& field, const Person& person) {
  const auto limits = person.questions.day_limits(field);
  const Day first = limits.earliest.value_or(later(person.asked.today, -100 * 365));
  const Day last = std::max(first, limits.latest.value_or(later(person.asked.today, 365)));
  const auto days = std::chrono::sys_days{last} - std::chrono::sys_days{first};
  const std::vector<Day> ends{first, last, later(first, number(0, days.count(), person.random))};
  return one_of(ends, person.random);
}

/// Whoever is asked for alone may live in the household as well, and still signs once.
void add_named_before(domain::Household& household, const Person& person) {
  for (const catalogue::Step& step : person.asked.service.steps) {
    for (const Field& field : step.fields) {
      if (field.kind != FieldKind::authorisations || !household.empty()) continue;
      for (auto& one : person.questions.people_of(field)) {
        if (household.empty() && one.number != person.card.number) household.push_back(one);
      }
    }
  }
}

Answer people(const Field& field, const Person& person) {
  const std::vector<std::size_t> sizes{1, 2, 6, catalogue::kMostHouseholdMembers};
  const std::size_t size = field.kind == FieldKind::person ? 1 : one_of(sizes, person.random);
  domain::Household household;
  if (field.kind == FieldKind::household && one_in(2, person.random)) {
    add_named_before(household, person);
  }
  while (household.size() < size) {
    const Day birth = later(person.asked.today, -number(0, 100 * 365, person.random));
    auto number_of_it = identity_number(birth, person.random);
    const auto is_it = [&](const auto& one) { return one.number == number_of_it; };
    if (number_of_it == person.card.number || std::ranges::any_of(household, is_it)) continue;
    household.push_back(
        {one_in(3, person.random) ? "" : name(person.random), std::move(number_of_it),
         static_cast<domain::Relation>(number(0, 6, person.random)), one_in(2, person.random)});
  }
  return household;
}

/// Whoever can signs, or comes later.
Answer authorisations(const Field& field, const Person& person) {
  auto people = catalogue::signers_of(person.card.number, person.questions.people_of(field), {},
                                      person.asked.today);
  for (auto& one : people) {
    const bool can = one.guardian || catalogue::is_adult(one.number, person.asked.today);
    one.later = !can || one_in(3, person.random);
    if (!one.later) {
      one.signature = {
          {{0.1F, 0.2F}, {0.9F, static_cast<float>(number(1, 9, person.random)) / 10}}};
    }
  }
  return people;
}

/// Pictures can't be in a file.
Answer photos(const Field&, const Person&) { return domain::Photos{}; }

Answer drawn(const Field& field, const Person& person);

Answer table(const Field& field, const Person& person) {
  const std::vector<std::size_t> sizes{1, std::min<std::size_t>(3, field.most_rows),
                                       field.most_rows};
  domain::Table table(one_of(sizes, person.random));
  for (domain::Row& row : table) {
    for (const Field& column : field.columns) {
      if (!column.required && one_in(2, person.random)) continue;
      std::visit(
          [&]<class T>(const T& value) {
            if constexpr (std::is_constructible_v<domain::Cell, T>) row.emplace(column.id, value);
          },
          drawn(column, person));
    }
  }
  return table;
}

struct Drawing {
  FieldKind kind;
  Answer (*draw)(const Field&, const Person&);
};
constexpr std::array kDrawings{Drawing{FieldKind::text, text},
                               Drawing{FieldKind::money, money},
                               Drawing{FieldKind::number, whole_number},
                               Drawing{FieldKind::date, date},
                               Drawing{FieldKind::person, people},
                               Drawing{FieldKind::household, people},
                               Drawing{FieldKind::table, table},
                               Drawing{FieldKind::photo, photos},
                               Drawing{FieldKind::authorisations, authorisations}};

/// Every kind that has no drawing of its own, and now and then the others too, are drawn as the
/// check of the catalogue does: about the figures of the region, which rules compare with.
Answer drawn(const Field& field, const Person& person) {
  const auto drawing = std::ranges::find(kDrawings, field.kind, &Drawing::kind);
  const bool only_so = field.kind == FieldKind::photo || field.kind == FieldKind::authorisations;
  if (drawing != kDrawings.end() && (only_so || !one_in(4, person.random))) {
    return drawing->draw(field, person);
  }
  return *catalogue::sample_answer(field, person.asked.region, person.asked.today, person.random);
}

/// Answers one field after the other, as the form asks them; false where an answer fits no more.
bool answer_all(const Person& person, domain::Answers& answers) {
  for (const catalogue::Step& step : person.asked.service.steps) {
    for (const Field& field : step.fields) {
      person.questions.look_at(answers);
      if (!person.questions.asks(field) || !is_answered(field)) continue;
      if (!person.questions.requires_answer(field) && one_in(4, person.random)) continue;
      for (int i = 0; i < kAttempts; ++i) {
        Answer answer = drawn(field, person);
        const auto* people = std::get_if<domain::Household>(&answer);
        const auto* rows = std::get_if<domain::Table>(&answer);
        if ((people != nullptr && people->empty()) || (rows != nullptr && rows->empty())) continue;
        answers.insert_or_assign(field.id, std::move(answer));
        person.questions.look_at(answers);
        if (!person.questions.check(field)) break;
        answers.erase(field.id);
      }
    }
  }
  person.questions.look_at(answers);
  for (const catalogue::Step& step : person.asked.service.steps) {
    for (const Field& field : step.fields) {
      if (person.questions.asks(field) && person.questions.check(field)) return false;
      if (!person.questions.asks(field) && answers.contains(field.id)) return false;
    }
  }
  return true;
}

}  // namespace

domain::IdCard random_card(Day today, std::mt19937& random) {
  const Day birth = later(today, -number(18 * 366, 100 * 365, random));
  domain::IdCard card{.name = name(random), .number = identity_number(birth, random)};
  card.sex = card.number.sex();
  card.ethnicity = static_cast<int>(number(1, 56, random));
  card.birth_date = birth;
  card.address = "邻里市" + hanzi(30, random) + "1号";
  card.issuer = "邻里市公安局";
  card.valid_from = later(today, -number(0, 3000, random));
  if (one_in(2, random)) card.valid_to = later(today, number(0, 3000, random));
  if (one_in(4, random)) card.newest_address = "邻里市" + hanzi(20, random) + "2号";
  return card;
}

domain::Answers valid_answers(const Asked& asked, const domain::IdCard& card,
                              std::mt19937& random) {
  for (int i = 0; i < kAttempts; ++i) {
    Questionnaire questions(asked.service, asked.region,
                            catalogue::circumstances_of(card, asked.today));
    domain::Answers answers;
    if (answer_all({asked, card, questions, random}, answers)) return answers;
  }
  throw std::runtime_error("no answers that " + asked.service.id + " takes were found");
}

}  // namespace linli::tests
