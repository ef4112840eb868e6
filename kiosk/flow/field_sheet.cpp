#include "kiosk/flow/field_sheet.h"

#include <algorithm>

namespace linli::flow {

using catalogue::Field;
using Fields = std::vector<const Field*>;

FieldSheet::FieldSheet(const std::vector<Field>& fields, FormAnswers& answers)
    : fields_(&fields), answers_(&answers), field_(&fields.front()) {
  if (const Fields all = asked(); !all.empty()) field_ = all.front();
}

Fields FieldSheet::asked() const {
  Fields asked;
  for (const Field& field : *fields_) {
    if (answers_->asks(field)) asked.push_back(&field);
  }
  return asked;
}

Fields FieldSheet::shown(DisplayMode mode) const {
  if (mode == DisplayMode::standard) return asked();
  return {field_};
}

bool FieldSheet::is_first() const {
  const Fields all = asked();
  return !all.empty() && all.front() == field_;
}

void FieldSheet::go_to_last() {
  if (const Fields all = asked(); !all.empty()) field_ = all.back();
}

bool FieldSheet::accept(const Fields& fields) {
  const Field* wrong = nullptr;
  for (const Field* field : fields) {
    if (!answers_->accept(*field) && wrong == nullptr) wrong = field;
  }
  if (wrong != nullptr) field_ = wrong;
  return wrong == nullptr;
}

bool FieldSheet::accept(DisplayMode mode) { return accept(shown(mode)); }

bool FieldSheet::accept_all() { return accept(asked()); }

bool FieldSheet::forward(DisplayMode mode) {
  const Fields all = asked();
  const auto here = std::ranges::find(all, field_);
  if (mode == DisplayMode::standard || here == all.end() || here + 1 == all.end()) return false;
  field_ = *(here + 1);
  return true;
}

bool FieldSheet::back(DisplayMode mode) {
  const Fields all = asked();
  const auto here = std::ranges::find(all, field_);
  if (mode == DisplayMode::standard || here == all.end() || here == all.begin()) return false;
  field_ = *(here - 1);
  return true;
}

bool FieldSheet::on_from_text(bool again) {
  const Fields all = asked();
  const auto here = std::ranges::find(all, field_);
  if (here == all.end()) return false;
  const auto open = std::find_if(here + 1, all.end(), [&](const Field* field) {
    const bool left_out = again && !answers_->check(*field);
    return catalogue::is_answered(*field) && answers_->find(*field) == nullptr &&
           answers_->typed(*field).empty() && !left_out;
  });
  if (open == all.end()) return false;
  if (accept({field_})) field_ = *open;
  return true;
}

const Field* FieldSheet::touch(const std::string& id, DisplayMode mode,
                               std::initializer_list<catalogue::FieldKind> kinds) {
  for (const Field* field : shown(mode)) {
    if (field->id != id || std::ranges::find(kinds, field->kind) == kinds.end()) continue;
    field_ = field;
    return field;
  }
  return nullptr;
}

}  // namespace linli::flow
