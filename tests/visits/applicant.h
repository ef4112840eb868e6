#pragma once
#include <random>
#include <set>

#include "kiosk/catalogue/questionnaire.h"
#include "tests/visits/whole_terminal.h"

namespace linli::tests {

/// Somebody who applies for a service by pressing what the screens offer, with answers that are
/// invented as the questions come. The same for the same seed.
class Applicant {
 public:
  Applicant(WholeTerminal& terminal, const catalogue::Service& service, unsigned seed);

  /// A picture of every step.
  void take_pictures() { takes_pictures_ = true; }

  /// Answers this, instead of inventing something.
  void insist(const std::string& field, domain::Answer answer);
  /// The whole household is there to sign; else the others say that they come later.
  void brings_household() { all_sign_ = true; }
  /// From the home screen to the application, the card on the reader: through group and menu, and
  /// the questions before.
  void open();
  /// On to the review, or to the step of this id.
  void fill_in(const std::string& until = {});
  /// What the review shows, page after page.
  domain::Answers review();
  /// Answers the receipt, which is on the screen.
  domain::Receipt submit();
  /// Home again.
  void leave();

 private:
  void choose(const std::string& label);
  void fill_in_page();
  bool needs_answer(const flow::FieldView& field) const;
  void enter(const flow::FieldView& field);
  domain::Answer invent(const catalogue::Field& field);
  void note_answers();
  void take_picture(const std::string& name);

  void enter_choice(const catalogue::Field& field, const std::vector<std::string>& options);
  void enter_keys(const catalogue::Field& field, const std::string& keys);
  void enter_text(const catalogue::Field& field);
  void write_wang();
  void enter_day(const catalogue::Field& field);
  void turn_wheels(const catalogue::Field& field, const domain::Day& wanted);
  void enter_place(const catalogue::Field& field);
  void enter_page(const catalogue::Field& field);
  void sign_or_put_off(const flow::FieldView& view);
  void enter_person(const catalogue::Field& field);
  flow::FieldView shown(const catalogue::Field& field) const;

  WholeTerminal& terminal_;
  const catalogue::Service& service_;
  std::mt19937 random_;
  bool takes_pictures_ = false;
  int pictures_taken_ = 0;
  bool all_sign_ = false;
  catalogue::Questionnaire questions_;
  domain::Answers insisted_;
  domain::Answers answers_;
  std::set<std::string> entered_;  // fields, of a row or the form
  std::string last_step_;
};

}  // namespace linli::tests
