#include "kiosk/catalogue/check_answer.h"

#include <algorithm>
#include <set>

#include "kiosk/catalogue/authorising.h"
#include "kiosk/catalogue/check_text.h"

namespace linli::catalogue {
namespace {

using Problem = std::optional<AnswerProblem>;

bool is_option(const Field& field, const std::string& id) {
  return std::ranges::find(field.options, id, &Option::id) != field.options.end();
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

Problem missing_if(bool empty, bool required) {
  if (empty && required) return AnswerProblem::missing;
  return {};
}

Problem check_choice(const Field& field, const domain::Choice& choice) {
  if (is_option(field, choice.option)) return {};
  return AnswerProblem::not_one_of_the_options;
}

Problem check_choices(const Field& field, const domain::Choices& choices, bool required) {
  const std::set<std::string> distinct(choices.options.begin(), choices.options.end());
  const bool all_known = std::ranges::all_of(
      choices.options, [&](const std::string& option) { return is_option(field, option); });
  if (!all_known || distinct.size() != choices.options.size()) {
    return AnswerProblem::not_one_of_the_options;
  }
  return missing_if(choices.options.empty(), required);
}

Problem check_money(const Field& field, domain::Money money) {
  if (money < field.least) return AnswerProblem::too_small;
  if (field.most.fen != 0 && money > field.most) return AnswerProblem::too_large;
  return {};
}

Problem check_number(const Field& field, domain::WholeNumber number) {
  if (number.value < field.least_number) return AnswerProblem::too_small;
  if (number.value > field.most_number) return AnswerProblem::too_large;
  return {};
}

Problem check_day(const Field& field, domain::Day day, const AnswerNeeds& needs) {
  const DayLimits limits = needs.day_limits ? needs.day_limits(field) : DayLimits{};
  if (!day.ok()) return AnswerProblem::missing;
  if (limits.earliest && day < *limits.earliest) return AnswerProblem::too_early;
  if (limits.latest && day > *limits.latest) return AnswerProblem::too_late;
  return {};
}

/// A mobile number (11 digits beginning with 1), or a fixed line of 7–8 digits,
/// or 10–12 with its area code, which begins with 0.
bool is_phone_number(const std::string& text) {
  const bool mobile = text.size() == 11 && text[0] == '1';
  const bool local = (text.size() == 7 || text.size() == 8) && text[0] != '0';
  const bool with_area = text.size() >= 10 && text.size() <= 12 && text[0] == '0';
  return std::ranges::all_of(text, is_digit) && (mobile || local || with_area);
}

/// From the right every second digit counts twice, with the digits of what is above 9 added up;
/// the whole ends in 0 (ISO/IEC 7812-1 annex B).
bool is_bank_card(const std::string& text) {
  if (text.size() < 12 || text.size() > 19 || !std::ranges::all_of(text, is_digit)) return false;
  int sum = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int digit = text[text.size() - 1 - i] - '0';
    const int weighed = i % 2 == 0 ? digit : 2 * digit;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 == 0;
}

Problem check_digits(const Field& field, const std::string& text, bool required) {
  if (text.empty()) return missing_if(true, required);
  switch (field.kind) {
    case FieldKind::phone:
      return is_phone_number(text) ? Problem{} : AnswerProblem::not_a_phone_number;
    case FieldKind::bank_card:
      return is_bank_card(text) ? Problem{} : AnswerProblem::not_a_bank_card;
    default:
      return domain::IdentityNumber::parse(text) ? Problem{}
                                                 : AnswerProblem::not_an_identity_number;
  }
}

Problem check_words(const Field& field, const std::string& text, bool required) {
  if (text.empty()) return missing_if(true, required);
  return check_text(text, field.text, field.most_characters);
}

Problem check_people(const Field& field, const domain::Household& people, bool required) {
  const std::size_t most = field.kind == FieldKind::person ? 1 : kMostHouseholdMembers;
  if (people.size() > most) return AnswerProblem::too_many_members;
  std::set<std::string> numbers;
  for (const domain::HouseholdMember& member : people) {
    if (!numbers.insert(member.number.text()).second) return AnswerProblem::duplicate_member;
  }
  return missing_if(people.empty(), required);
}

/// Cells are answers of fewer kinds.
domain::Answer answer_of(const domain::Cell& cell) {
  return std::visit([](const auto& value) { return domain::Answer(value); }, cell);
}

bool row_complete(const Field& table, const domain::Row& row, const AnswerNeeds& needs) {
  for (const Field& column : table.columns) {
    const auto cell = row.find(column.id);
    std::optional<domain::Answer> answer;
    if (cell != row.end()) answer = answer_of(cell->second);
    if (check_answer(column, answer ? &*answer : nullptr, {column.required, needs.day_limits}))
      return false;
  }
  return std::ranges::all_of(row, [&](const auto& cell) {
    return std::ranges::find(table.columns, cell.first, &Field::id) != table.columns.end();
  });
}

Problem check_table(const Field& field, const domain::Table& table, const AnswerNeeds& needs) {
  if (table.size() > field.most_rows) return AnswerProblem::too_many_rows;
  const auto complete = [&](const domain::Row& row) { return row_complete(field, row, needs); };
  if (!std::ranges::all_of(table, complete)) return AnswerProblem::row_incomplete;
  return missing_if(table.empty(), needs.required);
}

Problem check_signature(const domain::Signature& signature, bool required) {
  if (signature.empty() && !required) return {};
  return is_visible(signature) ? Problem{} : AnswerProblem::no_signature;
}

/// Whether they are the right people shows beside the household's answer.
Problem check_authorisations(const domain::Authorisations& people, bool required) {
  if (!required || (!people.empty() && std::ranges::all_of(people, has_decided))) return {};
  return AnswerProblem::no_signature;
}

/// A name that is no longer the code's is another place.
Problem check_place(const Field& field, const domain::Division& division) {
  const DivisionRow* row = field.divisions->find(division.code);
  if (row == nullptr || field.divisions->full_name(*row) != division.name) {
    return AnswerProblem::not_one_of_the_options;
  }
  if (!field.divisions->is_exact(*row, field.down_to)) return AnswerProblem::place_incomplete;
  return {};
}

/// Whoever has no pages here hands them in at the window, unless they are all that is asked for.
Problem check_photos(const Field& field, const domain::Answer* answer) {
  const auto* photos = answer == nullptr ? nullptr : std::get_if<domain::Photos>(answer);
  if (photos == nullptr) return missing_if(answer != nullptr || field.pages_now, true);
  if (field.pages_now && photos->pages.empty()) return AnswerProblem::missing;
  if (photos != nullptr && photos->pages.size() > field.most_pages) {
    return AnswerProblem::too_many_pages;
  }
  return {};
}

Problem check_consent(domain::Consent consent, bool required) {
  if (consent.agreed || !required) return {};
  return AnswerProblem::not_agreed;
}

/// The answer as the type its field asks for; another type is no answer at all.
template <class T, class CheckOne>
Problem check_as(const domain::Answer* answer, bool required, CheckOne check) {
  const T* value = answer == nullptr ? nullptr : std::get_if<T>(answer);
  if (value == nullptr) return missing_if(true, required);
  return check(*value);
}

}  // namespace

bool is_answered(const Field& field) {
  return field.kind != FieldKind::computed && field.kind != FieldKind::note;
}

Problem check_answer(const Field& field, const domain::Answer* answer, const AnswerNeeds& needs) {
  const bool required = needs.required;
  switch (field.kind) {
    case FieldKind::text:
      return check_as<domain::Words>(answer, required, [&](const auto& words) {
        return check_words(field, words.text, required);
      });
    case FieldKind::identity_number:
    case FieldKind::phone:
    case FieldKind::bank_card:
      return check_as<domain::Digits>(answer, required, [&](const auto& digits) {
        return check_digits(field, digits.text, required);
      });
    case FieldKind::number:
      return check_as<domain::WholeNumber>(
          answer, required, [&](const auto& number) { return check_number(field, number); });
    case FieldKind::money:
      return check_as<domain::Money>(answer, required,
                                     [&](const auto& money) { return check_money(field, money); });
    case FieldKind::date:
      return check_as<domain::Day>(answer, required,
                                   [&](const auto& day) { return check_day(field, day, needs); });
    case FieldKind::one_choice:
      return check_as<domain::Choice>(
          answer, required, [&](const auto& choice) { return check_choice(field, choice); });
    case FieldKind::several_choices:
      return check_as<domain::Choices>(answer, required, [&](const auto& choices) {
        return check_choices(field, choices, required);
      });
    case FieldKind::place:
      return check_as<domain::Division>(
          answer, required, [&](const auto& division) { return check_place(field, division); });
    case FieldKind::photo:
      return check_photos(field, answer);
    case FieldKind::person:
    case FieldKind::household:
      return check_as<domain::Household>(answer, required, [&](const auto& people) {
        return check_people(field, people, required);
      });
    case FieldKind::table:
      return check_as<domain::Table>(
          answer, required, [&](const auto& table) { return check_table(field, table, needs); });
    case FieldKind::consent:
      return check_as<domain::Consent>(
          answer, required, [&](const auto& consent) { return check_consent(consent, required); });
    case FieldKind::signature:
      return check_as<domain::Signature>(answer, required, [&](const auto& signature) {
        return check_signature(signature, required);
      });
    case FieldKind::authorisations:
      return check_as<domain::Authorisations>(answer, required, [&](const auto& people) {
        return check_authorisations(people, required);
      });
    case FieldKind::computed:
    case FieldKind::note:
      return {};
  }
  return {};
}

}  // namespace linli::catalogue
