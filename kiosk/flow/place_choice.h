#pragma once
#include "kiosk/flow/view.h"

namespace linli::flow {

/// A place is chosen level by level, and how far somebody has come is the answer itself: what lies
/// in it is offered next, and once nothing is left to choose, it beside its neighbours.
/// `first`: the item whose page is shown (paging.h).
PlaceChoiceView place_choice(const catalogue::Field& field, const domain::Answer* answer, int first,
                             DisplayMode mode);

/// Of the page of the place that is the answer, so that it is shown where it stands.
int first_choice(const catalogue::Field& field, const domain::Answer* answer);

/// The first item of a page; empty if there is no such page.
std::optional<int> first_choice_of_page(const catalogue::Field& field, const domain::Answer* answer,
                                        int page, DisplayMode mode);

}  // namespace linli::flow
