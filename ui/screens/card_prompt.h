#pragma once
#include "ui/screens/screen.h"

namespace linli::ui {

/// The part of a screen that asks for a card and follows its reading; on the
/// reading screen and where a household member is added.
void draw_card_prompt(Screen& screen, const flow::ReadCardView& card, Rect body);

/// Whether pressing "try again" makes sense.
bool can_retry(const flow::ReadCardView& card);

}  // namespace linli::ui
