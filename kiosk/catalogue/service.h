#pragma once
#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/expected.h"
#include "kiosk/catalogue/catalogue_error.h"
#include "kiosk/catalogue/region.h"
#include "kiosk/catalogue/text.h"
#include "kiosk/domain/money.h"
#include "kiosk/domain/working_calendar.h"
#include "kiosk/expression/expression.h"

namespace linli::catalogue {

enum class FieldKind {
  text,             // a line or some sentences: TextKind
  identity_number,  // GB 11643, by the keypad
  phone,            // digits by the keypad
  bank_card,        // digits by the keypad
  number,           // a whole number by the keypad
  money,            // yuan and fen by the keypad
  date,
  one_choice,
  several_choices,
  place,           // one of the division tree, chosen level by level
  photo,           // pages from the document camera
  person,          // one person: by card, or by number, and the relation
  household,       // table of people, each the same way
  table,           // rows of things: property, income
  consent,         // a text agreed to or not
  signature,       // drawn with the finger
  authorisations,  // signed by the applicant and all whose means are checked, some of them later
  computed,        // what follows from other answers; nobody enters it
  note,            // something to know; nothing is answered
};

enum class TextKind { name, address, free };
/// How a computed value is shown and stored.
enum class Shows { money, number, text, date };

/// An expression of a service's file; the schema (assets/catalogue/schema) says what it may name.
/// Belongs to the thread that loaded the catalogue.
struct Rule {
  std::string text;  // empty: there is no rule
  std::optional<expression::Expression> expression;
};

struct Check {
  Rule that;     // false: the answer is wrong; unknown says nothing
  Text message;  // {parameters of the region} may stand in it
};

struct Option {
  std::string id;
  Text label;
  Rule known_if;  // one_choice only: is the answer as long as nobody gives another
};
inline bool has_known_if(const Option& option) { return !option.known_if.text.empty(); }

struct Field {
  std::string id;
  FieldKind kind{};
  Text label;
  Text help;     // may be empty
  Text example;  // may be empty
  Text spoken;   // may be empty: the label is read
  bool required = true;
  Rule required_if;  // instead of `required`
  Rule shown_if;
  std::vector<Check> checks;
  std::string known_as;         // what is answered once a visit; may be empty
  std::vector<Option> options;  // choices only
  domain::Money least;          // money only
  domain::Money most;           // money only; 0: no limit
  int least_number = 0;         // number only
  int most_number = 0;          // number only
  Text unit;                    // number only: what is counted; may be empty
  TextKind text = TextKind::free;
  std::size_t most_characters = 0;  // text only
  Rule earliest;                    // date only
  Rule latest;                      // date only
  bool lunar = false;               // date only: may be given by the lunar calendar
  /// place only: the last level that is asked for
  DivisionLevel down_to = DivisionLevel::community;
  std::shared_ptr<const Divisions> divisions;  // place only: the region's; never null
  std::size_t most_pages = 0;                  // photo only
  bool pages_now = false;                      // photo only: they can't follow at the window
  std::vector<Field> columns;                  // table only
  std::size_t most_rows = 0;                   // table only
  Text row;                                    // table only: what one row is
  std::vector<Text> paragraphs;                // consent and note: a point each
  std::vector<std::string> people;             // authorisations only: fields that name who signs
  std::string agreement;                       // authorisations only: consent that they sign
  Text ward;                                   // authorisations only: for whom a guardian signs
  Rule value;                                  // computed only
  Shows shows{};                               // computed only
};

/// Whether a person answers it.
bool is_answered(const Field& field);

/// One step of a form: a title for the stepper, a question, its fields.
struct Step {
  std::string id;
  Text title;
  Text question;
  Text hint;  // may be empty
  Rule shown_if;
  std::vector<Field> fields;
};

/// Questions before anything is filled in (预评估). The first rule that holds gives the answer;
/// without one, nobody can say.
struct PreAssessment {
  enum class Answer { likely, unlikely };
  struct Line {
    Rule holds_if;
    Answer answer{};
    Text because;  // the rule in words; {parameters of the region} may stand in it
  };
  std::vector<Field> questions;  // empty: there is none
  std::vector<Line> lines;
};

/// When a person who looks at their benefits is told that this may be for them: by what is known
/// without a question. The first of a service's that holds.
struct OfferRule {
  Rule holds_if;
  Text because;  // with its figure; {parameters of the region} may stand in it
};

/// A service that comes on a day, and may be changed or cancelled before.
struct Order {
  std::string day;    // id of a field of the kind date
  std::string place;  // of a text; may not be asked
  Rule open_if;       // while it holds, by the order's answers
};

/// Until when the matter is decided.
struct Deadline {
  enum class Unit { working_days, days, hours };
  std::string parameter;  // of the region, in one of these units; or empty:
  int count = 0;
  Unit unit{};
};

inline constexpr int kLastPlace = 99;

/// Where the home screen and the policy guide show a service, in this order.
enum class ServiceGroup { relief, elderly, disability, children, family, funeral, charity };

struct ServiceGroupName {
  std::string_view name;  // as it stands in the files
  ServiceGroup group;
};
inline constexpr std::array kServiceGroups{
    ServiceGroupName{"relief", ServiceGroup::relief},
    ServiceGroupName{"elderly", ServiceGroup::elderly},
    ServiceGroupName{"disability", ServiceGroup::disability},
    ServiceGroupName{"children", ServiceGroup::children},
    ServiceGroupName{"family", ServiceGroup::family},
    ServiceGroupName{"funeral", ServiceGroup::funeral},
    ServiceGroupName{"charity", ServiceGroup::charity},
};

struct Service {
  std::string id;  // temporary_relief (临时救助)
  int version = 1;
  bool enabled = true;  // false: not offered
  ServiceGroup group{};
  int place = kLastPlace;      // in its group, the smallest first
  std::string receipt_prefix;  // LS
  Text name;
  Text summary;
  Text purpose;    // why the card is read and data looked up (PIPL 17)
  Rule urgent_if;  // sent before others, staff are called
  std::optional<Deadline> decided_within;
  std::optional<Deadline> urgent_decided_within;  // where urgent_if holds
  std::vector<OfferRule> offered_if;
  std::optional<Order> order;
  PreAssessment pre_assessment;
  std::vector<Step> steps;
  std::vector<Text> what_next;          // shown on the receipt; {home_visit_days} and every
                                        // other parameter of the region may stand in them
  std::vector<Text> urgent_what_next;   // instead, where urgent_if holds; empty: the same
  std::vector<std::string> follow_ups;  // ids of services to offer afterwards
};

struct Catalogue {
  std::vector<Service> services;  // those that are offered, by place in their group, then id
  /// Of services that are not offered because of them, and of the list of places.
  std::vector<CatalogueError> service_faults;
  Region region;
  domain::WorkingCalendar calendar;
  const Service* find(const std::string& id) const;
};

/// Reads DIR/catalogue/*.json, DIR/calendar/*.json and the region of that name (load_region). A
/// service with a fault is left out, with its faults in service_faults; faults of the region or the
/// calendar, and a catalogue without any service, are the error. Every fault is reported, not only
/// the first.
Expected<Catalogue, std::vector<CatalogueError>> load_catalogue(
    const std::filesystem::path& directory, const std::string& region);

}  // namespace linli::catalogue
