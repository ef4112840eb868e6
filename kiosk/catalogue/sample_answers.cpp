#include "kiosk/catalogue/sample_answers.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/catalogue/authorising.h"

namespace linli::catalogue {
namespace {

using domain::Answer;
using domain::Day;

/// Draws alike on every machine, which the standard's distributions do not promise.
class Draw {
 public:
  explicit Draw(std::mt19937& random) : random_(random) {}

  /// least…most.
  std::int64_t number(std::int64_t least, std::int64_t most) {
    const auto range = static_cast<std::uint64_t>(most - least) + 1;
    return least + static_cast<std::int64_t>(random_() % range);
  }
  bool one_in(int count) { return number(1, count) == 1; }
  template <class T>
  const T& of(const std::vector<T>& values) {
    return values[static_cast<std::size_t>(
        number(0, static_cast<std::int64_t>(values.size()) - 1))];
  }

 private:
  std::mt19937& random_;
};

Day days_later(Day day, std::int64_t count) {
  return std::chrono::sys_days{day} + std::chrono::days{count};
}

/// Days about today, and years before it.
Day sample_day(Day today, Draw& draw) {
  const std::vector<std::int64_t> near{-365, -100, -31, -2, -1, 0, 1, 2, 7, 30};
  if (draw.one_in(2)) return days_later(today, draw.of(near));
  return days_later(today, -draw.number(0, 100 * 365));
}

std::string identity_number(Day birth, Draw& draw) {
  const std::string digits =
      fmt::format("990101{:04}{:02}{:02}{:03}", int{birth.year()}, unsigned{birth.month()},
                  unsigned{birth.day()}, draw.number(0, 999));
  return digits + domain::identity_check_character(digits);
}

domain::HouseholdMember sample_person(Day today, Draw& draw) {
  const Day birth = days_later(today, -draw.number(1, 100 * 365));
  const auto relation = static_cast<domain::Relation>(draw.number(0, 6));
  return {draw.one_in(2) ? "欧阳𬌗" : "",
          *domain::IdentityNumber::parse(identity_number(birth, draw)), relation, draw.one_in(2)};
}

domain::Household sample_people(const Field& field, Day today, Draw& draw) {
  domain::Household people;
  const auto count = field.kind == FieldKind::person ? 1 : draw.number(0, 6);
  for (std::int64_t i = 0; i < count; ++i) people.push_back(sample_person(today, draw));
  return people;
}

std::string digits(std::int64_t count, Draw& draw) {
  std::string text;
  for (std::int64_t i = 0; i < count; ++i) text += static_cast<char>('0' + draw.number(0, 9));
  return text;
}

/// With the last digit that makes it one (ISO/IEC 7812-1 annex B).
std::string bank_card(const Field& field, Draw& draw) {
  const std::string first = "62" + digits(draw.number(13, 16), draw);
  for (char last = '0'; last <= '9'; ++last) {
    const Answer card = domain::Digits{first + last};
    if (!check_answer(field, &card, {})) return first + last;
  }
  return first + "0";
}

std::string sample_text(const Field& field, Draw& draw) {
  const std::vector<std::string> names{"王小明", "欧阳𬌗", "阿依古丽·买买提", "李"};
  const std::vector<std::string> addresses{"幸福路18号3单元402", "柳树村二组"};
  const std::vector<std::string> words{"母亲住院", "腿脚不便，请上门", "𠀀㐀"};
  std::string text = field.text == TextKind::name      ? draw.of(names)
                     : field.text == TextKind::address ? draw.of(addresses)
                                                       : draw.of(words);
  const Answer answer = domain::Words{text};
  return check_answer(field, &answer, {}) ? "王" : text;
}

/// The field's limits and what is near them; figures of the region, which rules compare with.
domain::Money sample_money(const Field& field, const Region& region, Day today, Draw& draw) {
  std::vector<std::int64_t> amounts{field.least.fen, 0, 10'000, 100'000, 1'000'000, 10'000'000};
  if (field.most.fen != 0) amounts.push_back(field.most.fen);
  for (const Parameter& parameter : region.parameters) {
    const DatedValue* value = parameter.on(today);
    const bool money = parameter.unit == Unit::fen || parameter.unit == Unit::fen_a_month ||
                       parameter.unit == Unit::fen_a_year;
    if (value != nullptr && money) amounts.push_back(value->amount + draw.number(-1, 1));
  }
  const std::int64_t most = field.most.fen == 0 ? 100'000'000 : field.most.fen;
  return {std::clamp(draw.of(amounts), field.least.fen, most)};
}

domain::WholeNumber sample_number(const Field& field, Draw& draw) {
  const std::int64_t least = field.least_number;
  const std::int64_t most = field.most_number;
  if (draw.one_in(3)) return {draw.one_in(2) ? least : most};
  return {draw.number(least, std::min(most, least + 200))};
}

domain::Choices sample_choices(const Field& field, Draw& draw) {
  domain::Choices choices;
  for (const Option& option : field.options) {
    if (draw.one_in(3)) choices.options.push_back(option.id);
  }
  if (choices.options.empty()) choices.options.push_back(draw.of(field.options).id);
  return choices;
}

domain::Signature sample_signature(Draw& draw) {
  domain::Stroke stroke;
  for (int i = 0; i < 5; ++i) {
    stroke.push_back({static_cast<float>(i) * 0.2F, static_cast<float>(draw.number(0, 10)) * 0.1F});
  }
  return {stroke};
}

/// Down from the top as far as is asked.
domain::Division sample_place(const Field& field, Draw& draw) {
  const DivisionRow* row = draw.of(field.divisions->below(nullptr));
  while (!field.divisions->is_exact(*row, field.down_to))
    row = draw.of(field.divisions->below(row));
  return {row->code, field.divisions->full_name(*row)};
}

domain::Photos sample_photos(const Field& field, Draw& draw) {
  domain::Photos photos;
  const auto pages = draw.number(0, static_cast<std::int64_t>(field.most_pages));
  for (std::int64_t i = 0; i < pages; ++i) {
    Bytes page(static_cast<std::size_t>(draw.number(1, 2000)));
    for (std::uint8_t& byte : page) byte = static_cast<std::uint8_t>(draw.number(0, 255));
    photos.pages.push_back(std::make_shared<const domain::ScannedPage>(std::move(page)));
  }
  return photos;
}

domain::Table sample_table(const Field& field, const Region& region, Day today,
                           std::mt19937& random) {
  Draw draw(random);
  domain::Table table;
  const auto rows =
      draw.number(0, std::min<std::int64_t>(3, static_cast<std::int64_t>(field.most_rows)));
  for (std::int64_t i = 0; i < rows; ++i) {
    domain::Row row;
    for (const Field& column : field.columns) {
      const auto answer = sample_answer(column, region, today, random);
      if (!answer) continue;
      std::visit(
          [&]<class T>(const T& value) {
            if constexpr (std::is_constructible_v<domain::Cell, T>) row.emplace(column.id, value);
          },
          *answer);
    }
    table.push_back(std::move(row));
  }
  return table;
}

/// Everybody whose means are checked signs, or says that they come later.
domain::Authorisations sample_authorisations(const domain::Answers& answers, const Field& field,
                                             Day today, Draw& draw) {
  domain::Household others;
  for (const std::string& id : field.people) {
    const auto found = answers.find(id);
    const auto* named =
        found == answers.end() ? nullptr : std::get_if<domain::Household>(&found->second);
    if (named != nullptr) others.insert(others.end(), named->begin(), named->end());
  }
  const auto applicant =
      domain::IdentityNumber::parse(identity_number(sample_day(today, draw), draw));
  auto people = signers_of(*applicant, others, {}, today);
  for (domain::Authorisation& person : people) {
    const bool can = person.guardian || is_adult(person.number, today);
    person.later = !can || draw.one_in(3);
    if (!person.later) person.signature = sample_signature(draw);
  }
  return people;
}

}  // namespace

std::optional<Answer> sample_answer(const Field& field, const Region& region, Day today,
                                    std::mt19937& random) {
  Draw draw(random);
  switch (field.kind) {
    case FieldKind::text:
      return domain::Words{sample_text(field, draw)};
    case FieldKind::identity_number:
      return domain::Digits{identity_number(sample_day(today, draw), draw)};
    case FieldKind::phone:
      return domain::Digits{"1" + digits(10, draw)};
    case FieldKind::bank_card:
      return domain::Digits{bank_card(field, draw)};
    case FieldKind::number:
      return sample_number(field, draw);
    case FieldKind::money:
      return sample_money(field, region, today, draw);
    case FieldKind::date:
      return sample_day(today, draw);
    case FieldKind::one_choice:
      return domain::Choice{draw.of(field.options).id};
    case FieldKind::several_choices:
      return sample_choices(field, draw);
    case FieldKind::place:
      return sample_place(field, draw);
    case FieldKind::photo:
      return sample_photos(field, draw);
    case FieldKind::person:
    case FieldKind::household:
      return sample_people(field, today, draw);
    case FieldKind::table:
      return sample_table(field, region, today, random);
    case FieldKind::consent:
      return domain::Consent{true};
    case FieldKind::signature:
      return sample_signature(draw);
    case FieldKind::authorisations:  // follow from the household
    case FieldKind::computed:
    case FieldKind::note:
      return std::nullopt;
  }
  return std::nullopt;
}

domain::Answers sample_answers(const Service& service, const Region& region, Day today,
                               std::mt19937& random) {
  Draw draw(random);
  domain::Answers answers;
  const auto answer = [&](const Field& field) {
    if (draw.one_in(12)) return;
    if (auto value = sample_answer(field, region, today, random)) {
      answers.insert_or_assign(field.id, std::move(*value));
    }
  };
  std::ranges::for_each(service.pre_assessment.questions, answer);
  for (const Step& step : service.steps) std::ranges::for_each(step.fields, answer);
  for (const Step& step : service.steps) {
    for (const Field& field : step.fields) {
      if (field.kind != FieldKind::authorisations) continue;
      answers.insert_or_assign(field.id, sample_authorisations(answers, field, today, draw));
    }
  }
  return answers;
}

Circumstances sample_circumstances(Day today, std::mt19937& random) {
  Draw draw(random);
  Circumstances circumstances{today};
  circumstances.birth_date = days_later(today, -draw.number(0, 100 * 365));
  circumstances.sex = draw.one_in(2) ? domain::Sex::male : domain::Sex::female;
  if (draw.one_in(4)) circumstances.disability_grade = draw.number(1, 4);
  if (draw.one_in(3)) return circumstances;  // nobody knows what the person gets
  circumstances.benefits.emplace();
  for (const auto& [kind, name] : domain::kBenefitKindNames) {
    if (draw.one_in(4)) circumstances.benefits->push_back(kind);
  }
  return circumstances;
}

}  // namespace linli::catalogue
