#pragma once
#include <optional>

#include "ui/screens/screen.h"

namespace linli::ui {

/// How printing the receipt, or the whole application, stands: a line or two below the headline,
/// if there is anything to say.
bool has_print_news(const flow::ReceiptView& receipt);
void draw_print_news(Painter& painter, const flow::ReceiptView& receipt, Rect& page);

/// To print the receipt, or try again; empty while there is nothing to press.
std::optional<NavigationButton> print_button(const Painter& painter,
                                             const flow::ReceiptView& receipt);
/// The same for the whole application.
std::optional<NavigationButton> copy_button(const Painter& painter,
                                            const flow::ReceiptView& receipt);

/// For residents: 打印机没有纸了. Chinese msgids.
const char* words_of(drivers::PrintError error);
const char* words_of(drivers::PageError error);
/// For staff, in a word or two: 没纸了. Chinese msgid.
const char* short_words_of(drivers::PrintError error);

}  // namespace linli::ui
