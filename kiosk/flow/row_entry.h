#pragma once
#include "kiosk/flow/field_sheet.h"

namespace linli::flow {

/// One row of a table being filled in, in place of the step's fields.
struct RowEntry {
  RowEntry(const catalogue::Field& of_table, catalogue::Questionnaire& questions)
      : table(of_table),
        answers(FormAnswers::of_row(questions)),
        sheet(of_table.columns, answers) {}

  const catalogue::Field& table;
  FormAnswers answers;
  FieldSheet sheet;
};

}  // namespace linli::flow
