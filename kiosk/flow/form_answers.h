#pragma once
#include <map>

#include "kiosk/catalogue/service.h"
#include "kiosk/flow/typing.h"

namespace linli::flow {

/// What has been entered into a form, by field. Every change takes back what
/// was said about the field before. Fields belong to one service's definition.
class FormAnswers {
 public:
  using Problem = std::optional<catalogue::AnswerProblem>;

  FormAnswers() = default;
  ~FormAnswers();  // wipes
  FormAnswers(const FormAnswers&) = delete;
  FormAnswers& operator=(const FormAnswers&) = delete;

  const domain::Answers& all() const { return answers_; }
  const domain::Answer* find(const catalogue::Field& field) const;
  std::string typed(const catalogue::Field& field) const;
  const domain::Household& household(const catalogue::Field& field) const;

  void choose(const catalogue::Field& field, const std::string& option);
  void press(const catalogue::Field& field, Keypad keypad, char key);
  void set_consent(const catalogue::Field& field, bool agreed);
  void begin_stroke(const catalogue::Field& field, domain::StrokePoint at);
  void continue_stroke(const catalogue::Field& field, domain::StrokePoint at);
  void clear_signature(const catalogue::Field& field);
  void add_member(const catalogue::Field& field, domain::HouseholdMember member);
  void remove_member(const catalogue::Field& field, int index);

  /// What is wrong with the answer as it stands.
  Problem check(const catalogue::Field& field) const;
  /// Remembers what is wrong, to be shown at the field; true if nothing is.
  bool accept(const catalogue::Field& field);
  /// Shows a problem that is not the answer's own (a 21st member).
  void point_out(const catalogue::Field& field, catalogue::AnswerProblem problem);
  Problem shown_problem(const catalogue::Field& field) const;

  /// Takes what a draft holds for the fields of the service, as far as it fits them.
  void resume(const catalogue::Service& service, const domain::Answers& kept);

 private:
  /// The answer as T, made if there is none; what was pointed out is taken back.
  template <class T>
  T& change(const catalogue::Field& field);
  void erase(const catalogue::Field& field);

  domain::Answers answers_;
  std::map<std::string, std::string> typed_;
  std::map<std::string, catalogue::AnswerProblem> problems_;
};

/// The keypad that writes into a field; empty for fields that are not typed.
std::optional<Keypad> keypad_of(const catalogue::Field& field);

}  // namespace linli::flow
