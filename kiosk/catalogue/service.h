#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/expected.h"
#include "kiosk/catalogue/catalogue_error.h"
#include "kiosk/catalogue/region.h"
#include "kiosk/catalogue/text.h"
#include "kiosk/domain/application.h"
#include "kiosk/domain/money.h"
#include "kiosk/domain/working_calendar.h"

namespace linli::catalogue {

enum class FieldKind {
  one_choice,
  several_choices,
  money,      // yuan and fen by the keypad
  phone,      // digits by the keypad
  household,  // table of people: by card, or by number and relation
  consent,    // a text agreed to or not
  signature,  // drawn with the finger
};

struct Option {
  std::string id;
  Text label;
};

struct Field {
  std::string id;
  FieldKind kind{};
  Text label;
  Text help;  // may be empty
  bool required = true;
  std::vector<Option> options;   // choices only
  domain::Money least;           // money only
  domain::Money most;            // money only; 0: no limit
  std::vector<Text> paragraphs;  // consent only: what is agreed to, a point each
};

/// One step of a form: a title for the stepper, a question, its fields.
struct Step {
  std::string id;
  Text title;
  Text question;
  Text hint;  // may be empty
  std::vector<Field> fields;
};

struct Service {
  std::string id;  // temporary_relief (临时救助)
  int version = 1;
  std::string receipt_prefix;  // LS
  Text name;
  Text summary;
  Text purpose;  // why the card is read and data looked up (PIPL 17)
  std::vector<Step> steps;
  std::vector<Text> what_next;  // shown on the receipt; {home_visit_days} and every
                                // other parameter of the region may stand in them
};

struct Catalogue {
  std::vector<Service> services;
  Region region;
  domain::WorkingCalendar calendar;
  const Service* find(const std::string& id) const;
};

/// Reads DIR/catalogue/*.json, DIR/calendar/*.json and the region of that name (load_region). Every
/// fault is reported, not only the first.
Expected<Catalogue, std::vector<CatalogueError>> load_catalogue(
    const std::filesystem::path& directory, const std::string& region);

inline constexpr std::size_t kMostHouseholdMembers = 20;

/// What is wrong with an answer, for a message at its field.
enum class AnswerProblem {
  missing,
  not_one_of_the_options,
  too_small,
  too_large,
  not_a_phone_number,  // 11 digits beginning with 1; a fixed line of 7–8, or 10–12 with its area
                       // code
  no_signature,  // fewer than a stroke of visible length
  not_agreed,
  duplicate_member,
  too_many_members,  // more than 20
};
/// `answer` is null where nothing was entered; an answer of another type than the
/// field's kind counts as none. Empty: nothing is wrong.
std::optional<AnswerProblem> check_answer(const Field& field, const domain::Answer* answer);

}  // namespace linli::catalogue
