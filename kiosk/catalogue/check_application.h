#pragma once
#include "kiosk/catalogue/faults.h"
#include "kiosk/catalogue/questionnaire.h"

namespace linli::catalogue {

/// What somebody wants to hand in without the screen. All of it outlives the check.
struct UncheckedApplication {
  const Service& service;
  const Region& region;
  domain::Day today;
  const domain::IdCard& applicant;
  const domain::Answers& answers;
};

/// Notes at `place`, by the id of the field, what keeps the answers from being handed in: what the
/// form finds wrong with them, and what the form could not have made (an answer to what is not
/// asked or is computed, one that says nothing, the applicant among the people they live with, a
/// name of strange characters). The texts are English and hold nothing of the answers. `questions`
/// is left as these answers leave it.
void check_application(const UncheckedApplication& application, Questionnaire& questions,
                       const Place& place);

/// Whether a text is what a card may say: no control, direction or private-use characters, no
/// emoji, at most `most_characters` code points, not empty.
bool is_plain_text(std::string_view text, TextKind kind, std::size_t most_characters);

/// What is wrong, in English for programs: "is no phone number".
std::string_view describe(AnswerProblem problem);

}  // namespace linli::catalogue
