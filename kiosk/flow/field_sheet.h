#pragma once
#include <vector>

#include "kiosk/flow/form_answers.h"
#include "kiosk/flow/view.h"

namespace linli::flow {

/// Fields that are filled in together: those of a step, or the columns of a row.
/// Large-font mode shows only the one where somebody is, standard mode all, so a
/// switch of mode keeps the place. A field that is not asked is never shown.
class FieldSheet {
 public:
  FieldSheet(const std::vector<catalogue::Field>& fields, FormAnswers& answers);

  /// The fields of the page that is on the screen.
  std::vector<const catalogue::Field*> shown(DisplayMode mode) const;
  /// Where somebody is.
  const catalogue::Field& field() const { return *field_; }
  bool is_first() const;
  void go_to_last();

  /// Checks what the page shows; if something is wrong, goes to the first such field.
  bool accept(DisplayMode mode);
  bool accept_all();
  /// To the next or the one before where a page is one field; false if there is none.
  bool forward(DisplayMode mode);
  bool back(DisplayMode mode);
  /// From a text, whose keyboard may cover the others of the page: to the next one without an
  /// answer, if the text can be taken. False if nothing behind it is left to answer; what need not
  /// be answered was left out on purpose where the page was left before (`again`).
  bool on_from_text(bool again);

  /// The field if it is on the screen and of one of those kinds; somebody is there from now on.
  const catalogue::Field* touch(const std::string& id, DisplayMode mode,
                                std::initializer_list<catalogue::FieldKind> kinds);

 private:
  std::vector<const catalogue::Field*> asked() const;
  bool accept(const std::vector<const catalogue::Field*>& fields);

  const std::vector<catalogue::Field>* fields_;
  FormAnswers* answers_;
  const catalogue::Field* field_;
};

}  // namespace linli::flow
