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

/// A field that keys, or wheels, write into; it stands in half a row beside another.
bool is_entered(catalogue::FieldKind kind);

float field_block_height(const Screen& screen, const FormPage& page, const flow::FieldView& field,
                         float width);
/// Draws within `rect`, which may be higher than asked for.
void draw_field_block(Screen& screen, const FormPage& page, const flow::FieldView& field,
                      Rect rect);

/// The people or rows of a step, a page of them (list_field.cpp).
float list_height(const Screen& screen, const FormPage& page, const flow::FieldView& field);
void draw_list(Screen& screen, const FormPage& page, const flow::FieldView& field, Rect rect);

/// Pages from the document camera (photo_field.cpp).
float photo_height(const Screen& screen, const FormPage& page, const flow::FieldView& field,
                   float width);
void draw_photo(Screen& screen, const FormPage& page, const flow::FieldView& field, Rect rect);

/// What stands beside or below the form while a date (date_wheels.cpp) or a place
/// (place_choice.cpp) is entered.
void draw_date_wheels(Screen& screen, const flow::FieldView& field, Rect rect);
void draw_place_choice(Screen& screen, const flow::FieldView& field,
                       const flow::PlaceChoiceView& place, Rect rect);

/// What is signed with the finger (signing_field.cpp).
float signing_height(const Screen& screen);
void draw_signing(Screen& screen, const flow::FieldView& field, Rect rect);
float household_signing_height(const Screen& screen, const flow::FieldView& field, float width);
void draw_household_signing(Screen& screen, const flow::FieldView& field, Rect rect);

/// What an answer says in a line of words (answer_words.cpp).
std::string answer_words(const Painter& painter, const catalogue::Field& field,
                         const domain::Answer& answer);

/// Adding a member, in place of the fields (member_entry.cpp).
Frame member_entry_frame(const Screen& screen, const flow::FormView& form);
void draw_member_entry(Screen& screen, const flow::FormView& form, Rect body);

/// Taking a page, in place of the fields (page_capture.cpp).
Frame page_capture_frame(const Screen& screen, const flow::FormView& form);
void draw_page_capture(Screen& screen, const flow::FormView& form, Rect body);

}  // namespace linli::ui
