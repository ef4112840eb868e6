#pragma once
#include <map>
#include <set>

#include "kiosk/catalogue/questionnaire.h"
#include "kiosk/flow/day_wheels.h"
#include "kiosk/flow/typing.h"

namespace linli::flow {

/// What has been entered into fields: of a service's steps, or of one row of a
/// table. Every change takes back what was said about the field before.
class FormAnswers {
 public:
  using Fault = std::optional<catalogue::AnswerFault>;

  /// `questions` says what is asked and what is wrong, and outlives the answers.
  explicit FormAnswers(catalogue::Questionnaire& questions) : questions_(&questions) {}
  /// Of one row: its cells are asked always. Date limits are those of `questions`.
  static FormAnswers of_row(catalogue::Questionnaire& questions);
  ~FormAnswers();  // wipes
  FormAnswers(FormAnswers&&) = default;
  FormAnswers& operator=(FormAnswers&&) = delete;

  const domain::Answers& all() const { return answers_; }
  /// Valid until something changes; null: neither given nor known.
  const domain::Answer* find(const catalogue::Field& field) const;
  std::string typed(const catalogue::Field& field) const;
  const domain::Household& household(const catalogue::Field& field) const;
  const domain::Table& table(const catalogue::Field& field) const;
  const domain::Authorisations& authorisations(const catalogue::Field& field) const;
  /// It was not entered here but known before, and not changed since.
  bool was_known(const catalogue::Field& field) const;

  void choose(const catalogue::Field& field, const std::string& option);
  void press(const catalogue::Field& field, Keypad keypad, char key);
  void write(const catalogue::Field& field, std::string text);
  void turn_wheel(const catalogue::Field& field, DayPart part, int by, domain::Day today);
  /// By which the wheels of a date turn, where the field leaves the choice.
  DayCalendar calendar(const catalogue::Field& field) const;
  void choose_calendar(const catalogue::Field& field, DayCalendar calendar);
  /// A place of the field's division tree; none where there is no such code.
  void choose_place(const catalogue::Field& field, const std::string& code);
  const domain::Photos& photos(const catalogue::Field& field) const;
  /// More pages than the field takes are passed over.
  void add_page(const catalogue::Field& field, std::shared_ptr<const domain::ScannedPage> page);
  void remove_page(const catalogue::Field& field, int index);
  void set_consent(const catalogue::Field& field, bool agreed);
  void begin_stroke(const catalogue::Field& field, domain::StrokePoint at);
  void continue_stroke(const catalogue::Field& field, domain::StrokePoint at);
  void clear_signature(const catalogue::Field& field);
  void add_member(const catalogue::Field& field, domain::HouseholdMember member);
  void remove_member(const catalogue::Field& field, int index);
  /// Has those sign who must by now; what they have signed stays.
  void list_signers(const catalogue::Field& field, const domain::IdentityNumber& applicant,
                    domain::Day today);
  void begin_signer_stroke(const catalogue::Field& field, std::size_t person,
                           domain::StrokePoint at, domain::Day today);
  void continue_signer_stroke(const catalogue::Field& field, std::size_t person,
                              domain::StrokePoint at);
  void clear_signer(const catalogue::Field& field, std::size_t person);
  void sign_later(const catalogue::Field& field, std::size_t person);
  void change_guardian(const catalogue::Field& field, std::size_t person, domain::Day today);
  void add_row(const catalogue::Field& field, domain::Row row);
  void remove_row(const catalogue::Field& field, int index);
  /// What is known already, to be confirmed.
  void fill_in(const catalogue::Field& field, const domain::Answer& answer);

  /// The questions as the answers leave them.
  const catalogue::Questionnaire& questions() const;
  bool asks(const catalogue::Field& field) const;
  /// What is wrong with the answer as it stands.
  Fault check(const catalogue::Field& field) const;
  /// Remembers what is wrong, to be shown at the field; true if nothing is.
  bool accept(const catalogue::Field& field);
  /// Shows a problem that is not the answer's own (a 21st member).
  void point_out(const catalogue::Field& field, catalogue::AnswerProblem problem);
  Fault shown_fault(const catalogue::Field& field) const;

  /// Takes what a draft holds for the fields of the service, as far as it fits them. Those that it
  /// answered in a way that does not fit (any more).
  std::vector<const catalogue::Field*> resume(const catalogue::Service& service,
                                              const domain::Answers& kept);
  /// What the row's columns hold.
  domain::Row row() const;

 private:
  /// The answer as T, made if there is none; what was pointed out is taken back.
  template <class T>
  T& change(const catalogue::Field& field);
  void erase(const catalogue::Field& field);
  /// Of one who signs; null where nobody of that number does.
  domain::Authorisation* signer(const catalogue::Field& field, std::size_t person);

  catalogue::Questionnaire* questions_;
  bool one_row_ = false;
  mutable bool looked_at_ = false;  // by the questions, since the last change
  domain::Answers answers_;
  std::map<std::string, std::string> typed_;
  std::map<std::string, catalogue::AnswerFault> faults_;
  std::set<std::string> known_;
  std::set<std::string> lunar_;  // dates whose wheels turn by the lunar calendar
};

/// Puts a stroke's point where it is meant, as far as a signature may still grow.
void begin_stroke(domain::Signature& signature, domain::StrokePoint at);
void continue_stroke(domain::Signature& signature, domain::StrokePoint at);

/// The keypad that writes into a field; empty for fields that are not typed.
std::optional<Keypad> keypad_of(const catalogue::Field& field);
/// Somebody is at it while it is entered: with keys or wheels.
bool is_entered(const catalogue::Field& field);

}  // namespace linli::flow
