#pragma once
#include <functional>
#include <optional>

#include "kiosk/catalogue/service.h"
#include "kiosk/domain/application.h"

namespace linli::catalogue {

inline constexpr std::size_t kMostHouseholdMembers = 20;
/// No name on a card is longer.
inline constexpr std::size_t kMostNameCharacters = 50;

/// What is wrong with an answer, for a message at its field.
enum class AnswerProblem {
  missing,
  not_one_of_the_options,
  too_small,
  too_large,
  not_a_phone_number,  // 11 digits beginning with 1; a fixed line of 7–8, or 10–12 with its area
                       // code
  not_an_identity_number,
  not_a_bank_card,     // 12–19 digits, the last by ISO/IEC 7812-1 annex B
  not_a_name,          // other characters than letters, hanzi, the dot of names and a space
  strange_characters,  // control, direction or private-use characters, emoji, malformed UTF-8
  too_long,
  too_early,
  too_late,
  no_signature,  // fewer than a stroke of visible length; of authorisations: from somebody
  not_agreed,
  duplicate_member,
  too_many_members,  // more than 20
  too_many_rows,
  row_incomplete,
  place_incomplete,  // a place with others in it, one of which is meant
  too_many_pages,
  check_failed,  // the service's own rule: AnswerFault::message
};

struct DayLimits {
  std::optional<domain::Day> earliest;
  std::optional<domain::Day> latest;
};

/// What depends on other answers.
struct AnswerNeeds {
  bool required = true;
  std::function<DayLimits(const Field&)> day_limits = {};  // of a date; empty: there are none
};

/// Whether an answer will do by itself, whatever the others are. `answer` is null where nothing was
/// entered; an answer of another type than the field's kind counts as none. Empty: nothing is
/// wrong. People may be without a name, as drafts and files have them: the form asks for it where it
/// has a keyboard.
std::optional<AnswerProblem> check_answer(const Field& field, const domain::Answer* answer,
                                          const AnswerNeeds& needs);

}  // namespace linli::catalogue
