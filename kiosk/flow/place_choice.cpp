#include "kiosk/flow/place_choice.h"

#include <algorithm>

#include "kiosk/flow/paging.h"

namespace linli::flow {
namespace {

using catalogue::DivisionRow;
using catalogue::Field;

int per_page(DisplayMode mode) { return mode == DisplayMode::large ? 4 : 8; }

/// Where somebody is: what is offered lies in `within`.
struct Standing {
  const DivisionRow* within = nullptr;  // null: the top
  const DivisionRow* chosen = nullptr;  // one of those offered, and nothing is left to choose

  const std::vector<const DivisionRow*>& offered(const Field& field) const {
    return field.divisions->below(within);
  }
};

Standing standing_of(const Field& field, const domain::Answer* answer) {
  const auto* division = answer == nullptr ? nullptr : std::get_if<domain::Division>(answer);
  const DivisionRow* row = division == nullptr ? nullptr : field.divisions->find(division->code);
  if (row == nullptr) return {};
  if (!field.divisions->is_exact(*row, field.down_to)) return {row, nullptr};
  return {field.divisions->above(*row), row};
}

}  // namespace

PlaceChoiceView place_choice(const Field& field, const domain::Answer* answer, int first,
                             DisplayMode mode) {
  const Standing standing = standing_of(field, answer);
  const auto& offered = standing.offered(field);
  const Slice slice = slice_at(first, static_cast<int>(offered.size()), per_page(mode));
  PlaceChoiceView view;
  view.within = standing.within;
  view.chosen = standing.chosen;
  view.offered.assign(offered.begin() + slice.first, offered.begin() + slice.first + slice.count);
  if (standing.within != nullptr) {
    const DivisionRow* above = field.divisions->above(*standing.within);
    view.up = above == nullptr ? "" : above->code;
  }
  view.per_page = per_page(mode);
  view.page = slice.page;
  view.pages = slice.pages;
  return view;
}

int first_choice(const Field& field, const domain::Answer* answer) {
  const Standing standing = standing_of(field, answer);
  if (standing.chosen == nullptr) return 0;
  const auto& offered = standing.offered(field);
  return static_cast<int>(std::ranges::find(offered, standing.chosen) - offered.begin());
}

std::optional<int> first_choice_of_page(const Field& field, const domain::Answer* answer, int page,
                                        DisplayMode mode) {
  const auto offered = standing_of(field, answer).offered(field).size();
  return first_of_page(page, static_cast<int>(offered), per_page(mode));
}

}  // namespace linli::flow
