#pragma once
#include "kiosk/flow/view.h"
#include "ui/screens/screen.h"

/// The fields of a form, each a block with a label, what is asked, and what is wrong.
namespace linli::ui {

/// How much room a page has. A form takes the first it fits with.
enum class Density {
  roomy,
  close,     // more options in a row
  closest,   // smaller words, no help texts
  smallest,  // long texts in the header's size
};
inline constexpr Density kDensities[] = {Density::roomy, Density::close, Density::closest,
                                         Density::smallest};

/// What the blocks of one page share.
struct FormPage {
  const flow::FormView& form;
  Density density = Density::roomy;
  bool label_is_title = false;  // the page's title says the label already (large mode)
};

/// A field that stands in half a row beside another: money, phone.
bool is_typed(catalogue::FieldKind kind);

float field_block_height(const Screen& screen, const FormPage& page, const flow::FieldView& field,
                         float width);
/// Draws within `rect`, which may be higher than asked for.
void draw_field_block(Screen& screen, const FormPage& page, const flow::FieldView& field,
                      Rect rect);

/// The table of household members, a page of it (household_table.cpp).
float household_height(const Screen& screen, const FormPage& page, const flow::FieldView& field,
                       float width);
void draw_household(Screen& screen, const FormPage& page, const flow::FieldView& field, Rect rect);

/// Adding a member, in place of the fields (member_entry.cpp).
Frame member_entry_frame(const Screen& screen, const flow::FormView& form);
void draw_member_entry(Screen& screen, const flow::MemberEntryView& entry, Rect body);

}  // namespace linli::ui
