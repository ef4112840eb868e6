#include "kiosk/catalogue/check_application.h"

#include <algorithm>
#include <set>

#include "kiosk/catalogue/authorising.h"
#include "kiosk/catalogue/check_text.h"

namespace linli::catalogue {
namespace {

using Fault = std::optional<std::string>;

/// What the form never keeps: an empty answer, or one of another kind than the field's.
bool says_nothing(const Field& field, const domain::Answer& answer) {
  const auto problem = check_answer(field, &answer, {});
  return problem == AnswerProblem::missing || problem == AnswerProblem::no_signature;
}

/// Of an answer in which the form finds nothing wrong.
Fault fault_of_people(const domain::Answer& answer, const domain::IdCard& applicant) {
  const auto* people = std::get_if<domain::Household>(&answer);
  if (people == nullptr) return {};
  const auto is_applicant = [&](const auto& one) { return one.number == applicant.number; };
  const auto is_nameable = [](const auto& one) {
    return one.name.empty() || is_plain_text(one.name, TextKind::name, kMostNameCharacters);
  };
  if (std::ranges::any_of(*people, is_applicant)) return "names the applicant; leave them out";
  if (std::ranges::all_of(*people, is_nameable)) return {};
  return "has a name that " + std::string(describe(AnswerProblem::not_a_name));
}

bool is_same_signer(const domain::Authorisation& one, const domain::Authorisation& other) {
  return one.number == other.number && one.name == other.name && one.relation == other.relation &&
         one.guardian == other.guardian && one.signature.empty() == other.signature.empty();
}

/// The form asks just these, in this order.
Fault fault_of_signers(const Field& field, const domain::Answer& answer,
                       const Questionnaire& questions, const UncheckedApplication& application) {
  const auto* people = std::get_if<domain::Authorisations>(&answer);
  if (people == nullptr) return {};
  const auto asked = signers_of(application.applicant.number, questions.people_of(field), *people,
                                application.today);
  if (std::ranges::equal(*people, asked, is_same_signer)) return {};
  return "must have the applicant first, without name and relation, and then the people of its"
         " fields as they stand there, nobody twice, whoever is under 18 with an adult of them as "
         "guardian";
}

Fault fault_of(const Field& field, const domain::Answer* answer, const Questionnaire& questions,
               const UncheckedApplication& application) {
  if (!is_answered(field)) {
    return answer ? Fault("is not answered by anybody; leave it out") : Fault();
  }
  if (!questions.asks(field)) {
    return answer ? Fault("is not asked, by the other answers; leave it out") : Fault();
  }
  if (const auto fault = questions.check(field)) {
    if (fault->message == nullptr) return std::string(describe(fault->problem));
    const auto message = with_amounts(fault->message->en, application.region, application.today);
    return message.value_or(std::string(describe(fault->problem)));
  }
  if (answer == nullptr) {
    // Whoever sends a file confirms nothing: what is known has to be said.
    return questions.answer(field) == nullptr ? Fault()
                                              : std::string(describe(AnswerProblem::missing));
  }
  if (says_nothing(field, *answer)) {
    return "says nothing, or is of another kind than the field; correct it or leave it out";
  }
  if (auto fault = fault_of_people(*answer, application.applicant)) return fault;
  return fault_of_signers(field, *answer, questions, application);
}

}  // namespace

bool is_plain_text(std::string_view text, TextKind kind, std::size_t most_characters) {
  return !text.empty() && !check_text(text, kind, most_characters);
}

void check_application(const UncheckedApplication& application, Questionnaire& questions,
                       const Place& place) {
  questions.look_at(application.answers);
  std::set<std::string> known;
  for (const Step& step : application.service.steps) {
    for (const Field& field : step.fields) {
      known.insert(field.id);
      const auto answer = application.answers.find(field.id);
      const bool given = answer != application.answers.end();
      const auto fault = fault_of(field, given ? &answer->second : nullptr, questions, application);
      if (fault) place.at(field.id).fault(*fault);
    }
  }
  for (const auto& [id, answer] : application.answers) {
    if (!known.contains(id)) place.at(id).fault("is no field of this service");
  }
}

std::string_view describe(AnswerProblem problem) {
  switch (problem) {
    case AnswerProblem::missing:
      return "must be answered";
    case AnswerProblem::not_one_of_the_options:
      return "is none of the options, or one of them twice";
    case AnswerProblem::too_small:
      return "is less than the least that the service takes";
    case AnswerProblem::too_large:
      return "is more than the most that the service takes";
    case AnswerProblem::not_a_phone_number:
      return "is no phone number";
    case AnswerProblem::not_an_identity_number:
      return "is no identity number: 18 characters with a birth date and a check digit";
    case AnswerProblem::not_a_bank_card:
      return "is no number of a bank card: 12 to 19 digits, the last a check digit";
    case AnswerProblem::not_a_name:
      return "is no name: letters, hanzi, the dot of names and spaces only";
    case AnswerProblem::strange_characters:
      return "has control, right-to-left or private characters, emoji, or is no UTF-8";
    case AnswerProblem::too_long:
      return "has more characters than the service takes";
    case AnswerProblem::too_early:
      return "is earlier than the service takes";
    case AnswerProblem::too_late:
      return "is later than the service takes";
    case AnswerProblem::no_signature:
      return "lacks a signature that anybody could see";
    case AnswerProblem::not_agreed:
      return "must be agreed to";
    case AnswerProblem::duplicate_member:
      return "names somebody twice";
    case AnswerProblem::too_many_members:
      return "names more people than a household may have here";
    case AnswerProblem::too_many_rows:
      return "has more rows than the service takes";
    case AnswerProblem::row_incomplete:
      return "has a row with a cell that is missing, wrong or of no column";
    case AnswerProblem::place_incomplete:
      return "is a place with others in it; name one of those";
    case AnswerProblem::too_many_pages:
      return "has more pages than the service takes";
    case AnswerProblem::check_failed:
      return "does not pass the service's own check";
  }
  return "is wrong";
}

}  // namespace linli::catalogue
