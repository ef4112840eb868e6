#include <algorithm>
#include <cmath>
#include <set>

#include "kiosk/catalogue/service.h"

namespace linli::catalogue {
namespace {

using Problem = std::optional<AnswerProblem>;

/// A stroke at least this long, in widths of the field, is meant and can be seen.
constexpr float kVisibleLength = 0.05F;

bool is_option(const Field& field, const std::string& id) {
  return std::ranges::find(field.options, id, &Option::id) != field.options.end();
}

Problem missing_if(bool empty, const Field& field) {
  if (empty && field.required) return AnswerProblem::missing;
  return {};
}

Problem check_choices(const Field& field, const domain::Choices& choices) {
  const std::set<std::string> distinct(choices.options.begin(), choices.options.end());
  const bool all_known = std::ranges::all_of(
      choices.options, [&](const std::string& option) { return is_option(field, option); });
  if (!all_known || distinct.size() != choices.options.size()) {
    return AnswerProblem::not_one_of_the_options;
  }
  return missing_if(choices.options.empty(), field);
}

Problem check_money(const Field& field, domain::Money money) {
  if (money < field.least) return AnswerProblem::too_small;
  if (field.most.fen != 0 && money > field.most) return AnswerProblem::too_large;
  return {};
}

/// A mobile number (11 digits beginning with 1), or a fixed line of 7–8 digits,
/// or 10–12 with its area code, which begins with 0.
Problem check_phone(const Field& field, const std::string& text) {
  if (text.empty()) return missing_if(true, field);
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool all_digits = std::ranges::all_of(text, digit);
  const bool mobile = text.size() == 11 && text[0] == '1';
  const bool local = (text.size() == 7 || text.size() == 8) && text[0] != '0';
  const bool with_area = text.size() >= 10 && text.size() <= 12 && text[0] == '0';
  if (all_digits && (mobile || local || with_area)) return {};
  return AnswerProblem::not_a_phone_number;
}

Problem check_household(const Field& field, const domain::Household& household) {
  if (household.size() > kMostHouseholdMembers) return AnswerProblem::too_many_members;
  std::set<std::string> numbers;
  for (const domain::HouseholdMember& member : household) {
    if (!numbers.insert(member.number.text()).second) return AnswerProblem::duplicate_member;
  }
  return missing_if(household.empty(), field);
}

float length_of(const domain::Stroke& stroke) {
  float length = 0;
  for (std::size_t i = 1; i < stroke.size(); ++i) {
    length += std::hypot(stroke[i].x - stroke[i - 1].x, stroke[i].y - stroke[i - 1].y);
  }
  return length;
}

Problem check_signature(const Field& field, const domain::Signature& signature) {
  if (signature.empty() && !field.required) return {};
  const bool visible = std::ranges::any_of(
      signature, [](const domain::Stroke& stroke) { return length_of(stroke) >= kVisibleLength; });
  if (visible) return {};
  return AnswerProblem::no_signature;
}

/// The answer as the type its field asks for; another type is no answer at all.
template <class T, class Check>
Problem check_as(const Field& field, const domain::Answer* answer, Check check) {
  const T* value = answer == nullptr ? nullptr : std::get_if<T>(answer);
  if (value == nullptr) return missing_if(true, field);
  return check(*value);
}

}  // namespace

Problem check_answer(const Field& field, const domain::Answer* answer) {
  switch (field.kind) {
    case FieldKind::one_choice:
      return check_as<domain::Choice>(field, answer, [&](const domain::Choice& choice) {
        return is_option(field, choice.option) ? Problem{} : AnswerProblem::not_one_of_the_options;
      });
    case FieldKind::several_choices:
      return check_as<domain::Choices>(field, answer, [&](const domain::Choices& choices) {
        return check_choices(field, choices);
      });
    case FieldKind::money:
      return check_as<domain::Money>(
          field, answer, [&](const domain::Money& money) { return check_money(field, money); });
    case FieldKind::phone:
      return check_as<domain::Digits>(field, answer, [&](const domain::Digits& digits) {
        return check_phone(field, digits.text);
      });
    case FieldKind::household:
      return check_as<domain::Household>(field, answer, [&](const domain::Household& people) {
        return check_household(field, people);
      });
    case FieldKind::consent:
      return check_as<domain::Consent>(field, answer, [&](const domain::Consent& consent) {
        return consent.agreed || !field.required ? Problem{} : AnswerProblem::not_agreed;
      });
    case FieldKind::signature:
      return check_as<domain::Signature>(field, answer, [&](const domain::Signature& signature) {
        return check_signature(field, signature);
      });
  }
  return {};
}

}  // namespace linli::catalogue
