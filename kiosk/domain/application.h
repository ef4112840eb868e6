#pragma once
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/base/bytes.h"
#include "kiosk/base/uuid.h"
#include "kiosk/domain/identity_number.h"
#include "kiosk/domain/money.h"
#include "kiosk/domain/person.h"
#include "kiosk/domain/scanned_page.h"

namespace linli::domain {

/// Relation of a household member to the applicant (家庭关系).
enum class Relation { spouse, child, parent, grandparent, grandchild, sibling, other };

/// One member of the household. Read from the member's card, or typed. The name is empty where
/// nobody could write it (a terminal without a keyboard, a file): staff complete it on the visit.
struct HouseholdMember {
  std::string name;
  IdentityNumber number;
  Relation relation{};
  bool read_from_card = false;
};

/// A stroke of a signature: points within the signing field, each 0…1 from its
/// left and top edge.
struct StrokePoint {
  float x = 0;
  float y = 0;
};
using Stroke = std::vector<StrokePoint>;
using Signature = std::vector<Stroke>;

/// Answers by the id of the field in the service's definition.
struct Choice {
  std::string option;
};
struct Choices {
  std::vector<std::string> options;
};
struct Consent {
  bool agreed = false;
};
struct Digits {  // a phone number and the like, digits and X only
  std::string text;
};
struct Words {  // UTF-8, one line or several
  std::string text;
};
struct WholeNumber {
  std::int64_t value = 0;
};
using Day = std::chrono::year_month_day;  // always one that the calendar has
struct Division {                         // a place of the division tree (行政区划)
  std::string code;  // 12 digits: GB/T 2260 and what follows it below the county
  std::string name;  // all of it, from the province down, in Chinese
};
/// Pages from the document camera, in order; none: they are handed in at the window.
struct Photos {
  std::vector<std::shared_ptr<const ScannedPage>> pages;
};
using Household = std::vector<HouseholdMember>;
/// A row of a table: what was answered, by the id of the column.
using Cell = std::variant<Choice, Money, Digits, Words, WholeNumber, Day>;
using Row = std::map<std::string, Cell>;
using Table = std::vector<Row>;
/// How somebody agrees to the check of the household's means (核对授权). Its strokes say that they
/// have; without them they come and sign later, or have not said yet.
struct Authorisation {
  std::string name;  // as the field of the people says it; may be empty
  IdentityNumber number;
  std::optional<Relation> relation;        // to the applicant; empty: the applicant
  std::optional<IdentityNumber> guardian;  // who signs for them
  bool later = false;
  Signature signature = {};
};
using Authorisations = std::vector<Authorisation>;
using Answer = std::variant<Choice, Choices, Money, Digits, Household, Consent, Signature, Words,
                            WholeNumber, Day, Table, Division, Photos, Authorisations>;
using Answers = std::map<std::string, Answer>;

/// What is handed in for a matter that is under way.
enum class Addition { supplement, authorisation };  // 补正, 核对授权

/// The answers of Addition::authorisation: the signature, and whose guardian has signed (their
/// identity number; none: who signs does so for themselves).
inline constexpr const char* kLaterSignature = "signature";
inline constexpr const char* kLaterWard = "ward";

/// The application that something is added to.
struct AddsTo {
  base::Uuid item;
  std::string receipt_number;
  Addition what{};
  bool operator==(const AddsTo&) const = default;
};

/// What an order that was handed in before becomes.
struct OrderChange {
  enum class How {
    change,  // this application takes its place
    cancel,  // nothing does; there are no answers
  };
  base::Uuid item;             // the order's
  std::string receipt_number;  // the order's
  How how{};
};

/// What a resident submits. Owned by the session until it is sealed.
struct Application {
  /// Of the attempt to hand it in: whoever tries again after an error carries
  /// the same id, so that what was stored after all is not stored twice.
  base::Uuid item;
  std::string service;  // id of the service: temporary_relief
  int service_version = 1;
  IdCard applicant;
  Answers answers;
  std::chrono::sys_time<std::chrono::milliseconds> submitted_at{};
  std::string receipt_prefix = "SQ";  // two capital letters; SQ: 申请
  bool urgent = false;                // sent before others
  /// Empty: a matter of its own. Else `answers` are only what is added.
  std::optional<AddsTo> adds_to = std::nullopt;
  std::optional<OrderChange> changes = {};
};

}  // namespace linli::domain
